package io.github.azuredr.datashare.ground;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareGround;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Optional;

/** The creation of an account, which is ready a minute or more after it was accepted. */
public final class AccountCreation {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private AccountCreation() {}

    /** Whether it is ready. */
    public static <P extends DataShareGround> Presence look(StepContext<P> at, Side side) {
        return Calls.look(
                () -> at.on(side).account().filter(AccountCreation::isReady).isPresent());
    }

    /** Creates it, with an identity of its own, and waits until it can be used. */
    public static <P extends DataShareGround> Outcome.Answer bringAbout(
            StepContext<P> at, Side side, String account, String body) {
        return Calls.answer(() -> {
            if (at.on(side).account().isEmpty()) {
                at.on(side).createAccount(JsonObject.parse(body));
            }
            return Calls.await(
                    at, LONGEST, () -> seen(at, side, account), "account " + account + " is still being created");
        });
    }

    private static <P extends DataShareGround> Optional<Outcome.Answer> seen(
            StepContext<P> at, Side side, String account) {
        Optional<Named> found = at.on(side).account();
        if (found.filter(AccountCreation::isReady).isPresent()) {
            return Optional.of(Outcome.done());
        }
        // An account that failed is never taken for present, and is nobody's to delete but its owner's.
        boolean failed = found.flatMap(one -> one.property("provisioningState"))
                .filter("Failed"::equals)
                .isPresent();
        return failed
                ? Optional.of(Outcome.failed("The creation of account " + account + " failed: delete it, then retry."))
                : Optional.empty();
    }

    private static boolean isReady(Named account) {
        return account.property("provisioningState").filter("Succeeded"::equals).isPresent();
    }
}
