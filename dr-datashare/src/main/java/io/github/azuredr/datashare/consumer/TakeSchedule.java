package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.SubscriptionChild;
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
 * Takes over the provider's schedule, word for word, and waits until the trigger is active. One that is there and does not
 * follow the schedule is removed first, because it cannot be changed.
 *
 * @param side where
 * @param subscription the subscription
 * @param trigger the trigger's name
 */
record TakeSchedule(Side side, String subscription, String trigger) implements Step<DataShareSubscriber> {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public String title() {
        return "Take snapshots of " + subscription + " by schedule on side " + side;
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
        return Calls.look(
                () -> schedule(at).filter(schedule -> follows(at, schedule)).isPresent());
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return Calls.answer(() -> {
            Optional<TakenSchedule> schedule = schedule(at);
            if (schedule.isEmpty()) {
                // Without a schedule of the provider's there can be no trigger: snapshots are taken on demand.
                return Outcome.done().with("schedule", "none");
            }
            if (found(at).isPresent() && !follows(at, schedule.get())) {
                at.on(side).deleteChild(subscription, SubscriptionChild.TRIGGERS, trigger);
                if (!Calls.until(at, LONGEST, () -> found(at).isEmpty())) {
                    return Outcome.failedForNow("The old trigger of " + subscription + " is still being removed.");
                }
            }
            if (found(at).isEmpty()) {
                at.on(side)
                        .putChild(
                                subscription,
                                SubscriptionChild.TRIGGERS,
                                trigger,
                                schedule.get().trigger());
            }
            return Calls.until(at, LONGEST, () -> follows(at, schedule.get()))
                    ? Outcome.done().with("time", schedule.get().time())
                    : Outcome.inDoubt("The trigger of " + subscription + " is not active yet.");
        });
    }

    private Optional<TakenSchedule> schedule(StepContext<DataShareSubscriber> at) {
        return TakenSchedule.of(at.on(side).sourceSchedules(subscription));
    }

    private Optional<Named> found(StepContext<DataShareSubscriber> at) {
        return at.on(side).child(subscription, SubscriptionChild.TRIGGERS, trigger);
    }

    private boolean follows(StepContext<DataShareSubscriber> at, TakenSchedule schedule) {
        return found(at).filter(schedule::isFollowedBy).isPresent();
    }
}
