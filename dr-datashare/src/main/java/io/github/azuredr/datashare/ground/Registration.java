package io.github.azuredr.datashare.ground;

import io.github.azuredr.datashare.port.DataShareGround;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Optional;

/** The registration of the namespace in a subscription. */
public final class Registration {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private Registration() {}

    /** Whether it is registered. */
    public static <P extends DataShareGround> Presence look(StepContext<P> at, Side side, String subscriptionId) {
        return Calls.look(() -> isThere(at, side, subscriptionId));
    }

    /** Registers and waits for it. */
    public static <P extends DataShareGround> Outcome.Answer bringAbout(
            StepContext<P> at, Side side, String subscriptionId) {
        return Calls.answer(() -> {
            if (!isThere(at, side, subscriptionId)) {
                at.on(side).register(subscriptionId);
            }
            return Calls.await(
                    at,
                    LONGEST,
                    () -> isThere(at, side, subscriptionId) ? Optional.of(Outcome.done()) : Optional.empty(),
                    "Microsoft.DataShare is still being registered in " + subscriptionId);
        });
    }

    private static <P extends DataShareGround> boolean isThere(StepContext<P> at, Side side, String subscriptionId) {
        return at.on(side).registration(subscriptionId).equals("Registered");
    }
}
