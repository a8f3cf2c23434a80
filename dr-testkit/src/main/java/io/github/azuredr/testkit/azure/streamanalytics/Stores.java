package io.github.azuredr.testkit.azure.streamanalytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The hubs, accounts and servers that jobs connect to: what they are called, where they are, who may in. */
final class Stores {
    private static final Set<String> NAMES = Set.of(
            "serviceBusNamespace",
            "accountName",
            "accountId",
            "server",
            "cluster",
            "iotHubNamespace",
            "functionAppName");
    /** Event Hubs receiver and sender, blob contributor, Service Bus sender. */
    private static final Set<String> ROLES = Set.of(
            "a638d3c7-ab3a-418d-83e6-5f17a39d4fde",
            "2b629674-e913-4c01-ae53-ef4638d8f975",
            "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
            "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39");

    private final ResourceManager arm;
    private final Map<String, Store> byName = new LinkedHashMap<>();
    private Duration propagation = Duration.ofMinutes(3);

    Stores(ResourceManager arm) {
        this.arm = arm;
    }

    private record Store(String id, String region, String key) {}

    void add(String id, String region, String key) {
        byName.put(label(id.substring(id.lastIndexOf('/') + 1)), new Store(id, region, key));
    }

    void propagation(Duration time) {
        propagation = time;
    }

    /** Why a part cannot reach what it names; empty when it can. */
    Optional<Json> objection(Json part, Optional<String> principal) {
        Json datasource = part.at("properties.datasource").orElseGet(Json::object);
        List<String> secrets = Secrets.of(part);
        String mode = datasource.text("properties.authenticationMode").orElse("ConnectionString");
        for (String name : names(datasource.at("properties").orElseGet(Json::object))) {
            Optional<Store> store = Optional.ofNullable(byName.get(label(name)));
            if (store.isEmpty()) {
                return Optional.of(error("StoreNotFound", "No such host is known: '" + name + "'."));
            }
            if (arm.azure().region(store.get().region()).isDark()) {
                return Optional.of(error("StoreUnreachable", "'" + name + "' did not answer."));
            }
            boolean admitted =
                    switch (mode) {
                        case "Msi" ->
                            principal.filter(id -> holds(store.get(), id)).isPresent();
                        case "UserToken" -> !secrets.isEmpty();
                        default -> secrets.contains(store.get().key());
                    };
            if (!admitted) {
                return Optional.of(
                        error("Unauthorized", "'" + name + "' refused the job's credential (" + mode + ")."));
            }
        }
        return Optional.empty();
    }

    private boolean holds(Store store, String principal) {
        Instant now = arm.azure().clock().instant();
        return arm.holdsRole(store.id(), principal, ROLES)
                .filter(since -> !since.plus(propagation).isAfter(now))
                .isPresent();
    }

    private static List<String> names(Json properties) {
        List<String> names = new ArrayList<>();
        for (String name : properties.names()) {
            if (NAMES.contains(name)) {
                properties.text(name).ifPresent(names::add);
            } else if (name.equals("storageAccounts")) {
                properties.list(name).forEach(account -> account.text("accountName")
                        .ifPresent(names::add));
            }
        }
        return names;
    }

    private static Json error(String code, String message) {
        return Json.object().with("code", code).with("message", message);
    }

    /** The first label of a host name or an address. */
    private static String label(String name) {
        String host = name.replaceFirst("^[a-z]+://", "");
        int dot = host.indexOf('.');
        return (dot < 0 ? host : host.substring(0, dot)).toLowerCase(Locale.ROOT);
    }
}
