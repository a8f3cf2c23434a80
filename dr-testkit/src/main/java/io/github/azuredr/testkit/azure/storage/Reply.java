package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An answer being put together. */
final class Reply {
    private final int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private byte[] body = new byte[0];

    private Reply(int status) {
        this.status = status;
    }

    static Reply of(int status) {
        return new Reply(status);
    }

    /** With ETag and Last-Modified of the node. */
    static Reply of(int status, Node node) {
        return new Reply(status).header("ETag", node.etag()).header("Last-Modified", Times.http(node.modifiedMillis));
    }

    static Reply of(int status, Container container) {
        return new Reply(status)
                .header("ETag", container.etag())
                .header("Last-Modified", Times.http(container.modifiedMillis));
    }

    Reply header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Reply encrypted() {
        return header("x-ms-request-server-encrypted", "true");
    }

    Map<String, String> headers() {
        return headers;
    }

    Reply body(byte[] bytes) {
        body = bytes;
        return this;
    }

    Reply xml(String text) {
        return header("Content-Type", "application/xml").body(text.getBytes(StandardCharsets.UTF_8));
    }

    Reply json(String text) {
        return header("Content-Type", "application/json;charset=utf-8").body(text.getBytes(StandardCharsets.UTF_8));
    }

    SimResponse done() {
        headers.putIfAbsent("Content-Length", Integer.toString(body.length));
        return new SimResponse(status, headers, body);
    }
}
