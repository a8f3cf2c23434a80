package io.github.azuredr.datashare.invite;

import io.github.azuredr.datashare.inventory.ShareEntry;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mirror.Intention;
import io.github.azuredr.datashare.resource.Finding;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.error.RecoveryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The consumers of a provider. Data Share shows a provider only names and addresses of those who subscribed, so the
 * provider keeps the rest: who may be invited, how, and when.
 *
 * @param consumers each once
 */
public record ConsumerRegistry(List<Consumer> consumers) {

    /** Refuses two consumers of one id. */
    public ConsumerRegistry {
        Set<String> ids = new HashSet<>();
        for (Consumer consumer : consumers) {
            if (!ids.add(consumer.id())) {
                throw new RecoveryException(
                        "ConsumerRegistry has two consumers with the id '" + consumer.id() + "'.",
                        "give each an id of its own.");
            }
        }
        consumers = List.copyOf(consumers);
    }

    /** A registry of these consumers. */
    public static ConsumerRegistry of(Consumer... consumers) {
        return new ConsumerRegistry(List.of(consumers));
    }

    /**
     * The invitations that are missing in the second region.
     *
     * @param shares the names of the shares that are mirrored
     * @param secondary what is there; empty when nothing is yet
     * @param failingOver whether those who wait for the failover are invited, too
     * @param now by which invitations have expired, and from which new ones are valid
     */
    public List<Intention.Invite> missing(
            List<String> shares, Optional<ShareInventory> secondary, boolean failingOver, Instant now) {
        List<Intention.Invite> missing = new ArrayList<>();
        for (String share : shares) {
            Optional<ShareEntry> there = secondary.flatMap(inventory -> inventory.share(share));
            for (Consumer consumer : consumers) {
                boolean due = consumer.stance() == ConsumerStance.INVITE_NOW
                        || (failingOver && consumer.stance() == ConsumerStance.INVITE_AT_FAILOVER);
                if (due && consumer.takes(share)) {
                    InvitationHistory.of(consumer, there)
                            .nextName(now)
                            .ifPresent(name -> missing.add(new Intention.Invite(
                                    share,
                                    name,
                                    consumer.id(),
                                    consumer.address().target(),
                                    consumer.validFor()
                                            .map(time -> now.plus(time).toString()))));
                }
            }
        }
        return List.copyOf(missing);
    }

    /** Subscriptions of the first region that no consumer in here is known to hold: their holders would be forgotten. */
    public List<Finding> uncovered(ShareInventory primary) {
        List<Finding> findings = new ArrayList<>();
        for (ShareEntry share : primary.shares()) {
            for (Named subscription : share.subscriptions()) {
                boolean active = subscription
                        .property("shareSubscriptionStatus")
                        .filter("Active"::equals)
                        .isPresent();
                if (active && !covers(share, subscription)) {
                    findings.add(Finding.missing(
                            "consumer-unknown",
                            "share " + share.name() + ", subscription " + subscription.name(),
                            "Its holder is not in the consumer registry, so nobody decided whether it is invited: add"
                                    + " it with a stance."));
                }
            }
        }
        return findings;
    }

    private boolean covers(ShareEntry share, Named subscription) {
        String email = subscription.property("consumerEmail").orElse("").toLowerCase(Locale.ROOT);
        List<Consumer> taking =
                consumers.stream().filter(one -> one.takes(share.name())).toList();
        boolean byEmail = taking.stream()
                .anyMatch(one -> one.address() instanceof ConsumerAddress.Email known
                        && known.address().toLowerCase(Locale.ROOT).equals(email));
        // A principal's subscription shows no object id: one without an address may be any of them.
        boolean perhapsPrincipal =
                email.isEmpty() && taking.stream().anyMatch(one -> one.address() instanceof ConsumerAddress.Principal);
        return byEmail || perhapsPrincipal;
    }

    /** How a consumer is named in an invitation; empty for one that is not in here. */
    public Optional<JsonObject> target(String id) {
        return consumers.stream()
                .filter(one -> one.id().equals(id))
                .map(one -> one.address().target())
                .findFirst();
    }

    /** How many, and nothing personal. */
    @Override
    public String toString() {
        return "ConsumerRegistry[" + consumers.size() + " consumers]";
    }
}
