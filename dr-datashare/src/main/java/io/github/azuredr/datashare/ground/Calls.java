package io.github.azuredr.datashare.ground;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** How a refusal becomes an answer, and how steps wait for what goes on after one. */
public final class Calls {
    /** How long a role may take until the service knows it everywhere. */
    public static final Duration PROPAGATION = Duration.ofMinutes(30);

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration BETWEEN = Duration.ofSeconds(30);

    private Calls() {}

    /** The effect's answer, or what the service's refusal means. */
    public static Outcome.Answer answer(Supplier<Outcome.Answer> effect) {
        try {
            return effect.get();
        } catch (ArmException refused) {
            return refused(refused);
        }
    }

    /** What a look found; unclear when the service does not answer. */
    public static Presence look(Supplier<Boolean> there) {
        try {
            return there.get() ? Presence.present() : Presence.absent();
        } catch (ArmException unreachable) {
            return Presence.unclear(withoutAddresses(unreachable));
        }
    }

    /** Looks until there is something to say, or the time is up. */
    public static Outcome.Answer await(
            StepContext<?> at, Duration within, Supplier<Optional<Outcome.Answer>> seen, String otherwise) {
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

    /** Looks until it is so; false when the time is up first. */
    public static boolean until(StepContext<?> at, Duration within, Supplier<Boolean> so) {
        Instant end = at.now().plus(within);
        while (!so.get()) {
            if (!at.now().isBefore(end)) {
                return false;
            }
            at.pause(LOOK);
        }
        return true;
    }

    /** Sends again, for up to thirty minutes, while the service answers 5006: it does not know the account's role yet. */
    public static Outcome.Answer whileRolePropagates(StepContext<?> at, Supplier<Outcome.Answer> effect) {
        Instant end = at.now().plus(PROPAGATION);
        while (true) {
            try {
                return effect.get();
            } catch (ArmException refused) {
                boolean waits = refused.isDenied()
                        && refused.code().equals("5006")
                        && at.now().isBefore(end);
                if (!waits) {
                    return refused(refused);
                }
                at.pause(BETWEEN);
            }
        }
    }

    private static Outcome.Answer refused(ArmException refused) {
        String reason = withoutAddresses(refused);
        if (refused.mayHaveHappened()) {
            return Outcome.inDoubt(reason);
        }
        return refused.isTransient() ? Outcome.failedForNow(reason) : Outcome.failed(reason);
    }

    /** The journal is kept for years: an address the service repeats does not get into it. */
    private static String withoutAddresses(ArmException said) {
        return String.valueOf(said.getMessage()).replaceAll("[^\\s'\"<>(),;]+@[^\\s'\"<>(),;]+", "***");
    }
}
