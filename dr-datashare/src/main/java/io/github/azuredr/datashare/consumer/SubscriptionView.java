package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.error.RecoveryException;
import java.util.List;

/**
 * One share subscription as it was seen.
 *
 * @param subscription the subscription itself
 * @param sources the provider's datasets
 * @param mappings where they go
 * @param triggers when snapshots are taken; none while it is idle
 * @param history the snapshots that matter
 */
record SubscriptionView(
        Named subscription, List<Named> sources, List<Named> mappings, List<Named> triggers, SnapshotHistory history) {
    SubscriptionView {
        sources = List.copyOf(sources);
        mappings = List.copyOf(mappings);
        triggers = List.copyOf(triggers);
    }

    String name() {
        return subscription.name();
    }

    /** The provider's name for the share: what both regions' subscriptions have in common. */
    String share() {
        return subscription.property("shareName").orElse("");
    }

    List<SourceDataSet> dataSets() {
        return sources.stream().map(SourceDataSet::of).toList();
    }

    JsonObject json() {
        return entry(subscription)
                .with("sources", sources.stream().map(SubscriptionView::entry).toList())
                .with("mappings", mappings.stream().map(SubscriptionView::entry).toList())
                .with("triggers", triggers.stream().map(SubscriptionView::entry).toList())
                .with("runs", history.runs().stream().map(SnapshotRun::json).toList());
    }

    static SubscriptionView parse(JsonObject json) {
        return new SubscriptionView(
                named(json),
                json.list("sources").stream().map(SubscriptionView::named).toList(),
                json.list("mappings").stream().map(SubscriptionView::named).toList(),
                json.list("triggers").stream().map(SubscriptionView::named).toList(),
                new SnapshotHistory(
                        json.list("runs").stream().map(SnapshotRun::parse).toList()));
    }

    static JsonObject entry(Named one) {
        return JsonObject.empty().with("name", one.name()).with("body", one.body());
    }

    static Named named(JsonObject json) {
        return json.text("name")
                .flatMap(name -> json.at("body").map(body -> new Named(name, body)))
                .orElseThrow(() -> new RecoveryException(
                        "A kept subscription has no name or body.", "let readiness look at the side again."));
    }
}
