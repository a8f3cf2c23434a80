package io.github.azuredr.datashare.consumer;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.ScratchPlace;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.StepTypes;
import io.github.azuredr.time.TimeSource;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A consumer that goes on receiving when a region is lost: it holds an idle subscription to the provider's second account,
 * mapped to other stores, and takes over the schedule there. Never do two schedules run on purpose: the old side's ends in
 * the failover, or as soon as that side answers.
 */
public final class ConsumerRecovery implements FailoverContract<DataShareSubscriber> {
    private static final String INVITATIONS = "invitations";

    private final Map<Side, DataShareSubscriber> accounts;
    private final Map<Side, StoreMapping> towards;
    private final InvitationGate gate;
    private final TimeSource time;
    private final ConsumerPolicy policy;

    /**
     * Protects a consumer's subscriptions.
     *
     * @param a the consumer's account on side A
     * @param b the consumer's account on side B, which need not exist yet; its resource group must, and in that region
     * @param fromAToB which target of side B stands for which of side A; the way back must be clear
     * @param gate which invitations are accepted
     * @param time when looks are made
     */
    public ConsumerRecovery(
            DataShareSubscriber a, DataShareSubscriber b, StoreMapping fromAToB, InvitationGate gate, TimeSource time) {
        this(
                Map.of(Side.A, a, Side.B, b),
                Map.of(Side.B, fromAToB, Side.A, fromAToB.reversed()),
                gate,
                time,
                ConsumerPolicy.ofDefaults());
    }

    private ConsumerRecovery(
            Map<Side, DataShareSubscriber> accounts,
            Map<Side, StoreMapping> towards,
            InvitationGate gate,
            TimeSource time,
            ConsumerPolicy policy) {
        this.accounts = accounts;
        this.towards = towards;
        this.gate = gate;
        this.time = time;
        this.policy = policy;
    }

    /** The same protection, with another policy. */
    public ConsumerRecovery with(ConsumerPolicy another) {
        return new ConsumerRecovery(accounts, towards, gate, time, another);
    }

    @Override
    public StepTypes<DataShareSubscriber> stepTypes() {
        return StepTypes.<DataShareSubscriber>none()
                .with("register-receiver/1", RegisterNamespace.class)
                .with("create-receiving-account/1", CreateAccount.class)
                .with("assign-target-role/1", AssignRole.class)
                .with("accept-invitation/1", AcceptInvitation.class)
                .with("map-data-set/1", MapDataSet.class)
                .with("take-schedule/1", TakeSchedule.class)
                .with("drop-schedule/1", DropSchedule.class)
                .with("check-subscription/1", CheckSubscription.class)
                .with("capture-subscriptions/1", CaptureSubscriptions.class)
                .with("take-snapshot/1", TakeSnapshot.class)
                .with("open-rehearsal/1", OpenScratch.class)
                .with("count-rehearsal/1", CheckScratch.class)
                .with("close-rehearsal/1", CloseScratch.class);
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
        DataShareSubscriber port = port(side);
        Map<String, String> facts = new TreeMap<>();
        port.groupRegion().ifPresent(region -> facts.put(SecondAccount.GROUP_REGION, region));
        List<Named> invitations = List.of();
        try {
            invitations = port.invitations();
        } catch (ArmException unanswered) {
            // A tenant-wide list may fail with a region that is not ours; the rest of the look is worth having.
            facts.put(INVITATIONS, "unanswered");
        }
        ConsumerInventory inventory = ConsumerInventory.capture(port, invitations);
        facts.put("account", inventory.exists() ? "present" : "absent");
        return Observation.of(at, facts, inventory.content().json());
    }

    @Override
    public List<Gap> gaps(Situation now) {
        Side from = now.source();
        Optional<ConsumerInventory> here = inventory(now, from).filter(ConsumerInventory::exists);
        Optional<ConsumerInventory> there = inventory(now, from.other());
        if (here.isEmpty() || there.isEmpty()) {
            Side unknown = here.isEmpty() ? from : from.other();
            return List.of(Gap.critical(
                    "no-account",
                    "The account on " + now.label(unknown) + " was never seen.",
                    "let readiness look while the region answers."));
        }
        return ConsumerGaps.of(now, from.other(), account(now, from.other()), standbys(now, from.other()));
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<DataShareSubscriber> draft) {
        if (goal.movesTheActiveSide()) {
            goal.place()
                    .map(now.pair()::sideOf)
                    .filter(to -> !now.active().equals(Optional.of(to)))
                    .ifPresent(to -> failOver(to, now, draft));
        } else if (goal instanceof Goal.DrillIn drill) {
            rehearse(now.pair().sideOf(drill.region()), now, draft);
        } else if (goal instanceof Goal.EndDrill) {
            endRehearsal(now, draft);
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
        if (inventory(now, from).filter(ConsumerInventory::exists).isEmpty()) {
            draft.blocked("no-inventory", "The account on " + now.label(from) + " was never seen.");
            return;
        }
        if (!(goal instanceof Goal.Prepare)) {
            draft.step("capture", Phase.CATCH_UP, new CaptureSubscriptions(from));
        }
        if (goal instanceof Goal.Reprotect) {
            standbys(now, from.other()).forEach(one -> one.idle(draft));
            join(from, now, draft);
        }
        Optional<String> obstacle = account(now, from.other()).obstacle(now);
        if (obstacle.isPresent()) {
            // A pass of the other workloads is not held up by it.
            if (goal instanceof Goal.Replicate) {
                draft.note("account-obstacle", obstacle.get());
            } else {
                draft.blocked("account-obstacle", obstacle.get());
            }
            return;
        }
        complete(from.other(), now, draft, goal instanceof Goal.Replicate);
    }

    /** Follows invitations that came only after the side in use had changed, so that no stand-in was there to take over. */
    private void join(Side inUse, Situation now, PlanDraft<DataShareSubscriber> draft) {
        List<Standby> late = standbys(now, inUse).stream()
                .filter(one -> one.there().isEmpty() && one.exists())
                .toList();
        Set<String> targets = new TreeSet<>();
        late.forEach(one -> targets.addAll(one.targets()));
        List<String> ground = late.isEmpty() ? List.of() : account(now, inUse).complete(draft, now, targets);
        for (Standby one : late) {
            one.complete(draft, ground);
            one.join(draft);
        }
    }

    /** Makes account, stand-ins and mappings; a pass keeps up what preparing made, and makes no account by itself. */
    private void complete(Side to, Situation now, PlanDraft<DataShareSubscriber> draft, boolean onlyIfThere) {
        SecondAccount account = account(now, to);
        if (onlyIfThere && account.state().isEmpty()) {
            return;
        }
        List<Standby> standbys = standbys(now, to);
        Set<String> targets = new TreeSet<>();
        standbys.forEach(one -> targets.addAll(one.targets()));
        List<String> ground = account.complete(draft, now, targets);
        standbys.forEach(one -> one.complete(draft, ground));
    }

    private void failOver(Side to, Situation now, PlanDraft<DataShareSubscriber> draft) {
        if (inventory(now, to.other()).filter(ConsumerInventory::exists).isEmpty()) {
            draft.mustAccept(
                    "no-inventory",
                    "The account on " + now.label(to.other()) + " was never seen: nothing is taken over.");
        }
        Optional<String> obstacle = account(now, to).obstacle(now);
        if (obstacle.isPresent()) {
            draft.mustAccept("account-obstacle", obstacle.get() + " Nothing is taken over.");
            return;
        }
        complete(to, now, draft, false);
        for (Standby standby : standbys(now, to)) {
            standby.takeOver(draft, IfLost.DEFER_AS_FENCE);
            standby.check(draft);
        }
    }

    private void rehearse(Side there, Situation now, PlanDraft<DataShareSubscriber> draft) {
        if (now.active().equals(Optional.of(there))) {
            draft.blocked("active-side", "A rehearsal on the side in use would take its mappings away.");
            return;
        }
        Map<ScratchPlace, String> opened = new HashMap<>();
        for (Standby standby : standbys(now, there)) {
            new Rehearsal(standby, port(there).id().name()).draft(draft, opened);
            standby.check(draft);
        }
    }

    /** Gives back what a rehearsal that was broken off still has, then deletes what it left. */
    private void endRehearsal(Situation now, PlanDraft<DataShareSubscriber> draft) {
        now.active().ifPresent(active -> {
            List<Standby> lent = standbys(now, active.other()).stream()
                    .filter(one -> one.there().isPresent())
                    .toList();
            lent.forEach(one -> one.complete(draft, List.of()));
        });
        new TreeMap<>(now.memo()).forEach((name, etag) -> CloseScratch.remembered(name, etag)
                .ifPresent(close -> draft.step("close-" + close.place().storageAccount(), Phase.TIDY, close)));
    }

    private SecondAccount account(Situation now, Side side) {
        return new SecondAccount(
                port(side).id(),
                side,
                inventory(now, side).map(ConsumerInventory::account).orElse(""),
                now.observation(side)
                        .flatMap(seen -> seen.fact(SecondAccount.GROUP_REGION))
                        .map(Region::of));
    }

    /** For each subscription of the other side, what stands in for it on this one. */
    private List<Standby> standbys(Situation now, Side to) {
        ConsumerInventory there = inventory(now, to).orElseGet(() -> new ConsumerInventory("", List.of(), List.of()));
        StoreMapping targets = towards.getOrDefault(to, StoreMapping.builder().build());
        return inventory(now, to.other()).map(ConsumerInventory::subscriptions).orElse(List.of()).stream()
                .map(one -> Standby.of(
                        one, there.toShare(one.share()), judged(one, there.invitations(), now), targets, to, policy))
                .toList();
    }

    private List<InvitationJudgement> judged(SubscriptionView inUse, List<Named> invitations, Situation now) {
        Region region = inUse.subscription()
                .property("sourceShareLocation")
                .map(Region::of)
                .orElse(now.pair().region(now.source()));
        return invitations.stream()
                .filter(invitation -> invitation
                        .property("shareName")
                        .filter(inUse.share()::equalsIgnoreCase)
                        .isPresent())
                .map(invitation -> gate.judgeStandIn(invitation, region, now.now()))
                .toList();
    }

    private static Optional<ConsumerInventory> inventory(Situation now, Side side) {
        return now.observation(side)
                .flatMap(Observation::inventory)
                .map(JsonObject::parse)
                .map(ConsumerInventory::parse);
    }
}
