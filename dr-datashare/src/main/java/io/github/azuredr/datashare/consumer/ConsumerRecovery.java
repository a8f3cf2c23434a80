package io.github.azuredr.datashare.consumer;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.StepTypes;
import io.github.azuredr.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A consumer that goes on receiving when a region is lost: it holds an idle subscription to the provider's second account,
 * mapped to other stores, and takes over the schedule there. Never do two schedules run on purpose: the old side's ends in
 * the failover, or as soon as that side answers.
 */
public final class ConsumerRecovery implements FailoverContract<DataShareSubscriber> {
    private final Map<Side, DataShareSubscriber> accounts;
    private final Map<Side, StoreMapping> towards;
    private final InvitationGate gate;
    private final TimeSource time;

    /**
     * Protects a consumer's subscriptions.
     *
     * @param a the consumer's account on side A
     * @param b the consumer's account on side B, which must exist
     * @param fromAToB which target of side B stands for which of side A; the way back must be clear
     * @param gate which invitations are accepted
     * @param time when looks are made
     */
    public ConsumerRecovery(
            DataShareSubscriber a, DataShareSubscriber b, StoreMapping fromAToB, InvitationGate gate, TimeSource time) {
        this.accounts = Map.of(Side.A, a, Side.B, b);
        this.towards = Map.of(Side.B, fromAToB, Side.A, fromAToB.reversed());
        this.gate = gate;
        this.time = time;
    }

    @Override
    public StepTypes<DataShareSubscriber> stepTypes() {
        return StepTypes.<DataShareSubscriber>none()
                .with("accept-invitation/1", AcceptInvitation.class)
                .with("map-data-set/1", MapDataSet.class)
                .with("take-schedule/1", TakeSchedule.class)
                .with("drop-schedule/1", DropSchedule.class)
                .with("check-subscription/1", CheckSubscription.class)
                .with("capture-subscriptions/1", CaptureSubscriptions.class);
    }

    @Override
    public DataShareSubscriber port(Side side) {
        DataShareSubscriber port = accounts.get(side);
        if (port == null) {
            throw new IllegalArgumentException("side: an account has sides A and B, was asked for " + side);
        }
        return port;
    }

    @Override
    public Observation observe(Side side) {
        Instant at = time.now();
        return ConsumerInventory.capture(port(side))
                .map(seen -> Observation.of(
                        at, Map.of("account", "present"), seen.content().json()))
                .orElseGet(() -> Observation.of(at, Map.of("account", "absent")));
    }

    @Override
    public List<Gap> gaps(Situation now) {
        Side from = now.source();
        Side to = from.other();
        Optional<ConsumerInventory> there = inventory(now, to);
        if (inventory(now, from).isEmpty() || there.isEmpty()) {
            return List.of(Gap.critical(
                    "no-account",
                    "There is no account on " + now.label(there.isEmpty() ? to : from) + ", or it was never seen.",
                    "create one, with a resource group in that region."));
        }
        List<Gap> gaps = new ArrayList<>();
        for (Standby standby : standbys(now, to)) {
            standby.gap(now.label(to)).ifPresent(gaps::add);
        }
        return List.copyOf(gaps);
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<DataShareSubscriber> draft) {
        if (goal.movesTheActiveSide()) {
            goal.place()
                    .map(now.pair()::sideOf)
                    .filter(to -> !now.active().equals(Optional.of(to)))
                    .ifPresent(to -> failOver(to, now, draft));
        } else if (goal instanceof Goal.DrillIn drill) {
            Side there = now.pair().sideOf(drill.region());
            standbys(now, there).forEach(one -> one.check(draft));
        } else if (goal instanceof Goal.Prepare || goal instanceof Goal.Replicate || goal instanceof Goal.Reprotect) {
            keepUp(goal, now, draft);
        }
    }

    private void keepUp(Goal goal, Situation now, PlanDraft<DataShareSubscriber> draft) {
        if (now.active().isEmpty()) {
            draft.blocked("no-active-side", "No side is active, so nothing can be kept like it.");
            return;
        }
        Side from = now.active().get();
        if (inventory(now, from).isEmpty()) {
            draft.blocked("no-inventory", "The account on " + now.label(from) + " was never seen.");
            return;
        }
        if (!(goal instanceof Goal.Prepare)) {
            draft.step("capture", Phase.CATCH_UP, new CaptureSubscriptions(from));
        }
        for (Standby standby : standbys(now, from.other())) {
            if (goal instanceof Goal.Reprotect) {
                standby.idle(draft);
            }
            standby.complete(draft);
        }
    }

    private void failOver(Side to, Situation now, PlanDraft<DataShareSubscriber> draft) {
        if (inventory(now, to.other()).isEmpty()) {
            draft.mustAccept(
                    "no-inventory",
                    "The account on " + now.label(to.other()) + " was never seen: nothing is taken over.");
        }
        for (Standby standby : standbys(now, to)) {
            standby.complete(draft);
            standby.takeOver(draft, IfLost.DEFER_AS_FENCE);
            standby.check(draft);
        }
    }

    /** For each subscription of the other side, what stands in for it on this one. */
    private List<Standby> standbys(Situation now, Side to) {
        ConsumerInventory there = inventory(now, to).orElseGet(() -> new ConsumerInventory(List.of(), List.of()));
        StoreMapping targets = towards.getOrDefault(to, StoreMapping.builder().build());
        return inventory(now, to.other()).map(ConsumerInventory::subscriptions).orElse(List.of()).stream()
                .map(one -> Standby.of(
                        one,
                        there.toShare(one.share()),
                        there.invitations().stream()
                                .map(invitation ->
                                        gate.judge(invitation, now.pair().region(to), now.now()))
                                .toList(),
                        targets,
                        to))
                .toList();
    }

    private static Optional<ConsumerInventory> inventory(Situation now, Side side) {
        return now.observation(side)
                .flatMap(Observation::inventory)
                .map(JsonObject::parse)
                .map(ConsumerInventory::parse);
    }
}
