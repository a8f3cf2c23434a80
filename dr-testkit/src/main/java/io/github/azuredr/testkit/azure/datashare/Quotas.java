package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How many of each type fit, told in a header of every creation and deletion as seen live. */
final class Quotas {
    private final ResourceManager arm;
    private final Map<String, Integer> limits = new LinkedHashMap<>(Map.of(
            "accounts", 100,
            "accounts/shares", 200,
            "accounts/shares/dataSets", 200,
            "accounts/shareSubscriptions", 100,
            "accounts/shareSubscriptions/dataSetMappings", 200));
    private static final Map<String, String> NAMES = Map.of(
            "accounts", "Account resource quota",
            "accounts/shares", "Share resource quota",
            "accounts/shares/dataSets", "DataSet resource quota",
            "accounts/shareSubscriptions", "ShareSubscription resource quota",
            "accounts/shareSubscriptions/dataSetMappings", "DataSetMapping resource quota");

    Quotas(ResourceManager arm) {
        this.arm = arm;
    }

    void limit(String type, int most) {
        if (!limits.containsKey(type)) {
            throw new IllegalArgumentException("type '" + type + "' has no quota; those with one: " + limits.keySet());
        }
        limits.put(type, most);
    }

    void requireRoom(String type, String id) {
        Optional<Integer> limit = Optional.ofNullable(limits.get(type));
        if (limit.isPresent() && used(type, id) >= limit.get()) {
            throw new ArmRefusal(
                    409, "QuotaExceeded", "The limit of " + limit.get() + " " + type + " in this scope is reached.");
        }
    }

    SimResponse announce(SimResponse answer, String type, String id) {
        Optional<Integer> limit = Optional.ofNullable(limits.get(type));
        return limit.isEmpty()
                ? answer
                : answer.with(
                        "x-ms-quota",
                        "["
                                + Json.object()
                                        .with("currentUsed", used(type, id))
                                        .with("limit", limit.get())
                                        .with("name.value", NAMES.get(type))
                                        .with("name.localizedValue", NAMES.get(type))
                                        .with("target", scope(type, id))
                                + "]");
    }

    private int used(String type, String id) {
        return arm.resources()
                .ofType(scope(type, id), Shelf.NAMESPACE + "/" + type)
                .size();
    }

    /** Accounts count within their subscription, everything else within its parent. */
    private static String scope(String type, String id) {
        if (type.equals("accounts")) {
            return id.substring(0, id.indexOf('/', "/subscriptions/".length()));
        }
        String up = id.substring(0, id.lastIndexOf('/'));
        return up.substring(0, up.lastIndexOf('/'));
    }
}
