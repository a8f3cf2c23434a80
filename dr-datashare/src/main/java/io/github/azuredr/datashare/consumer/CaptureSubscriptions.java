package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Reads the whole account and keeps what it holds outside the journal, for it holds addresses; the hash is the recovery
 * point.
 *
 * @param side the side that receives
 */
record CaptureSubscriptions(Side side) implements Step<DataShareSubscriber> {
    @Override
    public String title() {
        return "Keep the inventory of the subscriptions on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.READS;
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
    public Presence observe(StepContext<DataShareSubscriber> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return Calls.answer(() -> {
            Instant began = at.now();
            ConsumerInventory inventory = ConsumerInventory.capture(at.on(side), List.of());
            if (!inventory.exists()) {
                return Outcome.refused("no-account", "There is no Data Share account on side " + side + ".");
            }
            String hash = at.attach(inventory.content().json().getBytes(StandardCharsets.UTF_8));
            return Outcome.done()
                    .with("inventory", hash)
                    .proving(RecoveryPoint.complete(side, began).referring(hash));
        });
    }
}
