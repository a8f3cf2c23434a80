package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.spool.Spool;
import io.github.azuredr.streamanalytics.spool.SpoolException;
import io.github.azuredr.streamanalytics.stamp.OutgoingEvent;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import io.github.azuredr.streamanalytics.stamp.Stamper;
import io.github.azuredr.time.TimeSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends every event to both regions. Each event is stamped once and is the same on both sides; {@link SendPolicy} says
 * when the caller has an acknowledgement; what a side missed is owed to it on disk and replayed in order by
 * {@link #replay}. Safe for several threads.
 */
public final class DualSender implements AutoCloseable {
    private final Spool spool;
    private final Stamper stamper;
    private final GapBook gaps;
    private final Lanes lanes;
    private final Acknowledging acknowledging;
    private final Replay replay;
    private final ReentrantLock stamping;
    private final Map<Side, ReentrantLock> replaying;

    private DualSender(
            SenderSettings settings, Spool spool, Stamper stamper, GapBook gaps, Lanes lanes, Partitions partitions) {
        this.spool = spool;
        this.stamper = stamper;
        this.gaps = gaps;
        this.lanes = lanes;
        this.acknowledging = new Acknowledging(settings, lanes, spool, gaps);
        this.stamping = new ReentrantLock();
        this.replay = new Replay(spool, gaps, stamping, partitions, settings.timeout());
        this.replaying = new EnumMap<>(Map.of(Side.A, new ReentrantLock(), Side.B, new ReentrantLock()));
    }

    /**
     * Opens the sender: begins the producer's next epoch and compares the partition counts. A side that does not answer
     * is owed its events from the start and compared when it returns.
     *
     * @param threads makes one thread per side
     * @throws IllegalStateException when the partition counts differ
     */
    public static DualSender open(
            SenderSettings settings,
            EventSink sideA,
            EventSink sideB,
            Spool spool,
            TimeSource time,
            ThreadFactory threads) {
        Lanes lanes = new Lanes(
                new Lane(Side.A, sideA, settings.timeout(), threads),
                new Lane(Side.B, sideB, settings.timeout(), threads));
        Partitions partitions = new Partitions();
        try {
            lanes.both().forEach(lane -> {
                compare(partitions, lane);
                if (spool.load(lane.side).events() > 0) {
                    lane.behind();
                }
            });
            // From the clock, so that a spool lost with its region does not bring an old epoch back.
            long epoch = spool.beginEpoch(settings.producer(), time.now().getEpochSecond());
            Stamper stamper = new Stamper(new ProducerEpoch(settings.producer(), epoch), settings.place(), time);
            return new DualSender(settings, spool, stamper, new GapBook(spool, time), lanes, partitions);
        } catch (RuntimeException refused) {
            lanes.close();
            throw refused;
        }
    }

    private static void compare(Partitions partitions, Lane lane) {
        try {
            partitions.check(lane);
        } catch (SideDarkException dark) {
            lane.failed(dark.getCause() == null ? dark : dark.getCause());
        }
    }

    /**
     * Sends one event and waits for what the policy asks for.
     *
     * @throws IllegalArgumentException when the event cannot be stamped; no sequence was used
     */
    public SendResult send(OutgoingEvent event) {
        Sending sending;
        stamping.lock();
        try {
            Set<Side> takers = acknowledging.takers();
            Optional<String> refusal = acknowledging.refusal(takers);
            if (refusal.isPresent()) {
                return new SendResult.NotAcknowledged(Optional.empty(), refusal.get());
            }
            StampedEvent stamped = stamper.stamp(event);
            sending = new Sending(stamped);
            takers.forEach(side -> sending.handedTo(side, lanes.of(side).dispatch(stamped)));
        } finally {
            stamping.unlock();
        }
        return acknowledging.await(sending);
    }

    /**
     * Brings each side what it is owed; run it every second or so on an executor. A second caller returns at once. What goes
     * wrong is in {@link #status} and the log and is tried again by the next pass: an executor would end a task that throws.
     */
    public void replay() {
        gaps.flush();
        for (Lane lane : lanes.both()) {
            ReentrantLock turn = turn(lane.side);
            if (turn.tryLock()) {
                try {
                    replay.pass(lane);
                } catch (IllegalStateException mismatch) {
                    lane.failed(mismatch);
                } catch (SpoolException | RejectedExecutionException notTheSide) {
                    // Its direct way stays open: a full disk must not darken a side that accepts.
                    lane.told(notTheSide);
                } finally {
                    turn.unlock();
                }
            }
        }
    }

    /** What each side will never get, exactly. */
    public List<RecordedGap> gaps() {
        return gaps.all();
    }

    /** How a side is doing. */
    public SideStatus status(Side side) {
        Lane lane = lanes.of(side);
        return new SideStatus(
                side,
                lane.sink.name(),
                lane.direct(),
                spool.load(side),
                lane.waits(),
                lane.failures(),
                lane.lastFailure());
    }

    /** How often the wall clock stood before a time already stamped. */
    public long clockWentBack() {
        stamping.lock();
        try {
            return stamper.clockWentBack();
        } finally {
            stamping.unlock();
        }
    }

    /** Ends both sides' threads and closes their sinks; the spool is the caller's and stays open. */
    @Override
    public void close() {
        lanes.close();
    }

    private ReentrantLock turn(Side side) {
        ReentrantLock turn = replaying.get(side);
        if (turn == null) {
            throw new IllegalStateException("no turn for side " + side);
        }
        return turn;
    }
}
