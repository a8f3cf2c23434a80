package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.ground.Registration;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.Set;

/**
 * Registers Microsoft.DataShare in a subscription and waits for it.
 *
 * @param side the side whose account needs it
 * @param subscriptionId in which subscription
 */
record RegisterNamespace(Side side, String subscriptionId) implements Step<DataShareSubscriber> {
    @Override
    public String title() {
        return "Register Microsoft.DataShare in subscription " + subscriptionId;
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
    public Presence observe(StepContext<DataShareSubscriber> at) {
        return Registration.look(at, side, subscriptionId);
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return Registration.bringAbout(at, side, subscriptionId);
    }
}
