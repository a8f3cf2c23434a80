package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;

/**
 * Asks whether an account can be created: the region has the service, the subscription has room, the name is free or ours.
 *
 * @param side where
 * @param kind what kind of account
 * @param account its name
 */
record CheckAccountName(Side side, AccountKind kind, String account) implements AccountStep {
    @Override
    public String title() {
        return "Check that " + kind.word() + " account " + account + " can be had on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.READS;
    }

    /** It only reads, so it is simply asked again. */
    @Override
    public Presence observe(StepContext<AccountsSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<AccountsSide> at) {
        return Calls.answer(() -> {
            if (isOurs(at.on(side))) {
                return Outcome.done().with("owner", "ours");
            }
            AccountHome home = at.on(side).home();
            Capability capability = at.on(side).capability(kind);
            if (!capability.supported()) {
                return Outcome.refused(
                        "region-unsupported",
                        kind.namespace() + " is not offered in " + home.region() + ", so that account " + account
                                + " cannot be created there: choose another second region.");
            }
            if (!capability.state().equals("Registered")) {
                return Outcome.refused(
                        "subscription-unusable",
                        "Subscription " + home.subscriptionId() + " is " + capability.state() + " for "
                                + kind.namespace() + " in " + home.region() + ": settle that with its owner.");
            }
            if (capability.count() >= capability.most()) {
                return Outcome.refused(
                        "account-quota",
                        "Subscription " + home.subscriptionId() + " has " + capability.count() + " of "
                                + capability.most() + " " + kind.word() + " accounts in " + home.region()
                                + ": ask for more, or delete one.");
            }
            return named(at.on(side).availability(kind, account));
        });
    }

    private Outcome.Answer named(Availability name) {
        if (name.free()) {
            return Outcome.done().with("owner", "nobody");
        }
        return name.reason().equals("Invalid")
                ? Outcome.refused("account-name-invalid", "'" + account + "' is refused as a name: " + name.message())
                : Outcome.refused(
                        "account-name-taken",
                        "The name '" + account + "' is taken by somebody else (" + name.message()
                                + "): choose another base name, or name this account explicitly.");
    }

    private boolean isOurs(AnalyticsAccounts port) {
        return kind == AccountKind.STORE
                ? port.store(account).isPresent()
                : port.analytics(account).isPresent();
    }
}
