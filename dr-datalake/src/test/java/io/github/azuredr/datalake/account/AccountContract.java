package io.github.azuredr.datalake.account;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.step.StepTypes;
import io.github.azuredr.time.TimeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts alone: what a contract that has more to keep does with them. */
final class AccountContract implements FailoverContract<AccountsSide> {
    private final AccountPair pair;
    private final Map<Side, AccountsSide> sides;
    private final TimeSource time;

    AccountContract(AccountPair pair, AnalyticsAccounts a, AnalyticsAccounts b, TimeSource time) {
        this.pair = pair;
        this.sides = Map.of(Side.A, new Port(a), Side.B, new Port(b));
        this.time = time;
    }

    private record Port(AnalyticsAccounts accounts) implements AccountsSide {}

    @Override
    public StepTypes<AccountsSide> stepTypes() {
        return AccountSteps.addedTo(StepTypes.none());
    }

    @Override
    public AccountsSide port(Side side) {
        return Optional.ofNullable(sides.get(side)).orElseThrow();
    }

    @Override
    public Observation observe(Side side) {
        return Observation.of(
                time.now(), Map.of(), AccountLook.at(port(side), pair, side).text());
    }

    @Override
    public List<Gap> gaps(Situation now) {
        Side source = now.source();
        return AccountGaps.of(pair, now, seen(now, source), seen(now, source.other()));
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<AccountsSide> draft) {
        if (!(goal instanceof Goal.Prepare || goal instanceof Goal.Reprotect)) {
            return;
        }
        Side from = now.source();
        Optional<AccountInventory> here = seen(now, from);
        Optional<AccountInventory> there = seen(now, from.other());
        if (here.isPresent() && there.isPresent()) {
            AccountMirror.compare(pair, from.other(), here.get(), there.get()).draft(draft);
        }
    }

    private static Optional<AccountInventory> seen(Situation now, Side side) {
        return now.observation(side).flatMap(Observation::inventory).map(AccountInventory::parse);
    }
}
