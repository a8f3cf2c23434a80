package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Registers a namespace in a side's subscription and waits for it.
 *
 * @param side where
 * @param kind which namespace
 */
record RegisterNamespace(Side side, AccountKind kind) implements AccountStep {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Override
    public String title() {
        return "Register " + kind.namespace() + " in the subscription of side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
    }

    @Override
    public Presence observe(StepContext<AccountsSide> at) {
        return Calls.look(() -> isRegistered(at.on(side)));
    }

    @Override
    public Outcome.Answer execute(StepContext<AccountsSide> at) {
        return Calls.answer(() -> {
            if (!isRegistered(at.on(side))) {
                at.on(side).register(kind);
            }
            return Calls.await(
                            at,
                            side,
                            LONGEST,
                            port -> isRegistered(port) ? Optional.<Outcome.Answer>of(Outcome.done()) : Optional.empty())
                    .orElseGet(() -> Outcome.inDoubt(kind.namespace() + " is still being registered."));
        });
    }

    private boolean isRegistered(AnalyticsAccounts port) {
        return port.registration(kind).equals("Registered");
    }
}
