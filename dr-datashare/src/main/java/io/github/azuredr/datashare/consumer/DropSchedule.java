package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Set;

/**
 * Ends snapshots by schedule on a side, so that never two schedules write; the subscription stays, idle.
 *
 * @param side where
 * @param subscription the subscription
 * @param trigger the trigger's name
 */
record DropSchedule(Side side, String subscription, String trigger) implements Step<DataShareSubscriber> {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public String title() {
        return "End snapshots of " + subscription + " by schedule on side " + side;
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
    public Presence observe(StepContext<DataShareSubscriber> at) {
        return Calls.look(() -> isGone(at));
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return Calls.answer(() -> {
            if (!isGone(at)) {
                at.on(side).deleteChild(subscription, SubscriptionChild.TRIGGERS, trigger);
            }
            return Calls.until(at, LONGEST, () -> isGone(at))
                    ? Outcome.done()
                    : Outcome.inDoubt("The trigger of " + subscription + " is still being removed.");
        });
    }

    private boolean isGone(StepContext<DataShareSubscriber> at) {
        return at.on(side)
                .child(subscription, SubscriptionChild.TRIGGERS, trigger)
                .isEmpty();
    }
}
