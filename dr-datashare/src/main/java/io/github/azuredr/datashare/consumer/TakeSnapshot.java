package io.github.azuredr.datashare.consumer;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.datashare.consumer.SourceDataSet.Identity;
import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Tally;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes a snapshot and compares what it wrote with what the other side copied last. A run that began after planning is
 * ours, or as good: a second one would copy the same.
 *
 * @param side where
 * @param subscription the subscription
 * @param mode {@code FullSync} or {@code Incremental}
 * @param after when the newest run of the plan's look began, in the service's own words; empty when there was none
 * @param longest after how long it is given up
 * @param expected what it should come to; empty when there is nothing to compare with
 */
record TakeSnapshot(
        Side side, String subscription, String mode, String after, Duration longest, List<ExpectedCopy> expected)
        implements Step<DataShareSubscriber> {
    private static final Duration LOOK = Duration.ofSeconds(30);

    TakeSnapshot {
        expected = List.copyOf(expected);
    }

    @Override
    public String title() {
        return "Take a " + (mode.equals(SnapshotRun.FULL) ? "full " : "") + "snapshot of " + subscription + " on side "
                + side;
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
        return Set.of(side);
    }

    @Override
    public Duration timeout() {
        return longest.plus(Duration.ofMinutes(5));
    }

    @Override
    public Presence observe(StepContext<DataShareSubscriber> at) {
        try {
            // Also a run under way is absent: it is repeated by waiting for it, not by a second one.
            Optional<SnapshotRun> good = newest(at).filter(SnapshotRun::succeeded);
            return good.isPresent() && answer(at, good.get()) instanceof Outcome.Done done
                    ? new Presence.Present(done.facts(), done.evidence())
                    : Presence.absent();
        } catch (ArmException unreachable) {
            return Presence.unclear(String.valueOf(unreachable.getMessage()));
        }
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return Calls.answer(() -> {
            Optional<SnapshotRun> found = newest(at).filter(run -> run.succeeded() || !run.isOver());
            String id = found.map(SnapshotRun::id).orElseGet(() -> at.on(side).synchronize(subscription, mode));
            Instant end = at.now().plus(longest);
            while (true) {
                Optional<SnapshotRun> run =
                        runs(at).filter(one -> one.id().equals(id)).findFirst();
                if (run.filter(SnapshotRun::isOver).isPresent()) {
                    return answer(at, run.get());
                }
                if (!at.now().isBefore(end)) {
                    return Outcome.failed("The snapshot " + id + " of " + subscription + " on side " + side
                            + " is still not over after " + longest + ": look at it, or cancel it.");
                }
                at.pause(LOOK);
            }
        });
    }

    private Outcome.Answer answer(StepContext<DataShareSubscriber> at, SnapshotRun listed) {
        if (!listed.succeeded()) {
            return Outcome.failed("The snapshot " + listed.id() + " of " + subscription + " on side " + side + " ended "
                    + listed.status() + ": " + listed.message());
        }
        SnapshotRun run = listed.withDetails(at.on(side).details(subscription, listed.id()));
        List<String> problems = problems(at, run);
        if (!problems.isEmpty()) {
            return Outcome.failed("The snapshot of " + subscription + " on side " + side + " is not what the other side"
                    + " has: " + String.join("; ", problems) + ".");
        }
        long exact = expected.stream().filter(ExpectedCopy::exact).count();
        return Outcome.done()
                .with("files", run.total().files())
                .with("bytes", run.total().bytes())
                .with("compared", exact + " of " + expected.size() + " exactly")
                .proving(Verification.of("files and bytes as the other side copied", exact));
    }

    private List<String> problems(StepContext<DataShareSubscriber> at, SnapshotRun run) {
        List<String> problems = new ArrayList<>();
        if (expected.isEmpty()) {
            return problems;
        }
        Map<String, Tally> written = run.written();
        Map<Identity, Tally> byIdentity = new HashMap<>();
        at.on(side).sourceDataSets(subscription).stream()
                .map(SourceDataSet::of)
                .filter(source -> written.containsKey(source.id()))
                .forEach(source ->
                        byIdentity.put(source.identity(), written.getOrDefault(source.id(), new Tally(0, 0))));
        for (ExpectedCopy one : expected) {
            Tally copied = byIdentity.get(new SourceDataSet("", one.name(), one.type(), one.path()).identity());
            if (copied == null) {
                problems.add("dataset " + one.name() + " was not copied");
            } else if (one.exact() && (copied.files() != one.files() || copied.bytes() != one.bytes())) {
                problems.add("dataset " + one.name() + " has " + copied.files() + " files of " + copied.bytes()
                        + " bytes, not " + one.files() + " of " + one.bytes());
            } else if (one.files() > 0 && copied.files() == 0) {
                problems.add("dataset " + one.name() + " is empty");
            }
        }
        return problems;
    }

    /** The newest run of this mode that began after the plan's look. */
    private Optional<SnapshotRun> newest(StepContext<DataShareSubscriber> at) {
        return runs(at).filter(run -> run.mode().equals(mode) && run.startedAt().compareTo(after) > 0)
                .reduce((older, newer) -> newer.startedAt().compareTo(older.startedAt()) >= 0 ? newer : older);
    }

    private Stream<SnapshotRun> runs(StepContext<DataShareSubscriber> at) {
        return at.on(side).synchronizations(subscription).stream().map(SnapshotRun::of);
    }
}
