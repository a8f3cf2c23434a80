package io.github.azuredr.datalake.account;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
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

    /** An effect that is done with its answer. */
    static Outcome.Answer done(Runnable effect) {
        return answer(() -> {
            effect.run();
            return Outcome.done();
        });
    }

    static Outcome.Answer refused(ArmException refused) {
        String reason = String.valueOf(refused.getMessage());
        if (refused.mayHaveHappened()) {
            return Outcome.inDoubt(reason);
        }
        // The directory knows a new principal everywhere only after a while; an account at work takes no change.
        boolean passing =
                refused.code().equals("PrincipalNotFound") || refused.code().equals("AccountBusy");
        return passing || refused.isTransient() ? Outcome.failedForNow(reason) : Outcome.failed(reason);
    }

    static Presence look(Supplier<Boolean> there) {
        try {
            return there.get() ? Presence.present() : Presence.absent();
        } catch (ArmException unreachable) {
            return Presence.unclear(String.valueOf(unreachable.getMessage()));
        }
    }

    /** Looks until there is something to say, or the time is up. */
    static <T> Optional<T> await(
            StepContext<AccountsSide> at, Side side, Duration within, Function<AnalyticsAccounts, Optional<T>> look) {
        Instant end = at.now().plus(within);
        while (true) {
            Optional<T> seen = look.apply(at.on(side));
            if (seen.isPresent() || !at.now().isBefore(end)) {
                return seen;
            }
            at.pause(LOOK);
        }
    }
}
