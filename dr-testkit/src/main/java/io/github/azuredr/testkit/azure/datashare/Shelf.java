package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmOperation;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.OperationForm;
import io.github.azuredr.testkit.azure.arm.OperationStart;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What the parts of the provider have in common: how a resource is kept, shown, listed and deleted. */
final class Shelf {
    static final String NAMESPACE = "Microsoft.DataShare";
    static final String STATE = "properties.provisioningState";
    static final String DELETE = "delete";

    private final ResourceManager arm;
    private final Quotas quotas;

    Shelf(ResourceManager arm, Quotas quotas) {
        this.arm = arm;
        this.quotas = quotas;
    }

    ResourceManager arm() {
        return arm;
    }

    Instant now() {
        return arm.azure().clock().instant();
    }

    /** The resource a call's resource lies in: two segments up. */
    ArmResource parent(ArmCall call) {
        String path = call.path();
        String up = path.substring(0, path.lastIndexOf('/'));
        return live(up.substring(0, up.lastIndexOf('/')));
    }

    /** A resource that is neither absent nor on its way in or out. */
    ArmResource live(String id) {
        ArmResource found = arm.resources().get(id);
        String state = found.body().text(STATE).orElse("Succeeded");
        if (!state.equals("Succeeded")) {
            throw new ArmRefusal(
                    409,
                    "ResourceNotReady",
                    "The resource '" + found.name() + "' is in provisioningState " + state + ".");
        }
        return found;
    }

    /** The account a resource belongs to. */
    ArmResource account(String id) {
        String[] parts = id.split("/", -1);
        return arm.resources().get(String.join("/", List.of(parts).subList(0, 9)));
    }

    /** A body with what every resource shows. */
    Json fresh(ArmCall call, String type) {
        String path = call.path();
        String now = now().toString();
        return Json.object()
                .with("id", path)
                .with("name", path.substring(path.lastIndexOf('/') + 1))
                .with("type", NAMESPACE + "/" + type)
                .with("systemData.createdAt", now)
                .with("systemData.createdBy", call.caller().principalId())
                .with("systemData.createdByType", "Application");
    }

    /** Keeps a resource in its account's region. */
    ArmResource keep(ArmResource parent, String id, Json body) {
        return arm.resources().put(new ArmResource(id, parent.region(), body));
    }

    /** 201 for a new resource, 200 for one that was there, both with the quota. */
    SimResponse written(ArmResource resource, boolean isNew, String type) {
        return quotas.announce(
                SimResponse.json(isNew ? 201 : 200, resource.body().toString()), type, resource.id());
    }

    /** Refuses one resource more than the quota allows. */
    void requireRoom(String type, String id) {
        quotas.requireRoom(type, id);
    }

    SimResponse get(ArmCall call) {
        return SimResponse.json(200, arm.resources().get(call.path()).body().toString());
    }

    /** The children of the collection a call names, shown as this function says. */
    SimResponse list(ArmCall call, String type, Function<ArmResource, Json> shown) {
        String path = call.path();
        String parent = path.substring(0, path.lastIndexOf('/'));
        arm.resources().get(parent);
        return page(call, children(parent, type).stream().map(shown).toList());
    }

    SimResponse page(ArmCall call, Collection<Json> values) {
        return arm.page(call, values);
    }

    List<ArmResource> children(String parent, String type) {
        return arm.resources().ofType(parent, NAMESPACE + "/" + type);
    }

    /** Gone when the call returns: 200, or 204 when it was not there. */
    SimResponse deleteAtOnce(ArmCall call, String type) {
        Optional<ArmResource> found = arm.resources().find(call.path());
        arm.resources().remove(call.path());
        return found.map(gone -> quotas.announce(SimResponse.of(200), type, gone.id()))
                .orElseGet(() -> SimResponse.of(204));
    }

    /** 202 and a Location in the account's region; the resource goes when the operation ends. */
    SimResponse deleteInTime(ArmCall call, String type) {
        Optional<ArmResource> found = arm.resources().find(call.path());
        if (found.isEmpty()) {
            return SimResponse.of(204);
        }
        ArmResource going = arm.resources().put(found.get().with(STATE, "Deleting"));
        ArmOperation operation = arm.operations()
                .start(
                        call,
                        NAMESPACE,
                        OperationStart.of(DELETE, going, OperationForm.BODY_STATUS)
                                .withoutRetryAfter());
        return quotas.announce(arm.operations().accepted(call, operation), type, going.id());
    }

    /** An id the service would issue: the same for the same words. */
    static String issue(String words) {
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The properties of a body in which only these may be set. */
    static Json properties(Json body, String... allowed) {
        Json properties = body.at("properties").orElseGet(Json::object);
        for (String name : properties.names()) {
            if (!List.of(allowed).contains(name)) {
                throw Kinds.invalid("properties." + name + " is not a property that can be set.");
            }
        }
        return properties;
    }

    /** The instant at a path, when there is one. */
    static Optional<Instant> instant(Json json, String path) {
        try {
            return json.text(path).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw Kinds.invalid(path + " is no date-time.");
        }
    }
}
