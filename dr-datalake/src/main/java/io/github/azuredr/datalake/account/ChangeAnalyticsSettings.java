package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Gives an analytics account settings like its model's, and waits until it has them.
 *
 * @param side where
 * @param account the account
 * @param settings what it is to have
 */
record ChangeAnalyticsSettings(Side side, String account, AnalyticsSettings settings) implements AccountStep {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Override
    public String title() {
        return "Change the settings of analytics account " + account + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    @Override
    public Presence observe(StepContext<AccountsSide> at) {
        return Calls.look(() -> shown(at.on(side)).isPresent());
    }

    @Override
    public Outcome.Answer execute(StepContext<AccountsSide> at) {
        return Calls.answer(() -> {
            if (shown(at.on(side)).isPresent()) {
                return Outcome.done();
            }
            at.on(side).changeAnalytics(account, settings);
            return Calls.await(at, side, LONGEST, this::shown)
                    .orElseGet(() -> Outcome.inDoubt(
                            "Analytics account " + account + " does not show its new settings after " + LONGEST + "."));
        });
    }

    /** The change has ended and can be seen; an account at rest with other settings says nothing yet. */
    private Optional<Outcome.Answer> shown(AnalyticsAccounts port) {
        return port.analytics(account)
                .filter(there ->
                        there.state().equals("Succeeded") && there.settings().equals(settings))
                .map(there -> Outcome.done());
    }
}
