package io.github.azuredr.datalake;

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
 * A pass that is a part of what is protected, onto a store that checks no conditions; what is said of {@link UnfencedPass} holds here, too.
 *
 * @param part the pass
 */
record UnfencedPart(ReplicateTreePart part) implements Step<LakeSide> {
    @Override
    public String title() {
        return part.title();
    }

    @Override
    public EffectKind effect() {
        return part.effect();
    }

    @Override
    public Fencing fencing() {
        return Fencing.UNFENCED;
    }

    @Override
    public Set<Side> touches() {
        return part.touches();
    }

    @Override
    public Duration timeout() {
        return UnfencedPass.LONGEST;
    }

    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return part.observe(at);
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return part.execute(at);
    }
}
