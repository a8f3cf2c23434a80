package io.github.azuredr.datalake;

import io.github.azuredr.datalake.store.ListingPage;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.Optional;
import java.util.Set;

/**
 * Asks one side for the first page of its tree: it answers, and this identity may read it.
 *
 * @param tree the tree's name
 * @param side which side
 */
record CheckTree(String tree, Side side) implements Step<LakeSide> {
    @Override
    public String title() {
        return "List the first page of tree " + tree + " on side " + side;
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

    /** It only reads, so it is simply asked again; an earlier answer says nothing about now. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            ListingPage page = at.on(side).list("", Optional.empty());
            return Outcome.done().with("paths", page.files().size()).with("serviceTime", page.serviceTime());
        });
    }
}
