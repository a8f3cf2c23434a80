package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmOperation;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ArmType;
import io.github.azuredr.testkit.azure.arm.OperationForm;
import io.github.azuredr.testkit.azure.arm.OperationStart;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.Optional;
import java.util.Set;

/** Accounts: each has an identity of its own from the moment it is accepted, and is ready when its creation ends. */
final class Accounts {
    static final String TYPE = "accounts";
    static final String CREATE = "create-account";
    static final ArmType ARM_TYPE = ArmType.of(TYPE, "2021-08-01", "2020-09-01");

    private static final Set<String> MEMBERS = Set.of("location", "tags", "identity", "properties");

    private final Shelf shelf;
    private final ResourceManager arm;
    private final People people;

    Accounts(Shelf shelf, People people) {
        this.shelf = shelf;
        this.arm = shelf.arm();
        this.people = people;
    }

    SimResponse put(ArmCall call) {
        Json body = call.body();
        for (String name : body.names()) {
            if (!MEMBERS.contains(name)) {
                throw Kinds.invalid(name + " is not a property that can be set.");
            }
        }
        if (!body.text("identity.type").equals(Optional.of("SystemAssigned"))) {
            throw Kinds.invalid("identity.type is required and must be SystemAssigned.");
        }
        Shelf.properties(body);
        String region = arm.requireLocation(call, Shelf.NAMESPACE, ARM_TYPE);
        Optional<ArmResource> existing = arm.resources().find(call.path());
        if (existing.isPresent()) {
            ArmResource same = shelf.live(call.path());
            Json tags = body.at("tags").orElseGet(Json::object);
            return shelf.written(arm.resources().put(same.with("tags", tags)), false, TYPE);
        }
        shelf.requireRoom(TYPE, call.path());
        return create(call, body, region);
    }

    private SimResponse create(ArmCall call, Json body, String region) {
        Json fresh = shelf.fresh(call, TYPE)
                .with("location", region)
                .with("tags", body.at("tags").orElseGet(Json::object))
                .with("identity.type", "SystemAssigned")
                .with("identity.principalId", Shelf.issue("identity of " + call.path() + " at " + shelf.now()))
                .with("identity.tenantId", call.caller().tenantId())
                .with("properties.createdAt", shelf.now().toString())
                .with("properties.userName", people.name(call.caller()))
                .with("properties.userEmail", people.email(call.caller()))
                .with(Shelf.STATE, "Creating");
        ArmResource account = arm.resources().put(new ArmResource(call.path(), region, fresh));
        arm.operations()
                .start(
                        call,
                        Shelf.NAMESPACE,
                        OperationStart.of(CREATE, account, OperationForm.PROVISIONING_STATE)
                                .withoutRetryAfter());
        // A 201 names the resource itself, and nothing to poll.
        return shelf.written(account, true, TYPE).with("Location", url(call));
    }

    SimResponse patch(ArmCall call) {
        for (String name : call.body().names()) {
            if (!name.equals("tags")) {
                throw Kinds.invalid("Only tags can be changed, not " + name + ".");
            }
        }
        ArmResource account = shelf.live(call.path());
        Json tags = call.body().at("tags").orElseGet(Json::object);
        return SimResponse.json(
                200, arm.resources().put(account.with("tags", tags)).body().toString());
    }

    SimResponse listInGroup(ArmCall call) {
        return list(call, call.path().substring(0, call.path().indexOf("/providers")));
    }

    SimResponse listInSubscription(ArmCall call) {
        return list(call, "/subscriptions/" + call.parameter("subscription"));
    }

    private SimResponse list(ArmCall call, String scope) {
        return shelf.page(
                call,
                shelf.children(scope, TYPE).stream().map(ArmResource::body).toList());
    }

    void created(ArmOperation operation) {
        // An account whose creation failed stays, in the state Failed, as was seen live.
        arm.resources().find(operation.resourceId()).ifPresent(account -> arm.resources()
                .put(account.with(Shelf.STATE, operation.succeeded() ? "Succeeded" : "Failed")));
    }

    static String url(ArmCall call) {
        return "https://management.azure.com" + call.path() + "?api-version="
                + call.query("api-version").orElse("");
    }

    /** Refuses to build on a share or subscription whose account is not ready. */
    ArmResource ready(ArmCall call) {
        ArmResource account = shelf.account(call.path());
        if (!account.body().text(Shelf.STATE).equals(Optional.of("Succeeded"))) {
            throw new ArmRefusal(
                    409, "ResourceNotReady", "The data share account '" + account.name() + "' is not ready.");
        }
        return account;
    }
}
