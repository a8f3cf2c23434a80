package io.github.azuredr.testkit.azure.gen1;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ArmRoutes;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The three kinds of rules inside an account: firewall, virtual networks, trusted identity providers. */
final class AccountRules {
    private static final Pattern ADDRESS = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");
    /** In one order in every process, because accounts are shown with them. */
    private static final Map<String, List<String>> KINDS = new TreeMap<>(Map.of(
            "firewallRules", List.of("startIpAddress", "endIpAddress"),
            "virtualNetworkRules", List.of("subnetId"),
            "trustedIdProviders", List.of("idProvider")));

    private final ResourceManager arm;

    AccountRules(ResourceManager arm) {
        this.arm = arm;
    }

    void addRoutes(ArmRoutes routes, String account) {
        for (String kind : KINDS.keySet()) {
            String one = account + "/" + kind + "/{rule}";
            routes.on("GET", account + "/" + kind, call -> arm.page(call, rules(account(call), kind)))
                    .on("PUT", one, call -> put(call, kind, call.body()))
                    .on("PATCH", one, call -> patch(call, kind))
                    .on(
                            "GET",
                            one,
                            call -> SimResponse.json(
                                    200, rule(account(call), kind, call).toString()))
                    .on("DELETE", one, call -> delete(call, kind));
        }
    }

    static void requireLegal(Json body) {
        KINDS.forEach((kind, fields) -> {
            for (Json rule : body.list("properties." + kind)) {
                if (rule.text("name").isEmpty()) {
                    throw missing("properties." + kind + ".name");
                }
                requireLegal(kind, rule);
            }
        });
    }

    static Json fresh(Json account, Json body) {
        Json with = account;
        for (String kind : KINDS.keySet()) {
            with = with.with("properties." + kind, List.of());
        }
        return merged(with, body);
    }

    /** The account with the body's rules added, each replacing the one of its name. */
    static Json merged(Json account, Json body) {
        Json with = account;
        for (String kind : KINDS.keySet()) {
            for (Json rule : body.list("properties." + kind)) {
                with = replaced(with, kind, rule.text("name").orElseThrow(), Optional.of(rule));
            }
        }
        return with;
    }

    private SimResponse put(ArmCall call, String kind, Json rule) {
        requireLegal(kind, rule);
        ArmResource account = account(call);
        String name = call.parameter("rule");
        arm.resources()
                .put(new ArmResource(
                        account.id(), account.region(), replaced(account.body(), kind, name, Optional.of(rule))));
        return SimResponse.json(200, rule(account(call), kind, call).toString());
    }

    private SimResponse patch(ArmCall call, String kind) {
        return put(call, kind, rule(account(call), kind, call).merge(call.body()));
    }

    private SimResponse delete(ArmCall call, String kind) {
        ArmResource account = account(call);
        String name = call.parameter("rule");
        boolean there = rules(account, kind).stream().anyMatch(isNamed(name));
        arm.resources()
                .put(new ArmResource(
                        account.id(), account.region(), replaced(account.body(), kind, name, Optional.empty())));
        return SimResponse.of(there ? 200 : 204);
    }

    private ArmResource account(ArmCall call) {
        String path = call.path();
        String marker = "/accounts/" + call.parameter("account");
        return arm.resources().get(path.substring(0, path.indexOf(marker) + marker.length()));
    }

    private static Json rule(ArmResource account, String kind, ArmCall call) {
        return rules(account, kind).stream()
                .filter(isNamed(call.parameter("rule")))
                .findFirst()
                .orElseThrow(() -> ArmRefusal.notFound(call.path()));
    }

    private static List<Json> rules(ArmResource account, String kind) {
        return account.body().list("properties." + kind);
    }

    private static Json replaced(Json account, String kind, String name, Optional<Json> rule) {
        List<Json> all = new ArrayList<>(account.list("properties." + kind));
        all.removeIf(isNamed(name));
        rule.ifPresent(given -> all.add(Json.object()
                .with("id", account.text("id").orElseThrow() + "/" + kind + "/" + name)
                .with("name", name)
                .with("type", StoreProvider.TYPE + "/" + kind)
                .with("properties", given.at("properties").orElseThrow())));
        return account.with("properties." + kind, all);
    }

    private static Predicate<Json> isNamed(String name) {
        return rule -> rule.text("name").orElse("").equalsIgnoreCase(name);
    }

    private static void requireLegal(String kind, Json rule) {
        for (String field : KINDS.getOrDefault(kind, List.of())) {
            String value = rule.text("properties." + field).orElseThrow(() -> missing("properties." + field));
            if (field.endsWith("IpAddress") && !ADDRESS.matcher(value).matches()) {
                throw ArmRefusal.badRequest(
                        "InvalidRequestContent", "properties." + field + " is no IPv4 address: " + value + ".");
            }
        }
    }

    private static ArmRefusal missing(String field) {
        return ArmRefusal.badRequest("MissingRequiredProperty", "The property '" + field + "' is required.");
    }
}
