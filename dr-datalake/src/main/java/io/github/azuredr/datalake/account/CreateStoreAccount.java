package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Creates a store account with its firewall closed from the first moment as its model's is, and waits until it can be used.
 *
 * @param side where
 * @param wanted what is created
 */
record CreateStoreAccount(Side side, StoreAccount wanted) implements AccountStep {
    @Override
    public String title() {
        return "Create Data Lake Storage Gen1 account " + wanted.name() + " in " + wanted.region() + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
    }

    @Override
    public Duration timeout() {
        return Provisioning.LONGEST.plus(Duration.ofMinutes(15));
    }

    @Override
    public Presence observe(StepContext<AccountsSide> at) {
        return account().observe(at);
    }

    @Override
    public Outcome.Answer execute(StepContext<AccountsSide> at) {
        return account()
                .execute(
                        at,
                        there -> there.region().equals(wanted.region())
                                ? Optional.empty()
                                : Optional.of(Outcome.refused(
                                        "account-elsewhere",
                                        "Store account " + wanted.name() + " is in " + there.region() + " and not in "
                                                + wanted.region() + ": choose another name.")),
                        port -> port.createStore(wanted));
    }

    private Provisioning<StoreAccount> account() {
        return new Provisioning<>(
                side, "store account " + wanted.name(), port -> port.store(wanted.name()), StoreAccount::state);
    }
}
