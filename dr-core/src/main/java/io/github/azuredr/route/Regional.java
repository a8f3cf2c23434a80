package io.github.azuredr.route;

import io.github.azuredr.error.Redaction;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.Routing;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The active side's object of one kind, such as a connection pool: built on first use, switched in the moment this
 * process learns of a new epoch, without DNS. Safe for concurrent use; {@link #get} costs a volatile read and, unless
 * the policy is to keep serving, one reading of the monotonic clock. While {@code DisasterRecovery.start} was not called
 * nobody follows the journal, so under a refusing policy a caller now and then reads it; one that keeps serving then
 * learns of a failover only by what else reads the journal, such as {@code status()}.
 *
 * @param <T> the kind of object
 */
public final class Regional<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Regional.class);
    /** How often the wall clock is read too, so that a machine that slept is noticed. */
    private static final long WALL_CHECK_NANOS = Duration.ofMillis(1).toNanos();

    private final Journal journal;
    private final RegionPair pair;
    private final Function<Region, ? extends T> factory;
    private final RouteListener<? super T> listener;
    private final long limitNanos;
    private final TimeSource time;
    private final Executor tells;
    private final BooleanSupplier unfollowed;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile long nextReading;
    private final Map<Side, Built> built = new ConcurrentHashMap<>();
    private volatile @Nullable Current<T> current;
    /** The same object where no limit has to be looked at, so that getting it is one read; null otherwise. */
    private volatile @Nullable T unlimited;

    private volatile long checkAt;

    /** What get() hands out while its epoch lasts. */
    private record Current<T>(T object, Region region, long epoch) {}

    /** One side's object; built under its own lock, so that a slow factory holds up neither the journal nor a switch. */
    private final class Built {
        private final Region region;
        private @Nullable T object;

        Built(Region region) {
            this.region = region;
        }

        synchronized T object() {
            T there = object;
            if (there == null) {
                there = Objects.requireNonNull(factory.apply(region), "the factory's object for " + region);
                object = there;
            }
            return there;
        }
    }

    private Regional(
            Journal journal,
            RegionPair pair,
            Function<Region, ? extends T> factory,
            RouteListener<? super T> listener,
            StalenessPolicy staleness,
            TimeSource time,
            Executor tells,
            BooleanSupplier unfollowed) {
        this.journal = journal;
        this.pair = pair;
        this.factory = factory;
        this.listener = listener;
        this.limitNanos = staleness.refuseAfter().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        this.time = time;
        this.tells = tells;
        this.unfollowed = unfollowed;
        this.checkAt = time.nanos();
        this.nextReading = time.nanos();
    }

    /** Follows a journal that somebody else reads, and tells the listener on the thread that learned of a change. */
    public static <T> Regional<T> following(
            Journal journal,
            RegionPair pair,
            Function<Region, ? extends T> factory,
            RouteListener<? super T> listener,
            StalenessPolicy staleness,
            TimeSource time) {
        return following(journal, pair, factory, listener, staleness, time, Runnable::run, () -> false);
    }

    /**
     * Follows a journal; called by {@code DisasterRecovery.regional}.
     *
     * @param tells where the listener is told, so that it never holds up who learned of a change
     * @param unfollowed whether nobody else reads the journal now, so that a caller under a refusing policy reads it: one
     *     at a time, and a quarter of the limit apart
     */
    public static <T> Regional<T> following(
            Journal journal,
            RegionPair pair,
            Function<Region, ? extends T> factory,
            RouteListener<? super T> listener,
            StalenessPolicy staleness,
            TimeSource time,
            Executor tells,
            BooleanSupplier unfollowed) {
        Regional<T> regional = new Regional<>(journal, pair, factory, listener, staleness, time, tells, unfollowed);
        journal.follow(regional::learned);
        return regional;
    }

    /**
     * The active side's object.
     *
     * @throws NoActiveSideException while no side is active, or the journal was not readable for longer than the policy
     *     allows
     */
    public T get() {
        T served = unlimited;
        if (served != null) {
            return served;
        }
        Current<T> now = current;
        if (now != null && (limitNanos == Long.MAX_VALUE || time.nanos() - checkAt < 0)) {
            return now.object();
        }
        return slow().object();
    }

    /**
     * Works with the active side's object; the epoch belongs into one's own rows, so that a row written under an old epoch
     * can be told.
     *
     * @throws NoActiveSideException as {@link #get}
     */
    public <R> R use(EpochUse<? super T, R> work) {
        Current<T> now = current;
        if (now == null || (limitNanos != Long.MAX_VALUE && time.nanos() - checkAt >= 0)) {
            now = slow();
        }
        return work.with(now.object(), now.epoch());
    }

    /** The epoch this process last learned of. */
    public long epoch() {
        return journal.state().routing().epoch();
    }

    private Current<T> slow() {
        refuseWhenStale();
        Current<T> now = current;
        return now != null ? now : build();
    }

    private void refuseWhenStale() {
        if (limitNanos == Long.MAX_VALUE) {
            return;
        }
        if (unfollowed.getAsBoolean() && age(time.nanos()) > limitNanos / 4) {
            read();
        }
        long nanos = time.nanos();
        long age = age(nanos);
        if (age > limitNanos) {
            throw new NoActiveSideException(
                    journal.state().genesis().application() + ": the journal was last read "
                            + Duration.ofNanos(age).toMillis() + " ms ago, longer than the "
                            + Duration.ofNanos(limitNanos).toMillis()
                            + " ms this process may go without.",
                    "Restore access to the journal; a failover may have taken place meanwhile.");
        }
        checkAt = nanos + Math.min(WALL_CHECK_NANOS, limitNanos - age);
    }

    private long age(long nanos) {
        Instant wall = time.now();
        Journal.Freshness read = journal.freshness();
        // The larger of both: a machine that slept has a wall clock far ahead, a stepped wall clock a monotonic one.
        return Math.max(
                nanos - read.nanos(),
                Math.max(0, Duration.between(read.wall(), wall).toNanos()));
    }

    /** One caller reads; who may still go on without an answer does, the others wait for it. */
    private void read() {
        if (age(time.nanos()) > limitNanos) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return;
        }
        try {
            if (time.nanos() - nextReading >= 0 && age(time.nanos()) > limitNanos / 4) {
                nextReading = time.nanos() + limitNanos / 4;
                journal.refresh();
            }
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("reason", Redaction.of(String.valueOf(e))).log("the journal could not be read");
        } finally {
            reading.unlock();
        }
    }

    private Current<T> build() {
        while (true) {
            Routing routing = journal.state().routing();
            Side active = routing.active()
                    .orElseThrow(() -> new NoActiveSideException(
                            journal.state().genesis().application() + ": no side is active in epoch " + routing.epoch()
                                    + ".",
                            "Wait for the failover under way, or ask status() what may be done now."));
            Region region = pair.region(active);
            T object = built.computeIfAbsent(active, side -> new Built(region)).object();
            Optional<Current<T>> fresh = handOut(new Current<>(object, region, routing.epoch()));
            if (fresh.isPresent()) {
                return fresh.get();
            }
        }
    }

    /** Only what was built in the newest epoch is handed out; a switch while building makes the caller look again. */
    private synchronized Optional<Current<T>> handOut(Current<T> fresh) {
        if (journal.state().routing().epoch() != fresh.epoch()) {
            retireUnless(journal.state().routing(), fresh);
            return Optional.empty();
        }
        current = fresh;
        unlimited = limitNanos == Long.MAX_VALUE ? fresh.object() : null;
        return Optional.of(fresh);
    }

    private synchronized void learned(JournalState state) {
        Current<T> now = current;
        if (now == null || now.epoch() == state.routing().epoch()) {
            return;
        }
        unlimited = null;
        current = null; // the next caller builds or is refused; nobody gets the old side from here on
        retireUnless(state.routing(), now);
    }

    private void retireUnless(Routing routing, Current<T> old) {
        boolean sameSide =
                routing.active().map(pair::region).filter(old.region()::equals).isPresent();
        if (sameSide || !built.values().removeIf(b -> b.region.equals(old.region()))) {
            return;
        }
        try {
            tells.execute(() -> tell(old, routing.epoch()));
        } catch (RejectedExecutionException e) {
            LOG.atWarn().addKeyValue("region", old.region()).log("nobody is told of a retired object: closing");
        }
    }

    private void tell(Current<T> old, long epoch) {
        try {
            listener.retired(old.object(), old.region(), epoch);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("region", old.region())
                    .addKeyValue("reason", Redaction.of(String.valueOf(e)))
                    .log("a route listener threw");
        }
    }
}
