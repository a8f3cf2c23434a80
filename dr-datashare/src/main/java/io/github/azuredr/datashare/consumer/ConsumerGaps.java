package io.github.azuredr.datashare.consumer;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.pair.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What keeps a consumer's other side from taking over. */
final class ConsumerGaps {
    private final Situation now;
    private final Side to;
    private final List<Gap> gaps = new ArrayList<>();

    private ConsumerGaps(Situation now, Side to) {
        this.now = now;
        this.to = to;
    }

    static List<Gap> of(Situation now, Side to, SecondAccount account, List<Standby> standbys) {
        ConsumerGaps all = new ConsumerGaps(now, to);
        account.obstacle(now)
                .ifPresent(why -> all.gaps.add(Gap.critical("account-obstacle", why, "nothing can be made before.")));
        if (account.state().isEmpty()) {
            all.gaps.add(
                    Gap.critical("no-second-account", "There is no account on " + now.label(to) + ".", "run prepare."));
        }
        for (Standby standby : standbys) {
            all.receiving(standby.here());
            all.standby(standby);
        }
        return List.copyOf(all.gaps);
    }

    /** What the side in use receives, and how long ago it did. */
    private void receiving(SubscriptionView here) {
        Optional<Instant> last = here.history().lastGood();
        if (last.isEmpty()) {
            gaps.add(Gap.note("never-received", "Subscription " + here.name() + " has not received anything yet."));
        } else if (last.get().plus(now.objectives().rpo()).isBefore(now.now())) {
            gaps.add(
                    Gap.warning(
                            "receiving-late",
                            "Subscription " + here.name() + " last received at " + last.get()
                                    + ", longer ago than the objective of "
                                    + now.objectives().rpo() + ".",
                            "look at its snapshots; a schedule runs hourly at most, so a shorter objective needs runs on demand."));
        }
        here.triggers().stream()
                .filter(one -> !one.property("triggerStatus").equals(Optional.of("Active")))
                .forEach(one -> gaps.add(Gap.warning(
                        "schedule-broken",
                        "Trigger " + one.name() + " of " + here.name() + " is "
                                + one.property("triggerStatus").orElse("of no status") + ".",
                        "the provider changed or ended its schedule: delete the trigger and create it anew.")));
    }

    private void standby(Standby standby) {
        String name = standby.here().name();
        if (standby.there().isEmpty()) {
            gaps.add(Gap.critical(
                    "no-standby",
                    "Subscription " + name + " has no stand-in on " + now.label(to)
                            + (standby.exists() ? "." : standby.why()),
                    standby.exists() ? "run prepare." : "ask the provider for an invitation, or allow its share."));
            return;
        }
        SubscriptionView there = standby.there().get();
        String status = there.subscription().property("shareSubscriptionStatus").orElse("of no status");
        if (!status.equals("Active")) {
            gaps.add(Gap.critical(
                    "standby-not-active",
                    "The stand-in of " + name + " on " + now.label(to) + " is " + status + ".",
                    status.equals("SourceDeleted")
                            ? "the provider deleted the share there: ask for a new invitation."
                            : "ask the provider to reinstate it."));
        }
        List<String> unmapped = standby.missing().stream().map(Named::name).toList();
        if (!unmapped.isEmpty()) {
            gaps.add(Gap.warning(
                    "not-mapped",
                    "The stand-in of " + name + " on " + now.label(to) + " lacks the mappings "
                            + String.join(", ", unmapped) + ".",
                    "run prepare."));
        }
        standby.transfer().findings().stream()
                .filter(one -> !one.id().equals("not-mapped"))
                .forEach(one -> gaps.add(Gap.warning(
                        one.id(), one.subject() + ": " + one.text(), "settle it: a failover leaves it out.")));
        if (there.history().lastGood().isEmpty()) {
            gaps.add(Gap.note(
                    "standby-empty",
                    "The stand-in of " + name + " has never taken a snapshot: its first one copies everything, so the"
                            + " recovery takes as long as that."));
        }
        if (!standby.here().triggers().isEmpty() && !there.triggers().isEmpty()) {
            gaps.add(Gap.warning(
                    "two-schedules",
                    "Both sides take snapshots of " + standby.here().share() + " by schedule.",
                    "run reprotect, which ends the one that is not in use."));
        }
    }
}
