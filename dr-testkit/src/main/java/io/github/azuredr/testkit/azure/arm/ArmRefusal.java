package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A route's way to refuse: it becomes the error envelope with this status. */
public final class ArmRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * Creates the refusal.
     *
     * @param status the HTTP status
     * @param code the error code as Azure spells it
     * @param message what a person reads
     */
    public ArmRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The request's body or a part of it is not what the operation takes. */
    public static ArmRefusal badRequest(String code, String message) {
        return new ArmRefusal(400, code, message);
    }

    /** The resource is not there. */
    public static ArmRefusal notFound(String resourceId) {
        int at = resourceId.toLowerCase(Locale.ROOT).lastIndexOf("/providers/");
        String resource = at < 0 ? resourceId : resourceId.substring(at + "/providers/".length());
        String group = ArmIds.segmentAfter(resourceId, "resourceGroups").orElse("");
        return new ArmRefusal(
                404,
                "ResourceNotFound",
                "The Resource '" + resource + "' under resource group '" + group
                        + "' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix");
    }

    /** The same refusal with one more header. */
    public ArmRefusal with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The error code as Azure spells it. */
    public String code() {
        return code;
    }

    SimResponse answer() {
        SimResponse answer = SimResponse.json(
                status,
                Json.object()
                        .with("error.code", code)
                        .with("error.message", getMessage())
                        .toString());
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
