package io.github.azuredr.datalake;

import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.files.Turn;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sets aside what only the returned side has, lists it as loss, and lets replication run the other way.
 *
 * @param tree the tree's name
 * @param returned the side that was active before
 * @param settings what the tree's owner chose
 */
record TurnReplication(String tree, Side returned, PassSettings settings) implements Step<LakeSide> {
    @Override
    public String title() {
        return "Set aside what only side " + returned + " has of tree " + tree + ", then replicate towards it";
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    @Override
    public Fencing fencing() {
        return Fencing.CONDITIONAL;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(Side.A, Side.B);
    }

    @Override
    public Duration timeout() {
        return Duration.ofHours(12);
    }

    /**
     * Running it again is safe and answers the same: what is set aside is found by its stamp, what was found before is in a
     * list on the surviving side, and a turn that took place is not repeated but read from that list.
     */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            LakeSide surviving = at.on(returned.other());
            Optional<Turn.Differences> found = Turn.of(
                            tree, at.on(returned), surviving, settings, Answers.runtime(at, surviving.room()))
                    .run(at.epoch());
            return found.<Outcome.Answer>map(all -> lost(all, List.of()))
                    .orElseGet(() -> Outcome.done().with("compared", false));
        });
    }

    /** A ledger is proved only where the sides were compared: "nothing lost" is a finding, too. */
    Outcome.Done lost(Turn.Differences found, List<LossLedger.Lost> more) {
        List<LossLedger.Lost> lost = new ArrayList<>();
        found.differences()
                .forEach(difference -> lost.add(new LossLedger.Lost(
                        difference.path(),
                        difference.how() + " after the last pass",
                        difference.keptAt().isEmpty() ? "nothing to keep" : difference.keptAt())));
        List<String> unverifiable = new ArrayList<>();
        unverifiable.add("versions of tree " + tree + " that were written and overwritten or deleted again on the"
                + " returned side after the last pass");
        if (found.count() > lost.size()) {
            unverifiable.add((found.count() - lost.size()) + " more paths of tree " + tree
                    + " are not listed here; all " + found.count() + " are listed in " + found.listedAt() + " on side "
                    + returned.other());
        }
        lost.addAll(more);
        return Outcome.done()
                .with("compared", true)
                .with("differences", found.count() + more.size())
                .with("equal", found.equal())
                .with("listedAt", found.listedAt())
                .proving(new LossLedger(lost, unverifiable));
    }
}
