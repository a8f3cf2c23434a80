package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.ShareChild;
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
 * Lets a consumer's revoked subscription be used again.
 *
 * @param side where
 * @param share the share
 * @param subscription the subscription's id as the provider sees it
 */
record ReinstateSubscription(Side side, String share, String subscription) implements Step<DataShareAccount> {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public String title() {
        return "Reinstate subscription " + subscription + " of share " + share + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
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
        return Calls.look(() -> isSo(at));
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareAccount> at) {
        return Calls.answer(() -> {
            // A revocation under way ends first: the last word is ours.
            if (!Calls.until(at, LONGEST, () -> !status(at).equals(Optional.of("Revoking")))) {
                return Outcome.failedForNow("Subscription " + subscription + " of share " + share
                        + " is still being revoked on side " + side + ".");
            }
            if (status(at).equals(Optional.of("Revoked"))) {
                at.on(side).reinstate(share, subscription);
            }
            return Calls.until(at, LONGEST, () -> isSo(at))
                    ? Outcome.done()
                    : Outcome.inDoubt("Subscription " + subscription + " of share " + share + " is "
                            + status(at).orElse("not there") + ".");
        });
    }

    private boolean isSo(StepContext<DataShareAccount> at) {
        return status(at).equals(Optional.of("Active"));
    }

    private Optional<String> status(StepContext<DataShareAccount> at) {
        return at.on(side)
                .child(share, ShareChild.SUBSCRIPTIONS, subscription)
                .flatMap(one -> one.property("shareSubscriptionStatus"));
    }
}
