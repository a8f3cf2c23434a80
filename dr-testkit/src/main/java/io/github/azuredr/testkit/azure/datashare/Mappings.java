package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.List;
import java.util.Optional;

/** Where a consumer wants each dataset; a mapping whose dataset is gone or was made anew shows as Broken. */
final class Mappings {
    static final String TYPE = "accounts/shareSubscriptions/dataSetMappings";

    private final Shelf shelf;
    private final ResourceManager arm;
    private final Accounts accounts;
    private final Subscriptions subscriptions;
    private final Stores stores;

    Mappings(Shelf shelf, Accounts accounts, Subscriptions subscriptions, Stores stores) {
        this.shelf = shelf;
        this.arm = shelf.arm();
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.stores = stores;
    }

    SimResponse put(ArmCall call) {
        Kinds.Kind target = Kinds.of(call.body());
        Json properties = Kinds.mapping(call.body());
        ArmResource account = accounts.ready(call);
        ArmResource subscription = shelf.parent(call);
        String id = properties.text("dataSetId").orElseThrow();
        ArmResource source = source(subscriptions.share(subscription), id)
                .orElseThrow(() -> Kinds.invalid("The share has no dataset with the id '" + id + "'."));
        Kinds.Kind from = Kinds.named(source.body().text("kind").orElse(""))
                .orElseThrow(() -> Kinds.invalid("The dataset's kind cannot be mapped."));
        if (!fits(from, target)) {
            throw Kinds.invalid(
                    "A dataset of kind '" + from.name() + "' cannot be mapped to kind '" + target.name() + "'.");
        }
        stores.require(account, target, properties, true);
        Optional<ArmResource> existing = arm.resources().find(call.path());
        requireOnlyOne(call, id, target, properties, existing);
        if (existing.isEmpty()) {
            shelf.requireRoom(TYPE, call.path());
        }
        Json body = shelf.fresh(call, TYPE)
                .with("kind", target.name())
                .with("properties", properties.with("provisioningState", "Succeeded"));
        ArmResource kept = shelf.keep(account, call.path(), body);
        return shelf.written(new ArmResource(kept.id(), kept.region(), shown(kept)), existing.isEmpty(), TYPE);
    }

    /** Nothing says that a mapping can be bent, or that a dataset can have two: delete first. */
    private void requireOnlyOne(
            ArmCall call, String dataSetId, Kinds.Kind target, Json properties, Optional<ArmResource> existing) {
        String subscription = call.path().substring(0, call.path().lastIndexOf("/dataSetMappings/"));
        Json wanted = properties.without("dataSetId");
        boolean bends = existing.filter(one -> {
                    Json has = one.body().at("properties").orElseThrow();
                    return !one.body().text("kind").equals(Optional.of(target.name()))
                            || wanted.names().stream()
                                    .anyMatch(name -> !has.text(name).equals(wanted.text(name)));
                })
                .isPresent();
        boolean second = of(subscription).stream()
                .filter(one -> !one.id().equalsIgnoreCase(call.path()))
                .anyMatch(one -> one.body().text("properties.dataSetId").equals(Optional.of(dataSetId)));
        if (bends || second) {
            throw new ArmRefusal(
                    409, "DataSetMappingExists", "The dataset is mapped already; delete that mapping first.");
        }
    }

    SimResponse get(ArmCall call) {
        return SimResponse.json(200, shown(arm.resources().get(call.path())).toString());
    }

    Json shown(ArmResource mapping) {
        return mapping.body()
                .with("properties.dataSetMappingStatus", dataSet(mapping).isPresent() ? "Ok" : "Broken");
    }

    List<ArmResource> of(String subscriptionId) {
        return shelf.children(subscriptionId, TYPE);
    }

    /** The dataset a mapping is for, as long as it is there under the same id. */
    Optional<ArmResource> dataSet(ArmResource mapping) {
        String id = mapping.body().text("properties.dataSetId").orElse("");
        return arm.resources()
                .find(mapping.id().substring(0, mapping.id().lastIndexOf("/dataSetMappings/")))
                .flatMap(subscription -> subscription.body().text("shareId"))
                .flatMap(arm.resources()::find)
                .flatMap(share -> source(share, id));
    }

    private Optional<ArmResource> source(ArmResource share, String dataSetId) {
        return shelf.children(share.id(), Shares.DATA_SETS).stream()
                .filter(one -> one.body().text("properties.dataSetId").equals(Optional.of(dataSetId)))
                .findFirst();
    }

    /** Files go to files and trees to trees; tables to tables or one file; what is shared in place stays its kind. */
    private static boolean fits(Kinds.Kind from, Kinds.Kind target) {
        return switch (from.store()) {
            case STORAGE, GEN1 -> target.store() == Kinds.Store.STORAGE && from.single() == target.single();
            case SQL -> target.store() == Kinds.Store.SQL || target.outputType();
            case KUSTO -> from.name().equals(target.name());
        };
    }
}
