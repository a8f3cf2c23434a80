package io.github.azuredr.datashare.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.azuredr.azure.ArmClient;
import io.github.azuredr.azure.ArmPages;
import io.github.azuredr.azure.ArmRequest;
import io.github.azuredr.azure.ArmResponse;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.Quota;
import io.github.azuredr.error.RecoveryException;
import java.util.List;
import java.util.Optional;

/** Calls on Microsoft.DataShare, between this module's JSON and that of the client. */
final class ShareCalls {
    static final String VERSION = "2021-08-01";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ArmClient arm;

    ShareCalls(ArmClient arm) {
        this.arm = arm;
    }

    ArmClient arm() {
        return arm;
    }

    Optional<Named> find(String path) {
        return arm.find(ArmRequest.get(path, VERSION)).map(answer -> named(path, answer.body()));
    }

    /** The entries of a list, with what they say of themselves. */
    List<Named> list(String path) {
        return all(arm.pages(ArmRequest.get(path, VERSION))).stream()
                .map(Named::of)
                .toList();
    }

    /** A list that is asked for with POST. */
    List<JsonObject> listByPost(String path) {
        return all(arm.pages(ArmRequest.post(path, VERSION).asRead()));
    }

    List<JsonObject> listByPost(String path, JsonObject body) {
        return all(arm.pages(ArmRequest.post(path, VERSION, node(body)).asRead()));
    }

    /** The answer to the PUT may have no name: the path has. */
    Named put(String path, JsonObject body) {
        return named(path, arm.send(ArmRequest.put(path, VERSION, node(body))).body());
    }

    /** A PUT of which only the quota it announces matters: x-ms-quota holds an array of one. */
    Optional<Quota> putting(String path, JsonObject body) {
        return arm.send(ArmRequest.put(path, VERSION, node(body)))
                .header("x-ms-quota")
                .flatMap(ShareCalls::quota);
    }

    private static Optional<Quota> quota(String header) {
        try {
            JsonNode first = MAPPER.readTree(header).path(0);
            return first.path("limit").isInt() && first.path("currentUsed").isInt()
                    ? Optional.of(new Quota(
                            first.path("currentUsed").intValue(),
                            first.path("limit").intValue()))
                    : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    ArmResponse post(String path) {
        return arm.send(ArmRequest.post(path, VERSION));
    }

    ArmResponse post(String path, JsonObject body) {
        return arm.send(ArmRequest.post(path, VERSION, node(body)));
    }

    void delete(String path) {
        arm.send(ArmRequest.delete(path, VERSION));
    }

    static JsonNode node(JsonObject json) {
        try {
            return MAPPER.readTree(json.json());
        } catch (JsonProcessingException impossible) {
            throw new RecoveryException("A JSON object wrote no JSON.", "report it as a defect.", impossible);
        }
    }

    static JsonObject object(JsonNode node) {
        return JsonObject.parse(node.toString());
    }

    private static Named named(String path, JsonNode body) {
        return new Named(path.substring(path.lastIndexOf('/') + 1), object(body));
    }

    private static List<JsonObject> all(ArmPages pages) {
        return pages.stream().map(ShareCalls::object).toList();
    }
}
