package io.github.azuredr.datalake;

import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says that files, catalog and tables together reached the other side: only then there is a complete recovery point, as old
 * as the oldest of its parts.
 *
 * @param tree the tree's name
 * @param from the side that was read
 * @param treeStep the id of the step that copied the tree
 * @param parts the ids of the steps that copied the rest
 */
record WholePoint(String tree, Side from, String treeStep, List<String> parts) implements Step<LakeSide> {
    @Override
    public String title() {
        return "State the recovery point of tree " + tree + " with its catalog and tables";
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

    /** It only reads what the run has found. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        List<String> missing = new ArrayList<>();
        Optional<Instant> oldest = at.fact(treeStep, SOURCE_TIME).map(Instant::parse);
        for (String part : parts) {
            at.fact(part, "problems")
                    .filter(count -> !count.equals("0"))
                    .ifPresent(count -> missing.add(count + " in " + part + ", the first: "
                            + at.fact(part, "first").orElse("")));
            Optional<Instant> time = at.fact(part, SOURCE_TIME).map(Instant::parse);
            oldest = oldest.flatMap(one -> time.map(other -> other.isBefore(one) ? other : one));
        }
        if (!missing.isEmpty()) {
            return Outcome.failed("Not everything could be replicated: " + String.join("; ", missing)
                    + ". The rest was; this is no complete recovery point.");
        }
        Optional<String> generation = at.fact(treeStep, "generation");
        if (oldest.isEmpty() || generation.isEmpty()) {
            return Outcome.failed("A part of the pass left no time behind; run a pass to its end.");
        }
        return Outcome.done()
                .with(SOURCE_TIME, oldest.get())
                .proving(RecoveryPoint.complete(from, oldest.get())
                        .referring(PointHandle.of(tree, from.other(), Long.parseLong(generation.get()))));
    }

    /** The fact in which a part says when its source was read, by the source's clock. */
    static final String SOURCE_TIME = "sourceTime";
}
