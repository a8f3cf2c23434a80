package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;

/**
 * Locks an account against deletion: whoever means to delete it must take the lock away first.
 *
 * @param side where
 * @param kind what kind of account
 * @param account the account
 */
record LockAccount(Side side, AccountKind kind, String account) implements AccountStep {
    @Override
    public String title() {
        return "Lock " + kind.word() + " account " + account + " on side " + side + " against deletion";
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
    }

    @Override
    public Presence observe(StepContext<AccountsSide> at) {
        return Calls.look(
                () -> Locks.holds(at.on(side).locks(), at.on(side).home().path(kind, account)));
    }

    @Override
    public Outcome.Answer execute(StepContext<AccountsSide> at) {
        return Calls.done(() -> at.on(side).lock(kind, account));
    }
}
