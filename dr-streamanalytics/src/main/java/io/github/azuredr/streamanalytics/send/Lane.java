package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One side: its own thread, its breaker and what is under way to it. A single failure closes the direct way; it opens
 * again when nothing is owed any more, so that order holds and nobody waits for a dark side.
 */
final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MOST_UNDER_WAY = 1_000;

    final Side side;
    final EventSink sink;
    private final Duration timeout;
    private final ExecutorService thread;
    private final Set<EventStamp> underWay = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<EventStamp> acceptedLate = new ConcurrentLinkedQueue<>();
    private final AtomicLong waits = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean direct = true;
    private volatile String lastFailure = "";

    Lane(Side side, EventSink sink, Duration timeout, ThreadFactory threads) {
        this.side = side;
        this.sink = sink;
        this.timeout = timeout;
        this.thread = Executors.newSingleThreadExecutor(threads);
    }

    /** Whether an event may go straight to the side. */
    boolean takes() {
        return direct && underWay.size() < MOST_UNDER_WAY;
    }

    boolean direct() {
        return direct;
    }

    /** Hands the event to the side's thread; never blocks. */
    CompletableFuture<Void> dispatch(StampedEvent event) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        underWay.add(event.stamp());
        thread.execute(() -> {
            if (!answer.isDone()) {
                hand(event, answer);
            }
        });
        answer.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return answer.whenComplete((done, failure) -> {
            underWay.remove(event.stamp());
            if (failure != null && !rejected(failure)) {
                failed(failure);
            }
        });
    }

    private void hand(StampedEvent event, CompletableFuture<Void> answer) {
        try {
            sink.send(event).whenComplete((done, failure) -> {
                if (failure == null) {
                    answer.complete(null);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException refused) {
            answer.completeExceptionally(refused);
        }
    }

    /** Asks for the partition count on the side's thread. */
    int partitionCount() throws SideDarkException {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                answer.complete(sink.partitionCount());
            } catch (RuntimeException dark) {
                answer.completeExceptionally(dark);
            }
        });
        return await(answer, timeout);
    }

    /** Waits as a caller of send does, which is counted. */
    void callerAwaits(CompletableFuture<Void> answer, Duration atMost) throws SideDarkException {
        if (!answer.isDone()) {
            waits.incrementAndGet();
        }
        await(answer, atMost);
    }

    /** Waits for an answer. */
    <T> T await(CompletableFuture<T> answer, Duration atMost) throws SideDarkException {
        try {
            return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException dark) {
            throw new SideDarkException(dark);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new SideDarkException(stop);
        }
    }

    void failed(Throwable failure) {
        failures.incrementAndGet();
        remember(failure);
        if (direct) {
            direct = false;
            LOG.atWarn()
                    .addKeyValue("side", side)
                    .addKeyValue("sink", sink.name())
                    .addKeyValue("failure", lastFailure)
                    .log("side does not accept; its events go to the spool");
        }
    }

    /** Something went wrong on this machine and not on the side. */
    void told(Throwable failure) {
        remember(failure);
        LOG.atWarn()
                .addKeyValue("side", side)
                .addKeyValue("failure", lastFailure)
                .log("a pass over what is owed was broken off");
    }

    private void remember(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        lastFailure = cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }

    void behind() {
        direct = false;
    }

    void returned() {
        if (!direct) {
            direct = true;
            LOG.atInfo()
                    .addKeyValue("side", side)
                    .addKeyValue("sink", sink.name())
                    .log("side has all it was owed");
        }
    }

    boolean underWay(EventStamp stamp) {
        return underWay.contains(stamp);
    }

    /** An answer that came after the spool had kept the event. */
    void accepted(EventStamp stamp) {
        acceptedLate.add(stamp);
    }

    List<EventStamp> takeAccepted() {
        List<EventStamp> accepted = new ArrayList<>();
        for (EventStamp one = acceptedLate.poll(); one != null; one = acceptedLate.poll()) {
            accepted.add(one);
        }
        return accepted;
    }

    long waits() {
        return waits.get();
    }

    long failures() {
        return failures.get();
    }

    String lastFailure() {
        return lastFailure;
    }

    static boolean rejected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EventRejectedException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        sink.close();
    }
}
