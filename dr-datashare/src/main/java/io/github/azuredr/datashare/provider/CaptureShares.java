package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the whole account and keeps what it holds outside the journal, for it holds addresses; the hash is the recovery
 * point.
 *
 * @param from the side that shares
 */
record CaptureShares(Side from) implements Step<DataShareAccount> {
    @Override
    public String title() {
        return "Keep the inventory of the shares on side " + from;
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
        return Set.of(from);
    }

    @Override
    public Presence observe(StepContext<DataShareAccount> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareAccount> at) {
        return Calls.answer(() -> {
            Instant began = at.now();
            Optional<ShareInventory> inventory = ShareInventory.capture(at.on(from), began);
            if (inventory.isEmpty()) {
                return Outcome.refused("no-account", "There is no Data Share account on side " + from + ".");
            }
            String hash = at.attach(inventory.get().bytes());
            return Outcome.done()
                    .with("shares", inventory.get().shares().size())
                    .with("inventory", hash)
                    .proving(RecoveryPoint.complete(from, began).referring(hash));
        });
    }
}
