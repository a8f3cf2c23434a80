package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;

/**
 * Links a store of the same region to an analytics account.
 *
 * @param side where
 * @param account the analytics account
 * @param store the store account
 */
record LinkStoreAccount(Side side, String account, String store) implements AccountStep {
    @Override
    public String title() {
        return "Link store " + store + " to analytics account " + account + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    @Override
    public Presence observe(StepContext<AccountsSide> at) {
        return Calls.look(() -> at.on(side)
                .analytics(account)
                .filter(there -> there.stores().contains(store))
                .isPresent());
    }

    @Override
    public Outcome.Answer execute(StepContext<AccountsSide> at) {
        return Calls.done(() -> at.on(side).linkStore(account, store));
    }
}
