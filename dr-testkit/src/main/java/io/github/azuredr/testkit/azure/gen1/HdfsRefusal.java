package io.github.azuredr.testkit.azure.gen1;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;

/** A refusal on its way to the caller, as WebHDFS words it. */
final class HdfsRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String exception;

    private HdfsRefusal(int status, String exception, String message) {
        super(message, null, false, false);
        this.status = status;
        this.exception = exception;
    }

    static HdfsRefusal illegal(String message) {
        return new HdfsRefusal(400, "IllegalArgumentException", message);
    }

    static HdfsRefusal unsupported(String message) {
        return new HdfsRefusal(400, "UnsupportedOperationException", message);
    }

    static HdfsRefusal badOffset(String message) {
        return new HdfsRefusal(400, "BadOffsetException", message);
    }

    static HdfsRefusal unauthenticated(String message) {
        return new HdfsRefusal(401, "SecurityException", message);
    }

    static HdfsRefusal denied(String message) {
        return new HdfsRefusal(403, "AccessControlException", message);
    }

    static HdfsRefusal exists(String path) {
        return new HdfsRefusal(403, "FileAlreadyExistsException", path + " already exists.");
    }

    static HdfsRefusal io(String message) {
        return new HdfsRefusal(403, "IOException", message);
    }

    static HdfsRefusal notFound(String path) {
        return new HdfsRefusal(404, "FileNotFoundException", "File/Folder does not exist: " + path);
    }

    SimResponse answer() {
        return answer(status, exception, String.valueOf(getMessage()));
    }

    static SimResponse answer(int status, String exception, String message) {
        return SimResponse.json(
                status,
                Json.object()
                        .with("RemoteException.exception", exception)
                        .with("RemoteException.message", message)
                        .with("RemoteException.javaClassName", javaClass(exception))
                        .toString());
    }

    private static String javaClass(String exception) {
        return switch (exception) {
            case "FileNotFoundException", "IOException" -> "java.io." + exception;
            case "AccessControlException" -> "org.apache.hadoop.security." + exception;
            case "FileAlreadyExistsException" -> "org.apache.hadoop.fs." + exception;
            case "IllegalArgumentException", "UnsupportedOperationException", "SecurityException" ->
                "java.lang." + exception;
            default -> "java.lang.RuntimeException";
        };
    }
}
