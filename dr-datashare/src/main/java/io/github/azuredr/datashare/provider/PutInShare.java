package io.github.azuredr.datashare.provider;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A dataset, a schedule or an invitation. A dataset waits up to thirty minutes for the identity's role to be known
 * everywhere; the service answers 5006 until then.
 *
 * @param side where
 * @param share the share it belongs to
 * @param what what it is
 * @param name its name
 * @param body what is sent; an invitation's holds an address
 */
record PutInShare(Side side, String share, ShareChild what, String name, String body)
        implements Step<DataShareAccount> {
    private static final Duration PROPAGATION = Duration.ofMinutes(30);
    private static final Duration BETWEEN = Duration.ofSeconds(30);

    @Override
    public String title() {
        String words =
                switch (what) {
                    case DATA_SETS -> "Dataset ";
                    case SCHEDULES -> "Schedule ";
                    case INVITATIONS -> "Invitation ";
                    case SUBSCRIPTIONS -> "Subscription ";
                };
        return words + name + " of share " + share + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return what == ShareChild.INVITATIONS ? EffectKind.CREATES : EffectKind.CHANGES;
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
    public Duration timeout() {
        return PROPAGATION.plus(Duration.ofMinutes(15));
    }

    @Override
    public Presence observe(StepContext<DataShareAccount> at) {
        return Calls.look(() -> isThere(at));
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareAccount> at) {
        Instant end = at.now().plus(PROPAGATION);
        while (true) {
            Optional<ArmException> refused = send(at);
            if (refused.isEmpty()) {
                return Outcome.done();
            }
            boolean waits = what == ShareChild.DATA_SETS
                    && refused.get().isDenied()
                    && refused.get().code().equals("5006")
                    && at.now().isBefore(end);
            if (!waits) {
                return Calls.refused(refused.get());
            }
            at.pause(BETWEEN);
        }
    }

    private Optional<ArmException> send(StepContext<DataShareAccount> at) {
        try {
            at.on(side).putChild(share, what, name, JsonObject.parse(body));
            return Optional.empty();
        } catch (ArmException refused) {
            return Optional.of(refused);
        }
    }

    private boolean isThere(StepContext<DataShareAccount> at) {
        return at.on(side)
                .child(share, what, name)
                .filter(found -> Sent.isIn(JsonObject.parse(body), found))
                .isPresent();
    }

    /** Without the body, which may hold an address. */
    @Override
    public String toString() {
        return "PutInShare[" + title() + "]";
    }
}
