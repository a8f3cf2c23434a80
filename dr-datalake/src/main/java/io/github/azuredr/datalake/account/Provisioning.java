package io.github.azuredr.datalake.account;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An account on its way: what it shows is read from the account itself, because a poll address can be lost, and an account
 * that is there already is never sent for again.
 */
final class Provisioning<T> {
    /** After how long an account that is still being made is no longer waited for. */
    static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Set<String> TAKEN =
            Set.of("AccountNameUnavailable", "AccountAlreadyExists", "NameUnavailable", "StorageAccountAlreadyTaken");

    private static final Set<String> FINAL = Set.of("Succeeded", "Failed", "Canceled", "Gone");

    private final Side side;
    private final String what;
    private final Function<AnalyticsAccounts, Optional<T>> find;
    private final Function<T, String> state;

    Provisioning(Side side, String what, Function<AnalyticsAccounts, Optional<T>> find, Function<T, String> state) {
        this.side = side;
        this.what = what;
        this.find = find;
        this.state = state;
    }

    /** An account on its way is waited for: "there" and "not there" would both be untrue of it. */
    Presence observe(StepContext<AccountsSide> at) {
        try {
            if (find.apply(at.on(side)).isEmpty()) {
                return Presence.absent();
            }
            return settled(at)
                    .map(end -> end.equals("Succeeded") ? Presence.present() : Presence.absent())
                    .orElseGet(() -> Presence.unclear(what + " is still on its way after " + LONGEST + "."));
        } catch (ArmException unreachable) {
            return Presence.unclear(String.valueOf(unreachable.getMessage()));
        }
    }

    Outcome.Answer execute(
            StepContext<AccountsSide> at,
            Function<T, Optional<Outcome.Answer>> objection,
            Consumer<AnalyticsAccounts> send) {
        return Calls.answer(() -> {
            Optional<T> there = find.apply(at.on(side));
            Optional<Outcome.Answer> refused = there.flatMap(objection);
            if (refused.isPresent()) {
                return refused.get();
            }
            if (there.isEmpty()) {
                Optional<Outcome.Answer> taken = sent(at, send);
                if (taken.isPresent()) {
                    return taken.get();
                }
            }
            return settled(at)
                    .map(end -> end.equals("Succeeded")
                            ? (Outcome.Answer) Outcome.done()
                            : Outcome.failed("The creation of " + what + " ended as " + end
                                    + ": delete what is left of the account, then retry the step."))
                    .orElseGet(() -> Outcome.inDoubt(what + " is still on its way after " + LONGEST + "."));
        });
    }

    private Optional<Outcome.Answer> sent(StepContext<AccountsSide> at, Consumer<AnalyticsAccounts> send) {
        try {
            send.accept(at.on(side));
            return Optional.empty();
        } catch (ArmException refused) {
            if (refused.isConflict() && TAKEN.contains(refused.code())) {
                return Optional.of(Outcome.refused(
                        "account-name-taken",
                        "The name of " + what
                                + " was taken by somebody else in the meantime: choose another base name, or"
                                + " name this account explicitly. " + refused.getMessage()));
            }
            throw refused;
        }
    }

    /** How it ended, also when it ended without an account; empty when it goes on. */
    private Optional<String> settled(StepContext<AccountsSide> at) {
        return Calls.await(at, side, LONGEST, port -> Optional.of(
                        find.apply(port).map(state).orElse("Gone"))
                .filter(FINAL::contains));
    }
}
