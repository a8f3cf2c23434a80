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
 * A restore on a store that checks no conditions, as Gen1; what is said of {@link UnfencedPass} holds here, too.
 *
 * @param restore the restore
 */
record UnfencedRestore(RestoreTree restore) implements Step<LakeSide> {
    @Override
    public String title() {
        return restore.title();
    }

    @Override
    public EffectKind effect() {
        return restore.effect();
    }

    @Override
    public Fencing fencing() {
        return Fencing.UNFENCED;
    }

    @Override
    public Set<Side> touches() {
        return restore.touches();
    }

    @Override
    public Duration timeout() {
        return UnfencedPass.LONGEST;
    }

    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return restore.observe(at);
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return restore.execute(at);
    }
}
