package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;

/**
 * Sets one compute policy of an analytics account.
 *
 * @param side where
 * @param account the account
 * @param policy the policy
 */
record SetComputePolicy(Side side, String account, ComputePolicy policy) implements AccountStep {
    @Override
    public String title() {
        return "Set compute policy " + policy.name() + " of analytics account " + account + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    @Override
    public Presence observe(StepContext<AccountsSide> at) {
        return Calls.look(() -> at.on(side)
                .analytics(account)
                .filter(there -> there.policies().contains(policy))
                .isPresent());
    }

    @Override
    public Outcome.Answer execute(StepContext<AccountsSide> at) {
        return Calls.done(() -> at.on(side).putPolicy(account, policy));
    }
}
