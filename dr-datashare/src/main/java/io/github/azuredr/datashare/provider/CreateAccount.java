package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.ground.AccountCreation;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.Set;

/**
 * Creates the account, with an identity of its own, and waits until it can be used.
 *
 * @param side where
 * @param account its name, for the title
 * @param body what is sent
 */
record CreateAccount(Side side, String account, String body) implements Step<DataShareAccount> {
    @Override
    public String title() {
        return "Create Data Share account " + account + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
    }

    @Override
    public Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public Presence observe(StepContext<DataShareAccount> at) {
        return AccountCreation.look(at, side);
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareAccount> at) {
        return AccountCreation.bringAbout(at, side, account, body);
    }
}
