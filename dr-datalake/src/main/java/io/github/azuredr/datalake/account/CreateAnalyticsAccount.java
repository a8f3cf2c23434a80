package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Creates an analytics account over its default store, firewall rules and policies with it, and waits until it can be used.
 *
 * @param side where
 * @param wanted what is created
 */
record CreateAnalyticsAccount(Side side, AnalyticsAccount wanted) implements AccountStep {
    @Override
    public String title() {
        return "Create Data Lake Analytics account " + wanted.name() + " over store " + wanted.defaultStore() + " in "
                + wanted.region() + " on side " + side;
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
        return account().execute(at, this::objection, port -> port.createAnalytics(wanted));
    }

    private Optional<Outcome.Answer> objection(AnalyticsAccount there) {
        if (!there.region().equals(wanted.region())) {
            return Optional.of(Outcome.refused(
                    "account-elsewhere",
                    "Analytics account " + wanted.name() + " is in " + there.region() + " and not in " + wanted.region()
                            + ": choose another name."));
        }
        return there.defaultStore().equals(wanted.defaultStore())
                ? Optional.empty()
                : Optional.of(Outcome.refused(
                        "default-store-differs",
                        "Analytics account " + wanted.name() + " has the default store " + there.defaultStore()
                                + " and not " + wanted.defaultStore()
                                + ", which cannot be changed: choose another name."));
    }

    private Provisioning<AnalyticsAccount> account() {
        return new Provisioning<>(
                side,
                "analytics account " + wanted.name(),
                port -> port.analytics(wanted.name()),
                AnalyticsAccount::state);
    }
}
