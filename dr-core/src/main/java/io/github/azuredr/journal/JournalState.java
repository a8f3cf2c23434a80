package io.github.azuredr.journal;

import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a journal says, folded: one part per question.
 *
 * @param n how many entries are folded in
 * @param head the hash of the last record
 * @param genesis the first entry
 * @param routing which side is active
 * @param runs what runs, ran, and is owed
 * @param points what can be brought back
 * @param observations the newest look by workload and side
 * @param readOnly the kind of a critical entry this version does not know, which forbids it to write
 */
public record JournalState(
        long n,
        String head,
        Entry.Genesis genesis,
        Routing routing,
        RunState runs,
        RecoveryPoints points,
        Map<String, Map<Side, Look>> observations,
        Optional<String> readOnly) {

    /**
     * Where the newest look is kept.
     *
     * @param at when it began
     * @param attachment the observation's hash
     */
    public record Look(Instant at, String attachment) {}

    /** Copies its map. */
    public JournalState {
        observations = Collections.unmodifiableMap(new LinkedHashMap<>(observations));
    }

    static JournalState born(JournalRecord first) {
        if (!(first.entry() instanceof Entry.Genesis genesis)) {
            throw new JournalException(
                    "journal position 0: holds a " + first.entry().getClass().getSimpleName() + ", not the genesis",
                    "Point the store at a journal of this library, or verify it.");
        }
        return new JournalState(
                1,
                first.hash(),
                genesis,
                Routing.born(genesis.active()),
                RunState.none(),
                RecoveryPoints.none(),
                Map.of(),
                Optional.empty());
    }

    /** The newest look at one side of a workload. */
    public Optional<Look> look(String workload, Side side) {
        return Optional.ofNullable(observations.getOrDefault(workload, Map.of()).get(side));
    }

    /** The state as if the open run had just ended, so that its report can be written before its end is. */
    public JournalState asIfEnded(RunEnd end, Instant at) {
        RunState over = runs.open()
                .map(run -> runs.ended(run.changing().ended(end, at).build(), Optional.empty()))
                .orElse(runs);
        return new JournalState(n, head, genesis, routing, over, points, observations, readOnly);
    }

    /** The state after one more record; pure. */
    JournalState after(JournalRecord next) {
        if (next.n() != n || !next.prev().equals(head)) {
            throw new JournalException(
                    "journal of " + genesis.application() + ", position " + next.n()
                            + ": the hash chain is broken; its predecessor is not the record at position " + (n - 1),
                    "Do not write. Compare with the other copies of the journal and keep the one whose chain verifies.");
        }
        Entry entry = next.entry();
        return new JournalState(
                n + 1,
                next.hash(),
                entry instanceof Entry.WorkloadsChanged changed ? withWorkloads(changed) : genesis,
                routingAfter(entry),
                RunFold.after(runs, next),
                pointsAfter(entry),
                observationsAfter(entry),
                entry instanceof Entry.Unknown unknown && unknown.critical() ? Optional.of(unknown.name()) : readOnly);
    }

    private Entry.Genesis withWorkloads(Entry.WorkloadsChanged changed) {
        return new Entry.Genesis(
                genesis.journal(),
                genesis.application(),
                genesis.a(),
                genesis.b(),
                changed.workloads(),
                genesis.active());
    }

    private Routing routingAfter(Entry entry) {
        boolean reprotected = entry instanceof Entry.RunFinished finished
                && finished.end() == RunEnd.COMPLETED
                && runs.open()
                        .filter(r -> r.id().equals(finished.run()))
                        .filter(r -> r.plan().goal() instanceof Goal.Reprotect)
                        .isPresent();
        return reprotected ? routing.reconciled() : routing.after(entry);
    }

    private RecoveryPoints pointsAfter(Entry entry) {
        if (entry instanceof Entry.StepAnswered answered && answered.answer() instanceof Outcome.Done done) {
            return workloadOf(answered.run(), answered.step())
                    .map(w -> points.after(w, done.evidence()))
                    .orElse(points);
        }
        if (entry instanceof Entry.StepObserved observed && observed.presence() instanceof Presence.Present present) {
            return workloadOf(observed.run(), observed.step())
                    .map(w -> points.after(w, present.evidence()))
                    .orElse(points);
        }
        if (entry instanceof Entry.DeferredAnswered answered && answered.answer() instanceof Outcome.Done done) {
            return runs.deferred().stream()
                    .filter(d -> d.key().equals(answered.step()))
                    .findFirst()
                    .map(d -> points.after(d.step().workload(), done.evidence()))
                    .orElse(points);
        }
        return points;
    }

    private Optional<String> workloadOf(String run, String step) {
        return runs.find(run).map(r -> r.planned(step).workload());
    }

    private Map<String, Map<Side, Look>> observationsAfter(Entry entry) {
        if (!(entry instanceof Entry.Observed seen)) {
            return observations;
        }
        Map<Side, Look> bySide = new LinkedHashMap<>(observations.getOrDefault(seen.workload(), Map.of()));
        bySide.put(seen.side(), new Look(seen.at(), seen.attachment()));
        Map<String, Map<Side, Look>> more = new LinkedHashMap<>(observations);
        more.put(seen.workload(), Collections.unmodifiableMap(bySide));
        return more;
    }
}
