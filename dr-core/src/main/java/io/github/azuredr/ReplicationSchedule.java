package io.github.azuredr;

import io.github.azuredr.error.Redaction;
import io.github.azuredr.journal.DeferredStep;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.RunSummary;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.RunReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps replication going and follows the journal: one tick at a time, one pass at a time. */
final class ReplicationSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicationSchedule.class);
    private static final Duration LOOK_FOR_LOST_SIDE = Duration.ofMinutes(1);

    private final Settings settings;
    private final Supplier<JournalState> refresh;
    private final Supplier<RunReport> pass;
    private final Runnable endLeftover;
    private final DeferredFences fences;
    private final Set<String> toldLate = new HashSet<>();
    private final ScheduledExecutorService threads;
    private final List<Future<?>> ticking = new ArrayList<>();
    private @Nullable Instant lastPass;
    private @Nullable Instant lastLook;

    ReplicationSchedule(
            Settings settings,
            Supplier<JournalState> refresh,
            Supplier<RunReport> pass,
            Runnable endLeftover,
            DeferredFences fences) {
        this.settings = settings;
        this.refresh = refresh;
        this.pass = pass;
        this.endLeftover = endLeftover;
        this.fences = fences;
        this.threads = Executors.newScheduledThreadPool(2, work -> {
            Thread thread = new Thread(work, "azuredr-schedule");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to tick: the journal's follower apart from the passes, so that a long pass never hides a failover. */
    void begin(Duration tick) {
        long millis = tick.toMillis();
        ticking.add(threads.scheduleWithFixedDelay(guarded(this::follow), 0, millis, TimeUnit.MILLISECONDS));
        ticking.add(threads.scheduleWithFixedDelay(guarded(this::tick), millis, millis, TimeUnit.MILLISECONDS));
    }

    private void follow() {
        JournalState newest = refresh.get();
        LOG.atTrace().addKeyValue("epoch", newest.routing().epoch()).log("journal followed");
    }

    /** Does what is due now. */
    void tick() {
        JournalState state = refresh.get();
        Instant now = settings.time().now();
        tellLate(state, now);
        boolean lost = state.routing().lost().isPresent();
        if (lost || state.runs().deferred().stream().anyMatch(DeferredStep::isFence)) {
            fence(now);
        }
        if (state.runs().open().isPresent()) {
            endLeftover.run();
            state = refresh.get();
        }
        if (!lost && mayReplicate(state) && isDue(state, now)) {
            lastPass = now;
            replicate();
        }
    }

    private void fence(Instant now) {
        if (lastLook == null || Duration.between(lastLook, now).compareTo(LOOK_FOR_LOST_SIDE) >= 0) {
            lastLook = now;
            fences.noteReturn();
            fences.settle();
        }
    }

    /** A pass of any instance counts, so that ten of them do not replicate ten times. */
    private boolean isDue(JournalState state, Instant now) {
        String replicate = Goal.replicate().spoken();
        Optional<Instant> last = Stream.concat(
                        Stream.ofNullable(lastPass),
                        state.runs().recent().stream()
                                .filter(run -> run.goal().equals(replicate))
                                .map(RunSummary::startedAt))
                .max(Instant::compareTo);
        return last.map(at -> Duration.between(at, now)
                                .compareTo(settings.replication().every())
                        >= 0)
                .orElse(true);
    }

    private void replicate() {
        RunReport report = pass.get();
        if (!report.result().isReached()) {
            LOG.atWarn()
                    .addKeyValue("application", settings.application())
                    .addKeyValue("result", report.result())
                    .log("replication pass: {}", report.reason());
        }
    }

    private static boolean mayReplicate(JournalState state) {
        return state.routing().active().isPresent()
                && state.routing().diverged().isEmpty()
                && state.runs().open().isEmpty();
    }

    /** Each lateness is told once, and again when it becomes critical or after it was over. */
    private void tellLate(JournalState state, Instant now) {
        Set<String> late = new HashSet<>();
        for (DrEvent.ReplicationLate one : Lateness.of(state, settings.replication(), now)) {
            String key = one.workload() + (one.critical() ? "/critical" : "/warning");
            late.add(key);
            if (!toldLate.contains(key)) {
                settings.listener().onEvent(one);
            }
        }
        toldLate.clear();
        toldLate.addAll(late);
    }

    Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                // The next tick tries again; a schedule that died silently would be the worse failure.
                LOG.atWarn()
                        .addKeyValue("application", settings.application())
                        .addKeyValue("reason", Redaction.of(String.valueOf(e)))
                        .log("tick failed");
            }
        };
    }

    @Override
    public void close() {
        ticking.forEach(future -> future.cancel(true));
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.atWarn().addKeyValue("application", settings.application()).log("a pass did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
