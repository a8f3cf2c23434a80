package io.github.azuredr.datashare.consumer;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What the consumer's steps share: refusals as answers, and the wait for what goes on after an answer. */
final class SubscriberCalls {
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private SubscriberCalls() {}

    static Outcome.Answer answer(Supplier<Outcome.Answer> effect) {
        try {
            return effect.get();
        } catch (ArmException refused) {
            String reason = String.valueOf(refused.getMessage());
            if (refused.mayHaveHappened()) {
                return Outcome.inDoubt(reason);
            }
            return refused.isTransient() ? Outcome.failedForNow(reason) : Outcome.failed(reason);
        }
    }

    static Presence look(Supplier<Boolean> there) {
        try {
            return there.get() ? Presence.present() : Presence.absent();
        } catch (ArmException unreachable) {
            return Presence.unclear(String.valueOf(unreachable.getMessage()));
        }
    }

    /** Looks until it is so; empty when the time is up first. */
    static Optional<Outcome.Done> await(StepContext<DataShareSubscriber> at, Supplier<Boolean> so) {
        Instant end = at.now().plus(LONGEST);
        while (!so.get()) {
            if (!at.now().isBefore(end)) {
                return Optional.empty();
            }
            at.pause(LOOK);
        }
        return Optional.of(Outcome.done());
    }
}
