package io.github.azuredr.testkit.azure.gen1;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What an account's resource holds: which fields may be set, which the service adds, which a list leaves out. */
final class AccountFields {
    private static final Set<String> SWITCH = Set.of("Enabled", "Disabled");
    private static final Set<String> TIERS = Set.of(
            "Consumption",
            "Commitment_1TB",
            "Commitment_10TB",
            "Commitment_100TB",
            "Commitment_500TB",
            "Commitment_1PB",
            "Commitment_5PB");
    private static final Map<String, Set<String>> CHOICES = Map.of(
            "encryptionState", SWITCH,
            "firewallState", SWITCH,
            "firewallAllowAzureIps", SWITCH,
            "trustedIdProviderState", SWITCH,
            "newTier", TIERS);
    private static final List<String> READ_ONLY =
            List.of("accountId", "provisioningState", "state", "creationTime", "lastModifiedTime", "endpoint");
    private static final List<String> DETAILS = List.of(
            "defaultGroup",
            "encryptionConfig",
            "encryptionState",
            "encryptionProvisioningState",
            "firewallRules",
            "virtualNetworkRules",
            "firewallState",
            "firewallAllowAzureIps",
            "trustedIdProviders",
            "trustedIdProviderState",
            "newTier",
            "currentTier");

    private AccountFields() {}

    /** Refuses a field that only the service may set, and a value that is none of its kind. */
    static void requireLegal(Json body) {
        for (String field : READ_ONLY) {
            if (body.has("properties." + field)) {
                throw ArmRefusal.badRequest(
                        "InvalidRequestContent", "The property 'properties." + field + "' is read-only.");
            }
        }
        CHOICES.forEach((field, allowed) -> body.text("properties." + field)
                .filter(value -> !allowed.contains(value))
                .ifPresent(value -> {
                    throw ArmRefusal.badRequest(
                            "InvalidRequestContent",
                            "The value '" + value + "' is not allowed for property properties." + field + ".");
                }));
        AccountRules.requireLegal(body);
    }

    static Json fresh(String id, String name, String region, String tenant, Instant now, Json body) {
        String seed = id + " of " + now;
        Json account = Json.object()
                .with("id", id)
                .with("name", name)
                .with("type", StoreProvider.TYPE)
                .with("location", region)
                .with("tags", body.at("tags").orElseGet(Json::object))
                .with("properties.accountId", guid(seed))
                .with("properties.provisioningState", "Creating")
                .with("properties.creationTime", now.toString())
                .with("properties.lastModifiedTime", now.toString())
                .with("properties.endpoint", name + ".azuredatalakestore.net")
                .with("properties.encryptionState", chosen(body, "encryptionState", "Enabled"))
                .with("properties.encryptionProvisioningState", "Succeeded")
                .with("properties.firewallState", chosen(body, "firewallState", "Disabled"))
                .with("properties.firewallAllowAzureIps", chosen(body, "firewallAllowAzureIps", "Disabled"))
                .with("properties.trustedIdProviderState", chosen(body, "trustedIdProviderState", "Disabled"))
                .with("properties.newTier", chosen(body, "newTier", "Consumption"))
                .with("properties.currentTier", chosen(body, "newTier", "Consumption"));
        if (body.text("identity.type").isPresent()) {
            account = account.with("identity.type", "SystemAssigned")
                    .with("identity.principalId", guid("identity of " + seed))
                    .with("identity.tenantId", tenant);
        }
        Optional<String> group = body.text("properties.defaultGroup");
        account = group.isPresent() ? account.with("properties.defaultGroup", group.get()) : account;
        return AccountRules.fresh(account, body);
    }

    /** Tags are replaced, other fields one by one; encryption stays as it was made. */
    static Json changed(ArmResource account, Json body, Instant now) {
        Json changed = account.body();
        Optional<Json> tags = body.at("tags");
        changed = tags.isPresent() ? changed.with("tags", tags.get()) : changed;
        for (String field : List.of(
                "defaultGroup", "firewallState", "firewallAllowAzureIps", "trustedIdProviderState", "newTier")) {
            Optional<String> value = body.text("properties." + field);
            changed = value.isPresent() ? changed.with("properties." + field, value.get()) : changed;
        }
        return AccountRules.merged(changed, body).with("properties.lastModifiedTime", now.toString());
    }

    static Json basic(ArmResource account) {
        Json shown = account.body().without("identity");
        for (String field : DETAILS) {
            shown = shown.without("properties." + field);
        }
        return shown;
    }

    private static String chosen(Json body, String field, String otherwise) {
        return body.text("properties." + field).orElse(otherwise);
    }

    private static String guid(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
