package io.github.azuredr.testkit.walk;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.DisasterRecoveryBuilder;
import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.journal.Routing;
import io.github.azuredr.journal.StepProgress;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.DrListener;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.journal.InMemoryAttachments;
import io.github.azuredr.testkit.journal.InMemoryJournalStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** One world with its journal, and the processes that come and go over it. */
final class Session<W extends World> {
    private static final String APPLICATION = "walk";
    private static final int PATIENCE = 180;

    private final Scenario<W> scenario;
    private final W world;
    private final InMemoryJournalStore store = new InMemoryJournalStore();
    private final InMemoryAttachments attachments = new InMemoryAttachments();
    private final Journal observer;
    private int processes;

    Session(Scenario<W> scenario) {
        this.scenario = scenario;
        this.world = scenario.freshWorld();
        process(Watcher.NONE, DrListener.NO_OP).initialise();
        this.observer = Journal.open(store.anotherHandle(), APPLICATION, "observer", world.clock());
    }

    W world() {
        return world;
    }

    /** A process that just started: it knows what the journal and the world tell, and nothing else. */
    DisasterRecovery process(Watcher watcher, DrListener listener) {
        processes++;
        WatchedStore handle = new WatchedStore(store.anotherHandle(), watcher);
        DisasterRecoveryBuilder builder = DisasterRecovery.named(APPLICATION)
                .between(world.pair())
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .journal(handle)
                .attachments(attachments)
                .time(world.clock())
                .executor(Runnable::run)
                .random(new Random(processes))
                .instance("process-" + processes)
                .listener(listener);
        world.configure(builder);
        for (ProtectedWorkload workload : world.workloads()) {
            FailoverContract<?> watched = watched(workload.contract(), watcher, handle);
            builder.protect(
                    workload.name(), watched, workload.options().toArray(io.github.azuredr.ProtectOption[]::new));
        }
        return builder.build();
    }

    private static <P> FailoverContract<P> watched(FailoverContract<P> contract, Watcher watcher, WatchedStore handle) {
        return new WatchedContract<>(contract, watcher, handle::step);
    }

    /** Performs an act undisturbed so far; gives the report of its run, when it is one. */
    Optional<RunReport> perform(Act<W> act, DisasterRecovery dr) {
        if (act.kind() == Act.Kind.CALL) {
            repeat(act, dr);
            return Optional.empty();
        }
        return act.deed().in(world, dr).map(report -> settled(act, dr, report));
    }

    /** Goes on with an act that another process began: with its run, or from its beginning when it left none. */
    void recover(Act<W> act, DisasterRecovery dr, Optional<String> lastRunBefore) {
        Optional<Run> open = dr.openRun();
        if (open.isPresent()) {
            settled(act, dr, open.get().adopt("walker", "its process is gone"));
        } else if (act.kind() != Act.Kind.RUN || lastRun().equals(lastRunBefore)) {
            perform(act, dr);
        }
    }

    private void repeat(Act<W> act, DisasterRecovery dr) {
        act.deed().in(world, dr);
        for (int i = 0; !act.done().test(observer.refresh()); i++) {
            if (i == PATIENCE) {
                throw new AssertionError("act '" + act.name() + "' is not done after " + PATIENCE + " repetitions");
            }
            world.clock().advance(Duration.ofMinutes(1));
            act.deed().in(world, dr);
        }
    }

    private RunReport settled(Act<W> act, DisasterRecovery dr, RunReport first) {
        RunReport report = first;
        for (int i = 0; report.result() == RunReport.Result.PAUSED; i++) {
            if (i == PATIENCE) {
                throw new AssertionError("act '" + act.name() + "' pauses for ever: " + report.reason());
            }
            report = scenario.pauses().settle(world, dr.openRun().orElseThrow(), report);
        }
        if (!report.result().isReached()) {
            throw new AssertionError("act '" + act.name() + "' ended " + report.result() + ": " + report.reason() + "\n"
                    + report.text());
        }
        return report;
    }

    /** What the journal says now. */
    JournalState state() {
        return observer.refresh();
    }

    /** The run that ended last. */
    Optional<String> lastRun() {
        return observer.refresh().runs().last().map(OpenRun::id);
    }

    /** Steps of which the journal does not know whether their effect took place. */
    List<PlannedStep> inDoubt() {
        JournalState state = observer.refresh();
        Stream<PlannedStep> ofRun = state.runs().open().stream().flatMap(run -> run.plan().steps().stream()
                .filter(s -> run.progress(s.id()).status() == StepProgress.Status.INTENDED
                        || run.progress(s.id()).status() == StepProgress.Status.IN_DOUBT));
        Stream<PlannedStep> deferred = state.runs().deferred().stream()
                .filter(d -> d.lastIntent().isPresent())
                .map(d -> d.step());
        return Stream.concat(ofRun, deferred).toList();
    }

    /** The planned step of that id, or deferred step of that key. */
    PlannedStep planned(String id) {
        JournalState state = observer.refresh();
        return state.runs().deferred().stream()
                .filter(d -> d.key().equals(id))
                .map(d -> d.step())
                .findFirst()
                .orElseGet(() -> state.runs().open().orElseThrow().planned(id));
    }

    /** The world's state, and core's as far as it matters for the end. */
    String fingerprint() {
        JournalState state = observer.refresh();
        Routing routing = state.routing();
        return "epoch=" + routing.epoch()
                + " active=" + routing.active().map(Enum::name).orElse("none")
                + " lost=" + routing.lost().map(Enum::name).orElse("none")
                + " diverged=" + routing.diverged().map(Enum::name).orElse("none")
                + " owed=" + state.runs().deferred().size()
                + " open=" + state.runs().open().isPresent()
                + "\n" + world.fingerprint();
    }
}
