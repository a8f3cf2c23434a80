package io.github.azuredr.datalake;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.Set;

/**
 * Asks one side's analytics account for the first of its databases: it answers, and this identity may read it.
 *
 * @param side which side
 */
record CheckAnalytics(Side side) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Read the catalog of the analytics account on side " + side;
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

    /** It only reads, so it is simply asked again. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            LakeSide lake = at.on(side);
            boolean any = lake.databases().iterator().hasNext();
            return Outcome.done().with("account", lake.account()).with("databases", any);
        });
    }
}
