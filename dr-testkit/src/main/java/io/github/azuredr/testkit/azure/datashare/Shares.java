package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.List;
import java.util.Optional;

/** What a provider offers: shares, the datasets in them, and the schedule of their snapshots. */
final class Shares {
    static final String TYPE = "accounts/shares";
    static final String DATA_SETS = TYPE + "/dataSets";
    static final String SETTINGS = TYPE + "/synchronizationSettings";

    private final Shelf shelf;
    private final ResourceManager arm;
    private final Accounts accounts;
    private final Stores stores;
    private final People people;

    Shares(Shelf shelf, Accounts accounts, Stores stores, People people) {
        this.shelf = shelf;
        this.arm = shelf.arm();
        this.accounts = accounts;
        this.stores = stores;
        this.people = people;
    }

    SimResponse put(ArmCall call) {
        Json properties = Shelf.properties(call.body(), "description", "terms", "shareKind");
        String kind = properties.text("shareKind").orElse("CopyBased");
        if (!List.of("CopyBased", "InPlace").contains(kind)) {
            throw Kinds.invalid("properties.shareKind must be CopyBased or InPlace.");
        }
        ArmResource account = accounts.ready(call);
        Optional<ArmResource> existing = arm.resources().find(call.path());
        if (existing.isEmpty()) {
            shelf.requireRoom(TYPE, call.path());
        } else if (!existing.get().body().text("properties.shareKind").equals(Optional.of(kind))) {
            throw new ArmRefusal(409, "ShareKindCannotBeChanged", "The kind of an existing share cannot be changed.");
        }
        Json body = existing.map(ArmResource::body)
                .orElseGet(() -> shelf.fresh(call, TYPE)
                        .with("properties.createdAt", shelf.now().toString())
                        .with("properties.userName", people.name(call.caller()))
                        .with("properties.userEmail", people.email(call.caller())))
                .with("properties.description", properties.text("description"))
                .with("properties.terms", properties.text("terms"))
                .with("properties.shareKind", kind)
                .with(Shelf.STATE, "Succeeded");
        return shelf.written(shelf.keep(account, call.path(), body), existing.isEmpty(), TYPE);
    }

    SimResponse putDataSet(ArmCall call) {
        Kinds.Kind kind = Kinds.of(call.body());
        Json properties = Kinds.dataSet(call.body());
        ArmResource account = accounts.ready(call);
        ArmResource share = shelf.parent(call);
        boolean inPlace = share.body().text("properties.shareKind").equals(Optional.of("InPlace"));
        if (inPlace != (kind.store() == Kinds.Store.KUSTO)) {
            throw Kinds.invalid("A dataset of kind '" + kind.name() + "' cannot be in a share of kind '"
                    + (inPlace ? "InPlace" : "CopyBased") + "'.");
        }
        stores.require(account, kind, properties, false);
        Optional<ArmResource> existing = arm.resources().find(call.path());
        if (existing.isEmpty()) {
            shelf.requireRoom(DATA_SETS, call.path());
        }
        Json fresh = shelf.fresh(call, DATA_SETS);
        String dataSetId = existing.flatMap(found -> found.body().text("properties.dataSetId"))
                .orElseGet(() -> Shelf.issue("dataset " + call.path() + " at " + shelf.now()));
        Json body = fresh.with("kind", kind.name()).with("properties", properties.with("dataSetId", dataSetId));
        ArmResource kept = shelf.keep(account, call.path(), body);
        // The answer to the PUT has no name, as was seen live; a GET has it.
        ArmResource nameless =
                new ArmResource(kept.id(), kept.region(), kept.body().with("name", null));
        return shelf.written(nameless, existing.isEmpty(), DATA_SETS);
    }

    SimResponse putSetting(ArmCall call) {
        Json properties = schedule(call.body(), "recurrenceInterval", "synchronizationTime");
        ArmResource account = accounts.ready(call);
        ArmResource share = shelf.parent(call);
        if (share.body().text("properties.shareKind").equals(Optional.of("InPlace"))) {
            throw Kinds.invalid("A share of kind 'InPlace' has no snapshots and so no schedule.");
        }
        Optional<ArmResource> existing = arm.resources().find(call.path());
        Json body = shelf.fresh(call, SETTINGS)
                .with("kind", "ScheduleBased")
                .with(
                        "properties",
                        properties
                                .with("provisioningState", "Succeeded")
                                .with("createdAt", shelf.now().toString())
                                .with("userName", people.name(call.caller())));
        return shelf.written(shelf.keep(account, call.path(), body), existing.isEmpty(), SETTINGS);
    }

    /** The checked properties of a schedule or trigger. */
    static Json schedule(Json body, String... allowed) {
        if (!body.text("kind").equals(Optional.of("ScheduleBased"))) {
            throw Kinds.invalid("kind is required and must be ScheduleBased.");
        }
        Json properties = Shelf.properties(body, allowed);
        if (!List.of("Hour", "Day")
                .contains(properties.text("recurrenceInterval").orElse(""))) {
            throw Kinds.invalid("properties.recurrenceInterval is required and must be Hour or Day.");
        }
        if (Shelf.instant(properties, "synchronizationTime").isEmpty()) {
            throw Kinds.invalid("properties.synchronizationTime is required.");
        }
        return properties;
    }
}
