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
 * A pass onto a store that checks no conditions, as Gen1: each write looks right before which version is there, and a late
 * one of an executor that was overtaken may still land. So whoever takes over waits until the old attempt's time is up, and
 * an attempt gets less of it; the next goes on where it ended.
 *
 * @param pass the pass
 */
record UnfencedPass(ReplicateTree pass) implements Step<LakeSide> {
    /** For one attempt; how long a takeover may have to wait. */
    static final Duration LONGEST = Duration.ofHours(1);

    @Override
    public String title() {
        return pass.title();
    }

    @Override
    public EffectKind effect() {
        return pass.effect();
    }

    @Override
    public Fencing fencing() {
        return Fencing.UNFENCED;
    }

    @Override
    public Set<Side> touches() {
        return pass.touches();
    }

    @Override
    public Duration timeout() {
        return LONGEST;
    }

    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return pass.observe(at);
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return pass.execute(at);
    }
}
