package io.github.azuredr.datashare.provider;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.invite.Consumer;
import io.github.azuredr.datashare.invite.ConsumerRegistry;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.StepTypes;
import io.github.azuredr.time.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * A provider that goes on sharing when a region is lost: the other account is kept like the active one, and consumers are
 * invited there when they want to be. Nothing is ever deleted. Both accounts may share at once, unless the policy says
 * that the old side is revoked.
 */
public final class ProviderRecovery implements FailoverContract<DataShareAccount> {
    private final Map<Side, DataShareAccount> accounts;
    private final Map<Side, StoreMapping> towards;
    private final ConsumerRegistry consumers;
    private final TimeSource time;
    private final ProviderPolicy policy;
    private final SourceCheck sources;
    private final Executor readers;

    /**
     * Protects an account.
     *
     * @param a the account on side A
     * @param b the account on side B, which need not exist yet
     * @param fromAToB which store of side B stands for which of side A; the way back must be clear
     * @param consumers who is invited, and when
     * @param time when looks are made
     */
    public ProviderRecovery(
            DataShareAccount a,
            DataShareAccount b,
            StoreMapping fromAToB,
            ConsumerRegistry consumers,
            TimeSource time) {
        this(
                Map.of(Side.A, a, Side.B, b),
                Map.of(Side.B, fromAToB, Side.A, fromAToB.reversed()),
                consumers,
                time,
                ProviderPolicy.ofDefaults(),
                SourceCheck.none(),
                Runnable::run);
    }

    private ProviderRecovery(
            Map<Side, DataShareAccount> accounts,
            Map<Side, StoreMapping> towards,
            ConsumerRegistry consumers,
            TimeSource time,
            ProviderPolicy policy,
            SourceCheck sources,
            Executor readers) {
        this.accounts = accounts;
        this.towards = towards;
        this.consumers = consumers;
        this.time = time;
        this.policy = policy;
        this.sources = sources;
        this.readers = readers;
        for (Consumer consumer : consumers.consumers()) {
            if (accounts.values().stream()
                    .anyMatch(port -> port.address(consumer.id()).isEmpty())) {
                throw new RecoveryException(
                        "ProviderRecovery.consumers has '" + consumer.id() + "', whom the ports cannot address.",
                        "give the ports this registry's target(...) as their address book.");
            }
        }
    }

    /** The same protection, with another policy. */
    public ProviderRecovery with(ProviderPolicy another) {
        return new ProviderRecovery(accounts, towards, consumers, time, another, sources, readers);
    }

    /** The same protection, which asks whether data is there where no workload it comes after says so. */
    public ProviderRecovery checkingSources(SourceCheck check) {
        return new ProviderRecovery(accounts, towards, consumers, time, policy, check, readers);
    }

    /** The same protection, which reads an account's lists on this executor; its threads bound how many at once. */
    public ProviderRecovery readingOn(Executor executor) {
        return new ProviderRecovery(accounts, towards, consumers, time, policy, sources, executor);
    }

    @Override
    public StepTypes<DataShareAccount> stepTypes() {
        return StepTypes.<DataShareAccount>none()
                .with("register-data-share/1", RegisterNamespace.class)
                .with("create-share-account/1", CreateAccount.class)
                .with("assign-share-role/1", AssignRole.class)
                .with("put-share/1", PutShare.class)
                .with("put-in-share/1", PutInShare.class)
                .with("invite-consumer/1", InviteConsumer.class)
                .with("revoke-subscription/1", RevokeSubscription.class)
                .with("reinstate-subscription/1", ReinstateSubscription.class)
                .with("capture-shares/1", CaptureShares.class)
                .with("check-shares/1", CheckShares.class);
    }

    @Override
    public DataShareAccount port(Side side) {
        DataShareAccount port = accounts.get(side);
        if (port == null) {
            throw new IllegalArgumentException("side: an account has sides A and B, was asked for " + side);
        }
        return port;
    }

    @Override
    public Observation observe(Side side) {
        DataShareAccount port = port(side);
        Instant at = time.now();
        Map<String, String> facts = new TreeMap<>();
        port.groupRegion().ifPresent(region -> facts.put(Comparison.GROUP_REGION, region));
        Optional<ShareInventory> inventory = ShareInventory.capture(port, at, readers);
        facts.put("account", inventory.isPresent() ? "present" : "absent");
        inventory.ifPresent(seen -> facts.putAll(SourceFacts.of(seen, sources)));
        return inventory
                .map(seen -> Observation.of(at, facts, seen.content().json()))
                .orElseGet(() -> Observation.of(at, facts));
    }

    @Override
    public List<Gap> gaps(Situation now) {
        return ProviderGaps.of(comparison(now, now.source().other()), now, consumers);
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<DataShareAccount> draft) {
        if (goal.movesTheActiveSide()) {
            goal.place()
                    .map(now.pair()::sideOf)
                    .filter(to -> !now.active().equals(Optional.of(to)))
                    .ifPresent(to -> failOver(to, now, draft));
        } else if (goal instanceof Goal.DrillIn drill) {
            Side there = now.pair().sideOf(drill.region());
            List<String> shares = comparison(now, there).thereShares();
            draft.step("check", Phase.VERIFY, new CheckShares(there, shares));
        } else if (goal instanceof Goal.Prepare || goal instanceof Goal.Replicate || goal instanceof Goal.Reprotect) {
            keepUp(goal, now, draft);
        }
    }

    private void keepUp(Goal goal, Situation now, PlanDraft<DataShareAccount> draft) {
        if (now.active().isEmpty()) {
            draft.blocked("no-active-side", "No side is active, so nothing can be kept like it.");
            return;
        }
        Side from = now.active().get();
        Comparison comparison = comparison(now, from.other());
        if (comparison.here().isEmpty()) {
            draft.blocked("no-inventory", "The account on " + now.label(from) + " was never seen.");
            return;
        }
        if (!(goal instanceof Goal.Prepare)) {
            draft.step("capture", Phase.CATCH_UP, new CaptureShares(from));
        }
        // A pass keeps up what preparing made, and makes no account by itself.
        if (!(goal instanceof Goal.Replicate) || comparison.there().isPresent()) {
            ProviderDraft made = new ProviderDraft(
                    draft, from.other(), port(from.other()).id().name());
            made.mirror(comparison.difference(), false);
            made.invite(comparison.missingInvitations(consumers, false, now.now()), Phase.CATCH_UP);
        }
    }

    private void failOver(Side to, Situation now, PlanDraft<DataShareAccount> draft) {
        Comparison comparison = comparison(now, to);
        if (comparison.here().isEmpty()) {
            draft.mustAccept(
                    "no-inventory",
                    "The account on " + now.label(to.other()) + " was never seen: only what is on " + now.label(to)
                            + " already will be shared.");
        }
        ProviderDraft made = new ProviderDraft(draft, to, port(to).id().name());
        if (comparison.here().isPresent()) {
            made.mirror(comparison.difference(), true);
        }
        made.invite(comparison.missingInvitations(consumers, true, now.now()), Phase.ACTIVATE);
        if (policy.revokingTheOldSide()) {
            Revocation.of(comparison).draft(draft, to);
        }
        draft.step("check", Phase.VERIFY, new CheckShares(to, comparison.expectedShares()));
    }

    private Comparison comparison(Situation now, Side to) {
        return Comparison.of(
                now,
                to,
                port(to).id(),
                towards.getOrDefault(to, StoreMapping.builder().build()));
    }
}
