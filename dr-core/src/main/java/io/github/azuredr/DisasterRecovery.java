package io.github.azuredr;

import io.github.azuredr.contract.Readiness;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.error.Redaction;
import io.github.azuredr.journal.Attachments;
import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.DeferredStep;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalException;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.journal.PairedAttachments;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.ApprovedPlan;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.route.Regional;
import io.github.azuredr.route.RouteListener;
import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.NextActions;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.Surroundings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application's disaster recovery: prepare the second region, know what would be lost, switch, prove it, come back.
 *
 * <p>Building starts nothing; {@link #start} begins the replication schedule and the journal's follower, {@link #close}
 * ends both. Safe for concurrent use.
 */
public final class DisasterRecovery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DisasterRecovery.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Settings settings;
    private final @Nullable ExecutorService own;
    private @Nullable Opened opened;
    private volatile @Nullable ReplicationSchedule schedule;

    /** What exists once the journal is open. */
    private record Opened(
            Journal journal,
            Surroundings in,
            Planner planner,
            Starting starting,
            ReadinessCheck check,
            DeferredFences fences) {}

    DisasterRecovery(Settings settings, @Nullable ExecutorService own) {
        this.settings = settings;
        this.own = own;
    }

    /**
     * Begins to describe an application.
     *
     * @param application its name, the same for years; the journal is kept under it
     */
    public static DisasterRecoveryBuilder named(String application) {
        return new DisasterRecoveryBuilder(application);
    }

    /**
     * Writes the journal's first entry: which region is side A, active at birth, and which B. On a journal that exists it
     * records a changed set of workloads and otherwise does nothing.
     *
     * @return whether something was written
     * @throws RecoveryException when the journal was born with other regions
     */
    public boolean initialise() {
        Entry.Genesis genesis = new Entry.Genesis(
                UUID.randomUUID().toString(),
                settings.application(),
                settings.pair().region(Side.A),
                settings.pair().region(Side.B),
                settings.lines(),
                Side.A);
        if (!Journal.exists(settings.store(), settings.application())
                && Journal.initialise(settings.store(), settings.instance(), settings.time(), genesis)) {
            return true;
        }
        Journal journal = Journal.open(settings.store(), settings.application(), settings.instance(), settings.time());
        if (!journal.state().genesis().a().equals(genesis.a())
                || !journal.state().genesis().b().equals(genesis.b())) {
            throw disagrees(settings.disagreements(journal.state().genesis()));
        }
        Journal.Appended appended = journal.append(state -> {
            if (state.genesis().workloads().equals(genesis.workloads())) {
                return Decision.stop("unchanged", "the workloads are the same");
            }
            return state.runs().open().isPresent()
                    ? Decision.stop("run-open", "a run is open; end it before the workloads change")
                    : Decision.append(new Entry.WorkloadsChanged(genesis.workloads()));
        });
        if (appended.stopped().filter(s -> s.rule().equals("run-open")).isPresent()) {
            throw new RecoveryException(
                    settings.application() + ", initialise: the workloads changed while a run is open.",
                    "End the run with the version that started it.");
        }
        return appended.isAppended();
    }

    /** Begins the replication schedule and the journal's follower; does nothing when they run. */
    public synchronized void start() {
        if (schedule == null) {
            ReplicationSchedule begun = schedule();
            schedule = begun;
            begun.begin(TICK);
        }
    }

    /** A schedule that does not tick by itself yet. */
    ReplicationSchedule schedule() {
        Opened o = opened();
        return new ReplicationSchedule(
                settings, o.journal()::refresh, this::scheduledPass, this::endPassOfAnEarlierLife, o.fences());
    }

    /**
     * Ends what {@link #start} began, the library's own threads, and the journal's store. A run under way stops where it
     * is, its caller gets an exception, and any instance may adopt it.
     */
    @Override
    public synchronized void close() {
        if (schedule != null) {
            schedule.close();
            schedule = null;
            endPassOfAnEarlierLife();
        }
        if (opened != null) {
            opened.journal().close();
        }
        if (own != null) {
            own.shutdownNow();
        }
        settings.store().close();
    }

    /** Makes the second region able to take over, as far as its plan needs no approval. */
    public RunReport prepare() {
        return run(plan(Goal.prepare()));
    }

    /** One replication pass now. */
    public RunReport replicate() {
        return run(plan(Goal.replicate()));
    }

    /** A pass that cannot go on would otherwise hold up every later one until a person came. */
    private RunReport scheduledPass() {
        RunReport report = replicate();
        openRun()
                .filter(run -> report.run().equals(Optional.of(run.id())))
                .filter(run -> report.result() == RunReport.Result.PAUSED && !run.waitsFor("by-person"))
                .ifPresent(run -> run.cancel("schedule", report.reason()));
        return report;
    }

    /** Ends a replication pass that this instance, by its name, began and no longer works at: it was closed or killed. */
    private void endPassOfAnEarlierLife() {
        Opened o = opened();
        try {
            o.journal()
                    .refresh()
                    .runs()
                    .open()
                    .filter(run -> run.plan().goal() instanceof Goal.Replicate)
                    .filter(run -> run.owner().startsWith(settings.instance() + "/"))
                    .filter(run -> !o.in().executing().contains(run.owner()))
                    .filter(run -> run.paused()
                            .filter(pause -> pause.cause().equals("by-person"))
                            .isEmpty())
                    .ifPresent(run -> new Run(o.in(), run.id())
                            .cancel("schedule", "the process that executed it was closed or killed"));
        } catch (RecoveryException e) {
            // It stays open and visible; the next life of this instance, or a person, ends it.
            LOG.atWarn()
                    .addKeyValue("application", settings.application())
                    .addKeyValue("reason", Redaction.of(String.valueOf(e.getMessage())))
                    .log("a replication pass stays open");
        }
    }

    /** Proves by looking whether the other side could take over; may call Azure. Also notes that a lost side answers. */
    public Readiness readiness() {
        return opened().check().prove();
    }

    /** How it stands by the journal alone; reads the journal, calls nothing else. */
    public Status status() {
        Opened o = opened();
        JournalState state = o.journal().refresh();
        Map<String, RecoveryPoint> points = new LinkedHashMap<>();
        Side source = state.routing().active().orElse(state.routing().before());
        settings.workloads()
                .keySet()
                .forEach(w -> state.points().newestComplete(w, source).ifPresent(p -> points.put(w, p)));
        return new Status(
                settings.application(),
                settings.time().now(),
                o.journal().freshness().wall(),
                state.routing().epoch(),
                state.routing().active().map(settings.pair()::label),
                state.routing().lost().map(settings.pair()::label),
                state.runs().open().map(run -> new Run(o.in(), run.id()).report()),
                points,
                restorable(state),
                state.runs().deferred().stream().map(DisasterRecovery::owed).toList(),
                state.runs().recent(),
                NextActions.of(state));
    }

    private Map<String, List<RecoveryPoint>> restorable(JournalState state) {
        Map<String, List<RecoveryPoint>> restorable = new LinkedHashMap<>();
        for (String workload : settings.workloads().keySet()) {
            List<RecoveryPoint> some = state.points().restorable(workload);
            if (!some.isEmpty()) {
                restorable.put(workload, some);
            }
        }
        return restorable;
    }

    /**
     * What would be done to reach the goal; looks at the sides that are not lost, and changes nothing but the journal's
     * record of what was seen.
     */
    public Plan plan(Goal goal) {
        return opened().planner().plan(goal);
    }

    /** Runs a plan that needs no approval, on the caller's thread, until it is over, waits, or is refused. */
    public RunReport run(Plan plan) {
        return opened().starting().run(plan, Optional.empty());
    }

    /** Runs an approved plan, on the caller's thread, until it is over, waits, or is refused. */
    public RunReport run(ApprovedPlan approved) {
        return opened().starting().run(approved.plan(), Optional.of(approved));
    }

    /** The handle on the run in progress. */
    public Optional<Run> openRun() {
        Opened o = opened();
        return o.journal().refresh().runs().open().map(run -> new Run(o.in(), run.id()));
    }

    /**
     * The active side's object of one kind, built on first use per side. It follows the journal by {@link #start}; without
     * it, a caller under a refusing policy reads the journal itself, a quarter of the limit apart.
     */
    public <T> Regional<T> regional(Function<Region, ? extends T> factory) {
        return regional(factory, RouteListener.ignoring());
    }

    /** The same, telling a listener when an object is retired, so that it can be closed. */
    public <T> Regional<T> regional(Function<Region, ? extends T> factory, RouteListener<? super T> listener) {
        return Regional.following(
                opened().journal(),
                settings.pair(),
                factory,
                listener,
                settings.staleness(),
                settings.time(),
                settings.executor(),
                () -> schedule == null);
    }

    /** All that the journal holds, for timelines; reads it whole. */
    public List<JournalRecord> history() {
        return opened().journal().records(0);
    }

    private synchronized Opened opened() {
        if (opened != null) {
            return opened;
        }
        Journal journal = Journal.open(settings.store(), settings.application(), settings.instance(), settings.time());
        List<String> disagreements = settings.disagreements(journal.state().genesis());
        if (!disagreements.isEmpty()) {
            throw disagrees(disagreements);
        }
        Attachments attachments = settings.attachments() instanceof PairedAttachments pair
                ? pair.avoiding(() -> lost(journal.state()))
                : settings.attachments();
        Surroundings in = new Surroundings(
                settings.application(),
                journal,
                settings.workloads(),
                attachments,
                settings.time(),
                settings.executor(),
                settings.limits(),
                settings.random(),
                settings.objectives(),
                settings.listener(),
                settings.fenceWait(),
                ConcurrentHashMap.newKeySet());
        long[] epoch = {journal.state().routing().epoch()};
        journal.follow(state -> {
            if (state.routing().epoch() != epoch[0]) {
                epoch[0] = state.routing().epoch();
                settings.listener()
                        .onEvent(new DrEvent.ActiveSideChanged(
                                epoch[0], state.routing().active()));
            }
        });
        Looks looks = new Looks(settings, journal, attachments);
        DeferredFences fences = new DeferredFences(in, looks);
        Opened fresh = new Opened(
                journal,
                in,
                new Planner(settings, journal, looks),
                new Starting(settings, in),
                new ReadinessCheck(settings, journal, looks, fences),
                fences);
        opened = fresh;
        return fresh;
    }

    /** The side no call may go to: a forced run's own, from its start on, or the one its fence wrote down. */
    private static Optional<Side> lost(JournalState state) {
        return state.runs().open().flatMap(OpenRun::lost).or(() -> state.routing()
                .lost());
    }

    private JournalException disagrees(List<String> disagreements) {
        return new JournalException(
                settings.application() + ": the journal's first entry disagrees with the builder; "
                        + String.join("; ", disagreements) + ".",
                "Regions are fixed for life, so correct the builder; a changed set of workloads is recorded by initialise().");
    }

    private static String owed(DeferredStep step) {
        return step.key() + ": " + step.step().title();
    }
}
