package io.github.azuredr;

import io.github.azuredr.contract.Readiness;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.error.Redaction;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.pair.Region;
import io.github.azuredr.plan.ApprovedPlan;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.route.Regional;
import io.github.azuredr.route.RouteListener;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        return new Birth(settings).initialise();
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
        return new Standing(settings, opened()).now();
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
        Opened fresh = opened == null ? Opened.with(settings) : opened;
        opened = fresh;
        return fresh;
    }
}
