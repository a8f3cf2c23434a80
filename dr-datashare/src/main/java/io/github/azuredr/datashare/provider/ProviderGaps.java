package io.github.azuredr.datashare.provider;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datashare.inventory.ShareEntry;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.invite.ConsumerRegistry;
import io.github.azuredr.datashare.mirror.Intention;
import io.github.azuredr.datashare.resource.Finding;
import io.github.azuredr.datashare.resource.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stands between a provider and its other account taking over. */
final class ProviderGaps {
    private ProviderGaps() {}

    static List<Gap> of(Comparison comparison, Situation now, ConsumerRegistry consumers) {
        List<Gap> gaps = new ArrayList<>();
        if (comparison.here().isEmpty()) {
            gaps.add(Gap.critical(
                    "no-inventory",
                    "The account on " + now.label(now.source()) + " was never seen.",
                    "let readiness look while the region answers."));
            return gaps;
        }
        stale(now).ifPresent(gaps::add);
        List<String> missing = comparison.difference().intentions().stream()
                .filter(one -> !(one instanceof Intention.AssignRole))
                .map(Intention::title)
                .toList();
        if (comparison.there().isEmpty()) {
            gaps.add(Gap.critical(
                    "no-second-account",
                    "There is no account on " + now.label(now.source().other()) + ".",
                    "run prepare."));
        } else if (!missing.isEmpty()) {
            gaps.add(Gap.warning(
                    "drift",
                    now.label(now.source().other()) + " lacks " + String.join(", ", missing) + ".",
                    "run a replication pass; a failover makes up for it, and takes longer."));
        }
        List<Finding> findings = new ArrayList<>(comparison.difference().findings());
        comparison.here().ifPresent(here -> findings.addAll(consumers.uncovered(here)));
        gaps.addAll(merged(findings));
        gaps.addAll(SourceFacts.gaps(now));
        comparison.here().ifPresent(here -> gaps.addAll(received(here, now)));
        gaps.addAll(QuotaMemory.gaps(comparison, now));
        return List.copyOf(gaps);
    }

    private static Optional<Gap> stale(Situation now) {
        Optional<Observation> look = now.observation(now.source());
        Duration beyond = now.objectives().rpo();
        return look.filter(seen -> seen.at().plus(beyond).isBefore(now.now()))
                .map(seen -> Gap.warning(
                        "inventory-stale",
                        "The shares on " + now.label(now.source()) + " were last seen at " + seen.at() + ".",
                        "nothing is refused for it; later changes will be missing."));
    }

    /** Consumers are named by their subscription: an address stays in the inventory. */
    private static List<Gap> received(ShareInventory here, Situation now) {
        List<Gap> gaps = new ArrayList<>();
        for (ShareEntry share : here.shares()) {
            for (Named subscription : share.subscriptions()) {
                String holder = "The holder of subscription " + subscription.name() + " to share " + share.name();
                Optional<Instant> last = share.lastReceived(subscription);
                boolean active =
                        subscription.property("shareSubscriptionStatus").equals(Optional.of("Active"));
                if (active && last.isEmpty()) {
                    gaps.add(Gap.note("consumer-never-received", holder + " has not received anything yet."));
                } else if (active && last.get().plus(now.objectives().rpo()).isBefore(now.now())) {
                    gaps.add(Gap.warning(
                            "consumer-late",
                            holder + " last received at " + last.get() + ", longer ago than the objective of "
                                    + now.objectives().rpo() + ".",
                            "a schedule runs hourly at most; ask the consumer to look at its snapshots."));
                }
            }
        }
        return gaps;
    }

    /** One gap per kind of finding. */
    private static List<Gap> merged(List<Finding> findings) {
        Map<String, List<Finding>> byId = new LinkedHashMap<>();
        findings.forEach(
                one -> byId.computeIfAbsent(one.id(), any -> new ArrayList<>()).add(one));
        return byId.entrySet().stream()
                .map(entry -> {
                    String text = String.join(
                            " ",
                            entry.getValue().stream()
                                    .map(one -> one.subject() + ": " + one.text())
                                    .toList());
                    return switch (entry.getValue().get(0).weight()) {
                        case NOTE -> Gap.note(entry.getKey(), text);
                        case MISSING -> Gap.warning(entry.getKey(), text, "settle it before it is needed.");
                        case BLOCKS -> Gap.critical(entry.getKey(), text, "settle it: nothing can be made before.");
                    };
                })
                .toList();
    }
}
