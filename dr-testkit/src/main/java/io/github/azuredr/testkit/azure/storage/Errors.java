package io.github.azuredr.testkit.azure.storage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** How refusals look on the wire, and the headers that every answer carries. */
final class Errors {
    private Errors() {}

    /** XML on the blob endpoint, JSON on the Data Lake one, nothing for HEAD and 304; the code also as a header. */
    static SimResponse answer(SimRequest request, Endpoint endpoint, Refusal refusal) {
        Reply reply = Reply.of(refusal.status());
        refusal.headers().forEach(reply::header);
        reply.header("x-ms-error-code", refusal.code());
        if (request.method().equals("HEAD") || refusal.status() == 304) {
            return reply.done();
        }
        if (endpoint == Endpoint.DFS) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.putObject("error").put("code", refusal.code()).put("message", refusal.text());
            return reply.json(body.toString()).done();
        }
        return reply.xml(new Xml()
                        .open("Error")
                        .leaf("Code", refusal.code())
                        .leaf("Message", refusal.text())
                        .close("Error")
                        .text())
                .done();
    }

    static SimResponse finish(SimRequest request, SimResponse answer, long nowMillis) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers());
        headers.put("x-ms-request-id", UUID.randomUUID().toString());
        headers.put("x-ms-version", request.header("x-ms-version").orElse("2023-11-03"));
        headers.put("Date", Times.http(nowMillis));
        headers.put("Server", "Windows-Azure-Storage/1.0");
        request.header("x-ms-client-request-id").ifPresent(id -> headers.put("x-ms-client-request-id", id));
        return new SimResponse(answer.status(), headers, answer.body());
    }
}
