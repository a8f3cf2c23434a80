package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Registers Microsoft.DataShare in a subscription and waits for it.
 *
 * @param side the side whose account needs it
 * @param subscriptionId in which subscription
 */
record RegisterNamespace(Side side, String subscriptionId) implements Step<DataShareAccount> {
    private static final Duration LONGEST = Duration.ofMinutes(15);

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
    public Presence observe(StepContext<DataShareAccount> at) {
        return Calls.look(() -> registered(at));
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareAccount> at) {
        return Calls.answer(() -> {
            if (!registered(at)) {
                at.on(side).register(subscriptionId);
            }
            return Calls.await(
                    at,
                    LONGEST,
                    () -> registered(at) ? Optional.of(Outcome.done()) : Optional.empty(),
                    "Microsoft.DataShare is still being registered in " + subscriptionId);
        });
    }

    private boolean registered(StepContext<DataShareAccount> at) {
        return at.on(side).registration(subscriptionId).equals("Registered");
    }
}
