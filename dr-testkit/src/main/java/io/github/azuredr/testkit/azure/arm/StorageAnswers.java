package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.RegionCatalog;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the management side says about a storage account. */
final class StorageAnswers {
    private static final Duration REPLICATION_LAG = Duration.ofMinutes(5);

    private final SimulatedAzure azure;

    StorageAnswers(SimulatedAzure azure) {
        this.azure = azure;
    }

    /** The account as it is kept while it is being created. */
    Json fresh(ArmCall call, Json body) {
        String name = call.parameter("account");
        Json fresh = Json.object()
                .with("id", call.path())
                .with("name", name)
                .with("type", "Microsoft.Storage/storageAccounts")
                .with("location", region(body.text("location").orElseThrow()).name())
                .with("kind", body.text("kind").orElseThrow())
                .with("sku", body.at("sku").orElseThrow())
                .with("tags", body.at("tags").orElseGet(Json::object))
                .with("properties", body.at("properties").orElseGet(Json::object))
                .with("properties.provisioningState", "Creating")
                .with("properties.creationTime", azure.clock().instant().toString());
        return body.at("identity")
                .map(identity -> fresh.with("identity", identity))
                .orElse(fresh);
    }

    /** The account as a GET shows it now. */
    Json current(ArmResource account, boolean withReplication) {
        String sku = account.body().text("sku.name").orElse("");
        Json shown = account.body()
                .with("sku.tier", sku.startsWith("Premium") ? "Premium" : "Standard")
                .with("properties.primaryLocation", account.region())
                .with("properties.statusOfPrimary", status(account.region()))
                .with("properties.primaryEndpoints", endpoints(account.name()));
        Optional<String> secondary = secondary(account.region(), sku);
        if (secondary.isEmpty()) {
            return shown;
        }
        shown = shown.with("properties.secondaryLocation", secondary.get())
                .with("properties.statusOfSecondary", status(secondary.get()));
        if (sku.startsWith("Standard_RA")) {
            shown = shown.with("properties.secondaryEndpoints", endpoints(account.name() + "-secondary"));
        }
        return withReplication ? shown.with("properties.geoReplicationStats", replication(secondary.get())) : shown;
    }

    /** The two keys. */
    SimResponse keys(SimStorageAccount account) {
        return SimResponse.json(
                200,
                Json.object()
                        .with("keys", List.of(key("key1", account.key1Base64()), key("key2", account.key2Base64())))
                        .toString());
    }

    private static Json key(String name, String value) {
        return Json.object().with("keyName", name).with("value", value).with("permissions", "FULL");
    }

    private Json replication(String secondary) {
        boolean live = !azure.region(secondary).isDark();
        Json stats = Json.object().with("status", live ? "Live" : "Unavailable").with("canFailover", live);
        // While the secondary is away nobody knows how far it came.
        return live
                ? stats.with(
                        "lastSyncTime",
                        azure.clock().instant().minus(REPLICATION_LAG).toString())
                : stats;
    }

    private String status(String region) {
        return azure.region(region).isDark() ? "unavailable" : "available";
    }

    private static Optional<String> secondary(String region, String sku) {
        boolean geo = sku.contains("GRS") || sku.contains("GZRS");
        return Optional.of(region)
                .filter(any -> geo)
                .flatMap(name -> RegionCatalog.builtIn().find(Region.of(name)))
                .flatMap(facts -> facts.pair())
                .map(Region::name);
    }

    private static Json endpoints(String host) {
        Json endpoints = Json.object();
        for (String service : List.of("blob", "dfs", "file", "queue", "table")) {
            endpoints = endpoints.with(service, "https://" + host + "." + service + ".core.windows.net/");
        }
        return endpoints;
    }

    private static Region region(String location) {
        return Region.of(location);
    }
}
