package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads back that a subscription is active and every mapping of it whole.
 *
 * @param side where
 * @param subscription the subscription
 */
record CheckSubscription(Side side, String subscription) implements Step<DataShareSubscriber> {
    @Override
    public String title() {
        return "Check subscription " + subscription + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.READS;
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
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return Calls.answer(() -> {
            Optional<String> status =
                    at.on(side).subscription(subscription).flatMap(one -> one.property("shareSubscriptionStatus"));
            if (!status.equals(Optional.of("Active"))) {
                return Outcome.failed("Subscription " + subscription + " on side " + side + " is "
                        + status.orElse("not there") + ".");
            }
            List<Named> mappings = at.on(side).children(subscription, SubscriptionChild.MAPPINGS);
            List<String> broken = mappings.stream()
                    .filter(one -> !one.property("dataSetMappingStatus").equals(Optional.of("Ok")))
                    .map(Named::name)
                    .toList();
            return broken.isEmpty() && !mappings.isEmpty()
                    ? Outcome.done().proving(Verification.of(Verification.READ_BACK, mappings.size()))
                    : Outcome.failed("Subscription " + subscription + " on side " + side + " has "
                            + (mappings.isEmpty() ? "no mapping" : "broken mappings: " + String.join(", ", broken))
                            + ".");
        });
    }
}
