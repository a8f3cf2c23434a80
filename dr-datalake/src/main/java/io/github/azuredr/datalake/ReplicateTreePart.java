package io.github.azuredr.datalake;

import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Evidence;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One replication pass over a tree that is only a part of what is protected: its point is complete only together with the
 * catalog and the tables.
 *
 * @param tree the tree's name
 * @param from the side to copy from
 * @param settings what the tree's owner chose
 * @param last whether the source has been quieted for good
 */
record ReplicateTreePart(String tree, Side from, PassSettings settings, boolean last) implements Step<LakeSide> {
    @Override
    public String title() {
        return new ReplicateTree(tree, from, settings, last).title();
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
        return Set.of(Side.A, Side.B);
    }

    @Override
    public Duration timeout() {
        return Duration.ofHours(12);
    }

    /** Running it again is safe, as of the whole pass. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        Outcome.Answer whole = new ReplicateTree(tree, from, settings, last).execute(at);
        if (!(whole instanceof Outcome.Done done)) {
            return whole;
        }
        Outcome.Done part = new Outcome.Done(done.facts(), List.of());
        for (Evidence one : done.evidence()) {
            if (one instanceof RecoveryPoint point) {
                part = part.with(WholePoint.SOURCE_TIME, point.at())
                        .proving(new RecoveryPoint(point.from(), point.at(), false, point.reference()));
            } else {
                part = part.proving(one);
            }
        }
        return part;
    }
}
