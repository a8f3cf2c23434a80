package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads back that the shares are there, each with something in it.
 *
 * @param side where
 * @param shares their names, in order
 */
record CheckShares(Side side, List<String> shares) implements Step<DataShareAccount> {
    CheckShares {
        shares = List.copyOf(shares);
    }

    @Override
    public String title() {
        return "Check " + shares.size() + " shares on side " + side;
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
    public Presence observe(StepContext<DataShareAccount> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareAccount> at) {
        return Calls.answer(() -> {
            List<String> missing = new ArrayList<>();
            long seen = 0;
            for (String share : shares) {
                if (at.on(side).share(share).isEmpty()) {
                    missing.add(share);
                } else {
                    seen += at.on(side).children(share, ShareChild.DATA_SETS).size();
                }
            }
            return missing.isEmpty()
                    ? Outcome.done()
                            .with("datasets", seen)
                            .proving(Verification.of(Verification.READ_BACK, shares.size()))
                    : Outcome.failed("Side " + side + " lacks the shares " + String.join(", ", missing) + ".");
        });
    }
}
