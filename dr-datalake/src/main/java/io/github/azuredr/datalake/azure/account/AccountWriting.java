package io.github.azuredr.datalake.azure.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.datalake.account.AnalyticsAccount;
import io.github.azuredr.datalake.account.AnalyticsSettings;
import io.github.azuredr.datalake.account.ComputePolicy;
import io.github.azuredr.datalake.account.Firewall;
import io.github.azuredr.datalake.account.FirewallRule;
import io.github.azuredr.datalake.account.StoreAccount;
import io.github.azuredr.datalake.account.StoreSettings;
import java.util.List;

/** What is sent to create and change accounts. */
final class AccountWriting {
    private AccountWriting() {}

    static ObjectNode store(StoreAccount wanted) {
        ObjectNode body = object().put("location", wanted.region());
        ObjectNode properties = settings(wanted.settings());
        rules(properties, wanted.rules());
        ArrayNode providers = properties.putArray("trustedIdProviders");
        wanted.providers().forEach((name, address) -> providers
                .addObject()
                .put("name", name)
                .putObject("properties")
                .put("idProvider", address));
        if (wanted.encryption().equals("Disabled")) {
            properties.put("encryptionState", "Disabled");
        } else {
            // A key of one's own belongs to a region, and so do the accounts under it.
            properties.put("encryptionState", "Enabled");
            properties.putObject("encryptionConfig").put("type", "ServiceManaged");
            body.putObject("identity").put("type", "SystemAssigned");
        }
        body.set("properties", properties);
        return body;
    }

    static ObjectNode analytics(AnalyticsAccount wanted) {
        ObjectNode properties = settings(wanted.settings());
        properties.put("defaultDataLakeStoreAccount", wanted.defaultStore());
        ArrayNode stores = properties.putArray("dataLakeStoreAccounts");
        wanted.stores().forEach(store -> stores.addObject().put("name", store));
        rules(properties, wanted.rules());
        ArrayNode policies = properties.putArray("computePolicies");
        wanted.policies()
                .forEach(policy ->
                        policies.addObject().put("name", policy.name()).set("properties", policy(policy)));
        ObjectNode body = object().put("location", wanted.region());
        body.set("properties", properties);
        return body;
    }

    static ObjectNode settings(StoreSettings settings) {
        ObjectNode properties = object().put("newTier", settings.tier());
        firewall(properties, settings.firewall());
        properties.put("trustedIdProviderState", word(settings.trustsProviders()));
        settings.defaultGroup().ifPresent(group -> properties.put("defaultGroup", group));
        return properties;
    }

    static ObjectNode settings(AnalyticsSettings settings) {
        ObjectNode properties = object().put("newTier", settings.tier())
                .put("maxJobCount", settings.mostJobs())
                .put("maxDegreeOfParallelism", settings.mostParallelism())
                .put("queryStoreRetention", settings.queryStoreDays());
        firewall(properties, settings.firewall());
        settings.mostParallelismPerJob().ifPresent(most -> properties.put("maxDegreeOfParallelismPerJob", most));
        settings.leastPriorityPerJob().ifPresent(least -> properties.put("minPriorityPerJob", least));
        return properties;
    }

    static ObjectNode policy(ComputePolicy policy) {
        ObjectNode properties = object().put("objectId", policy.objectId()).put("objectType", policy.objectType());
        policy.mostParallelism().ifPresent(most -> properties.put("maxDegreeOfParallelismPerJob", most));
        policy.leastPriority().ifPresent(least -> properties.put("minPriorityPerJob", least));
        return properties;
    }

    static ObjectNode rule(FirewallRule rule) {
        return object().put("startIpAddress", rule.start()).put("endIpAddress", rule.end());
    }

    /** A body that holds these properties. */
    static ObjectNode holding(ObjectNode properties) {
        ObjectNode body = object();
        body.set("properties", properties);
        return body;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void rules(ObjectNode properties, List<FirewallRule> rules) {
        ArrayNode all = properties.putArray("firewallRules");
        rules.forEach(rule -> all.addObject().put("name", rule.name()).set("properties", rule(rule)));
    }

    private static void firewall(ObjectNode properties, Firewall firewall) {
        properties.put("firewallState", word(firewall.on()));
        properties.put("firewallAllowAzureIps", word(firewall.letsAzureIn()));
    }

    private static String word(boolean on) {
        return on ? "Enabled" : "Disabled";
    }
}
