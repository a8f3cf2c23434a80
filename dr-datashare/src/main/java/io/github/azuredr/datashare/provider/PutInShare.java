package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.ground.Calls;
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
import java.util.Set;

/**
 * A dataset or a schedule. A dataset waits up to thirty minutes for the identity's role to be known
 * everywhere; the service answers 5006 until then.
 *
 * @param side where
 * @param share the share it belongs to
 * @param what what it is
 * @param name its name
 * @param body what is sent
 */
record PutInShare(Side side, String share, ShareChild what, String name, String body)
        implements Step<DataShareAccount> {
    /** Refuses an invitation: its body would put an address into the journal. */
    PutInShare {
        if (what != ShareChild.DATA_SETS && what != ShareChild.SCHEDULES) {
            throw new IllegalArgumentException("what: only datasets and schedules are put, not " + what);
        }
    }

    @Override
    public String title() {
        return (what == ShareChild.DATA_SETS ? "Dataset " : "Schedule ") + name + " of share " + share + " on side "
                + side;
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
    public Duration timeout() {
        return Calls.PROPAGATION.plus(Duration.ofMinutes(15));
    }

    @Override
    public Presence observe(StepContext<DataShareAccount> at) {
        return Calls.look(() -> isThere(at));
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareAccount> at) {
        return Calls.whileRolePropagates(at, () -> {
            return QuotaMemory.done(at.on(side).putChild(share, what, name, JsonObject.parse(body)), what.segment());
        });
    }

    private boolean isThere(StepContext<DataShareAccount> at) {
        return at.on(side)
                .child(share, what, name)
                .filter(found -> Sent.isIn(JsonObject.parse(body), found))
                .isPresent();
    }
}
