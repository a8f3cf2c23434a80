package io.github.azuredr.examples;

import io.github.azuredr.datashare.invite.Consumer;
import io.github.azuredr.datashare.invite.ConsumerAddress;
import io.github.azuredr.datashare.invite.ConsumerRegistry;
import io.github.azuredr.datashare.invite.ConsumerStance;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a mapping file says.
 *
 * @param target the account of the second region
 * @param region the second region
 * @param source the account to mirror; empty where the recording shows only one
 * @param stores which store stands for which
 * @param consumers who is invited, and when
 */
record MirrorMapping(
        AccountId target,
        Region region,
        Optional<AccountId> source,
        StoreMapping stores,
        Optional<ConsumerRegistry> consumers) {
    private static final List<String> OWN = List.of("target", "source", "consumers");

    static MirrorMapping parse(String text) {
        JsonObject json = JsonObject.parse(text);
        JsonObject target = json.at("target")
                .orElseThrow(() -> unusable("has no target", "name the second region's account and its location"));
        List<String> stores =
                json.names().stream().filter(name -> !OWN.contains(name)).toList();
        return new MirrorMapping(
                account(target, "target"),
                Region.of(text(target, "target", "location")),
                json.at("source").map(source -> account(source, "source")),
                StoreMapping.parse(json.only(stores)),
                json.names().contains("consumers") ? Optional.of(registry(json.list("consumers"))) : Optional.empty());
    }

    private static AccountId account(JsonObject json, String member) {
        return new AccountId(
                text(json, member, "subscriptionId"), text(json, member, "resourceGroup"), text(json, member, "name"));
    }

    private static ConsumerRegistry registry(List<JsonObject> entries) {
        List<Consumer> consumers = new ArrayList<>();
        for (JsonObject entry : entries) {
            ConsumerAddress address = entry.text("email")
                    .map(ConsumerAddress::email)
                    .orElseGet(() -> ConsumerAddress.principal(
                            text(entry, "consumers", "tenantId"), text(entry, "consumers", "objectId")));
            Consumer consumer = Consumer.of(text(entry, "consumers", "id"), address, stance(entry))
                    .of(entry.texts("shares").toArray(String[]::new));
            consumers.add(entry.number("validForDays")
                    .map(days -> consumer.validFor(Duration.ofDays(days)))
                    .orElse(consumer));
        }
        return new ConsumerRegistry(consumers);
    }

    private static ConsumerStance stance(JsonObject entry) {
        String word = entry.text("invite").orElse("now");
        return switch (word) {
            case "now" -> ConsumerStance.INVITE_NOW;
            case "at-failover" -> ConsumerStance.INVITE_AT_FAILOVER;
            case "never" -> ConsumerStance.NEVER;
            default -> throw unusable("has a consumer with invite '" + word + "'", "say now, at-failover or never");
        };
    }

    private static String text(JsonObject json, String member, String field) {
        return json.text(field)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> unusable("lacks " + member + "." + field, "give it as a string"));
    }

    private static RecoveryException unusable(String what, String next) {
        return new RecoveryException(
                "The mapping file " + what + ".", next + "; the data share README shows a whole one.");
    }
}
