package io.github.azuredr.datalake.azure.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.azuredr.datalake.account.AnalyticsAccount;
import io.github.azuredr.datalake.account.AnalyticsSettings;
import io.github.azuredr.datalake.account.ComputePolicy;
import io.github.azuredr.datalake.account.Firewall;
import io.github.azuredr.datalake.account.FirewallRule;
import io.github.azuredr.datalake.account.LinkedStorage;
import io.github.azuredr.datalake.account.StoreAccount;
import io.github.azuredr.datalake.account.StoreSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What the service says of an account, in this module's words; what it leaves out has the published default. */
final class AccountReading {
    private static final List<String> UNLIKE =
            List.of("hiveMetastores", "virtualNetworkRules", "publicDataLakeStoreAccounts");

    private AccountReading() {}

    static StoreAccount store(JsonNode account) {
        JsonNode properties = account.path("properties");
        Map<String, String> providers = new TreeMap<>();
        properties
                .path("trustedIdProviders")
                .forEach(one -> providers.put(text(one, "name"), text(one.path("properties"), "idProvider")));
        return new StoreAccount(
                text(account, "name"),
                region(account),
                state(properties),
                new StoreSettings(
                        tier(properties),
                        firewall(properties),
                        isOn(properties, "trustedIdProviderState"),
                        optional(properties, "defaultGroup")),
                rules(properties),
                providers,
                encryption(properties),
                each(properties, "virtualNetworkRules", one -> text(one, "name")));
    }

    static AnalyticsAccount analytics(JsonNode account) {
        JsonNode properties = account.path("properties");
        return new AnalyticsAccount(
                text(account, "name"),
                region(account),
                state(properties),
                new AnalyticsSettings(
                        tier(properties),
                        firewall(properties),
                        properties.path("maxJobCount").asInt(3),
                        properties.path("maxDegreeOfParallelism").asInt(30),
                        number(properties, "maxDegreeOfParallelismPerJob"),
                        number(properties, "minPriorityPerJob"),
                        properties.path("queryStoreRetention").asInt(30)),
                text(properties, "defaultDataLakeStoreAccount"),
                each(properties, "dataLakeStoreAccounts", one -> text(one, "name")),
                each(
                        properties,
                        "storageAccounts",
                        one -> new LinkedStorage(
                                text(one, "name"),
                                optional(one.path("properties"), "suffix").orElse("core.windows.net"))),
                rules(properties),
                each(properties, "computePolicies", AccountReading::policy),
                UNLIKE.stream().filter(name -> !properties.path(name).isEmpty()).toList());
    }

    private static ComputePolicy policy(JsonNode policy) {
        JsonNode properties = policy.path("properties");
        return new ComputePolicy(
                text(policy, "name"),
                text(properties, "objectId"),
                text(properties, "objectType"),
                number(properties, "maxDegreeOfParallelismPerJob"),
                number(properties, "minPriorityPerJob"));
    }

    private static List<FirewallRule> rules(JsonNode properties) {
        return each(
                properties,
                "firewallRules",
                one -> new FirewallRule(
                        text(one, "name"),
                        text(one.path("properties"), "startIpAddress"),
                        text(one.path("properties"), "endIpAddress")));
    }

    private static Firewall firewall(JsonNode properties) {
        return new Firewall(isOn(properties, "firewallState"), isOn(properties, "firewallAllowAzureIps"));
    }

    /** A tier asked for counts from the next month on; what is asked for is what another account should ask for. */
    private static String tier(JsonNode properties) {
        return optional(properties, "newTier")
                .or(() -> optional(properties, "currentTier"))
                .orElse("Consumption");
    }

    private static String encryption(JsonNode properties) {
        boolean on = optional(properties, "encryptionState")
                .filter("Disabled"::equals)
                .isEmpty();
        return on ? optional(properties.path("encryptionConfig"), "type").orElse("ServiceManaged") : "Disabled";
    }

    private static String region(JsonNode account) {
        return text(account, "location").replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static String state(JsonNode properties) {
        return optional(properties, "provisioningState").orElse("Succeeded");
    }

    private static boolean isOn(JsonNode properties, String name) {
        return text(properties, name).equals("Enabled");
    }

    private static <T> List<T> each(JsonNode properties, String name, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        properties.path(name).forEach(one -> all.add(read.apply(one)));
        return all;
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText("");
    }

    private static Optional<String> optional(JsonNode json, String name) {
        return Optional.of(text(json, name)).filter(text -> !text.isEmpty());
    }

    private static Optional<Integer> number(JsonNode json, String name) {
        return json.path(name).canConvertToInt() ? Optional.of(json.path(name).intValue()) : Optional.empty();
    }
}
