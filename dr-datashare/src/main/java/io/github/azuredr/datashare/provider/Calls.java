package io.github.azuredr.datashare.provider;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What the steps share: how a refusal becomes an answer, and how they wait for what goes on after one. */
final class Calls {
    private static final Duration LOOK = Duration.ofSeconds(10);

    private Calls() {}

    static Outcome.Answer answer(Supplier<Outcome.Answer> effect) {
        try {
            return effect.get();
        } catch (ArmException refused) {
            return refused(refused);
        }
    }

    static Outcome.Answer refused(ArmException refused) {
        String reason = String.valueOf(refused.getMessage());
        if (refused.mayHaveHappened()) {
            return Outcome.inDoubt(reason);
        }
        return refused.isTransient() ? Outcome.failedForNow(reason) : Outcome.failed(reason);
    }

    static Presence look(Supplier<Boolean> there) {
        try {
            return there.get() ? Presence.present() : Presence.absent();
        } catch (ArmException unreachable) {
            return Presence.unclear(String.valueOf(unreachable.getMessage()));
        }
    }

    /** Looks until there is something to say, or the time is up. */
    static Outcome.Answer await(
            StepContext<DataShareAccount> at,
            Duration within,
            Supplier<Optional<Outcome.Answer>> seen,
            String otherwise) {
        Instant end = at.now().plus(within);
        while (true) {
            Optional<Outcome.Answer> answer = seen.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (!at.now().isBefore(end)) {
                return Outcome.inDoubt(otherwise);
            }
            at.pause(LOOK);
        }
    }
}
