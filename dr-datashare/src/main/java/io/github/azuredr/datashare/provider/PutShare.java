package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.Set;

/**
 * A share as it is on the other side: description, terms and kind.
 *
 * @param side where
 * @param share its name
 * @param body what is sent
 */
record PutShare(Side side, String share, String body) implements Step<DataShareAccount> {
    @Override
    public String title() {
        return "Share " + share + " on side " + side;
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
    public Presence observe(StepContext<DataShareAccount> at) {
        return Calls.look(() -> at.on(side)
                .share(share)
                .filter(found -> Sent.isIn(JsonObject.parse(body), found))
                .isPresent());
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareAccount> at) {
        return Calls.answer(() -> {
            return QuotaMemory.done(at.on(side).putShare(share, JsonObject.parse(body)), "shares");
        });
    }
}
