package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.RegionCatalog;
import io.github.azuredr.pair.RegionFacts;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimState;
import io.github.azuredr.testkit.azure.SimTokens;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The subscriptions, whose tenant each belongs to, and the locations they see: the public cloud's regions. */
final class Subscriptions {
    private static final String PREFIX = "arm/subscriptions/";

    private final SimState state;
    private final RegionCatalog catalog;

    Subscriptions(SimState state, RegionCatalog catalog) {
        this.state = state;
        this.catalog = catalog;
    }

    void add(String id, String tenant) {
        state.put(
                PREFIX + ArmIds.fold(id),
                Json.object().with("id", id).with("tenant", tenant).bytes());
    }

    /** The tenant of a subscription. */
    Optional<String> tenant(String id) {
        return state.get(PREFIX + ArmIds.fold(id)).map(Json::from).flatMap(json -> json.text("tenant"));
    }

    /** The public region that a location names, in either spelling. */
    Optional<RegionFacts> region(String location) {
        String name = location.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        return regions().stream()
                .filter(facts -> facts.region().name().equals(name))
                .findFirst();
    }

    List<RegionFacts> regions() {
        return catalog.all().stream()
                .filter(facts -> facts.cloud() == RegionFacts.Cloud.PUBLIC)
                .toList();
    }

    void addRoutes(ArmRoutes core) {
        core.on(
                "GET",
                "/subscriptions/{subscription}",
                call -> SimResponse.json(
                        200, subscription(call.parameter("subscription")).toString()));
        core.on(
                "GET",
                "/subscriptions/{subscription}/locations",
                call -> SimResponse.json(
                        200,
                        Json.page(regions().stream()
                                        .map(facts -> location(call.parameter("subscription"), facts))
                                        .toList())
                                .toString()));
        core.on("GET", "/subscriptions", call -> {
            List<Json> own = state.keys(PREFIX).stream()
                    .map(key -> key.substring(PREFIX.length()))
                    .filter(id -> tenant(id).equals(Optional.of(call.caller().tenant())))
                    .map(this::subscription)
                    .toList();
            // The only list whose published description demands a nextLink, also on the last page.
            return SimResponse.json(200, Json.page(own).with("nextLink", null).toString());
        });
    }

    private Json subscription(String id) {
        return Json.object()
                .with("id", "/subscriptions/" + id)
                .with("subscriptionId", id)
                .with("tenantId", SimTokens.tenantId(tenant(id).orElse("")))
                .with("displayName", "Simulated subscription")
                .with("state", "Enabled");
    }

    private static Json location(String subscription, RegionFacts facts) {
        Json metadata = Json.object()
                .with("regionType", "Physical")
                .with("regionCategory", "Recommended")
                .with("geography", facts.geography())
                .with(
                        "pairedRegion",
                        facts.pair().stream()
                                .map(pair -> pair(subscription, pair))
                                .toList());
        return Json.object()
                .with("id", id(subscription, facts.region()))
                .with("name", facts.region().name())
                .with("type", "Region")
                .with("displayName", facts.displayName())
                .with("regionalDisplayName", facts.displayName())
                .with("metadata", metadata);
    }

    private static Json pair(String subscription, Region region) {
        return Json.object().with("name", region.name()).with("id", id(subscription, region));
    }

    private static String id(String subscription, Region region) {
        return "/subscriptions/" + subscription + "/locations/" + region.name();
    }
}
