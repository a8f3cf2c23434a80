package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.spool.RecordedGap;
import io.github.azuredr.streamanalytics.spool.Spool;
import io.github.azuredr.streamanalytics.spool.SpoolException;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.streamanalytics.stamp.OutgoingEvent;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import io.github.azuredr.streamanalytics.stamp.Stamper;
import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every event to both regions. Each event is stamped once and is the same on both sides; {@link SendPolicy} says
 * when the caller has an acknowledgement; what a side missed is owed to it on disk and replayed in order by
 * {@link #replay}. Safe for several threads.
 */
public final class DualSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DualSender.class);

    private final SenderSettings settings;
    private final Spool spool;
    private final Stamper stamper;
    private final GapBook gaps;
    private final Map<Side, Lane> lanes;
    private final Replay replay;
    private final ReentrantLock stamping;
    private final Map<Side, ReentrantLock> replaying;
    private final AtomicBoolean spoolWorks = new AtomicBoolean(true);

    private DualSender(
            SenderSettings settings,
            Spool spool,
            Stamper stamper,
            GapBook gaps,
            Map<Side, Lane> lanes,
            Partitions partitions) {
        this.settings = settings;
        this.spool = spool;
        this.stamper = stamper;
        this.gaps = gaps;
        this.lanes = new EnumMap<>(lanes);
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
        Map<Side, Lane> lanes = new EnumMap<>(Side.class);
        lanes.put(Side.A, new Lane(Side.A, sideA, settings.timeout(), threads));
        lanes.put(Side.B, new Lane(Side.B, sideB, settings.timeout(), threads));
        Partitions partitions = new Partitions();
        try {
            lanes.values().forEach(lane -> {
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
            lanes.values().forEach(Lane::close);
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
            Set<Side> takers = takers();
            Optional<String> refusal = refusal(takers);
            if (refusal.isPresent()) {
                return new SendResult.NotAcknowledged(Optional.empty(), refusal.get());
            }
            StampedEvent stamped = stamper.stamp(event);
            sending = new Sending(stamped);
            takers.forEach(side -> sending.answers.put(side, lane(side).dispatch(stamped)));
        } finally {
            stamping.unlock();
        }
        return settings.policy() == SendPolicy.ALL ? both(sending) : one(sending);
    }

    /** Brings each side what it is owed; run it every second or so on an executor. A second caller returns at once. */
    public void replay() {
        gaps.flush();
        for (Lane lane : lanes.values()) {
            ReentrantLock turn = turn(lane.side);
            if (turn.tryLock()) {
                try {
                    replay.pass(lane);
                } catch (IllegalStateException mismatch) {
                    lane.failed(mismatch);
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
        Lane lane = lane(side);
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
        lanes.values().forEach(Lane::close);
    }

    private Set<Side> takers() {
        Set<Side> takers = EnumSet.noneOf(Side.class);
        lanes.values().stream().filter(Lane::takes).forEach(lane -> takers.add(lane.side));
        return takers;
    }

    private Optional<String> refusal(Set<Side> takers) {
        if (settings.policy() == SendPolicy.ALL) {
            return takers.size() == lanes.size()
                    ? Optional.empty()
                    : Optional.of("policy ALL: a side does not accept events now; send again when both do");
        }
        return takers.isEmpty() && !settings.spoolAlone()
                ? Optional.of("neither side accepts events now; send again when one does")
                : Optional.empty();
    }

    private SendResult both(Sending sending) {
        for (Side side : Side.values()) {
            settle(sending, side, settings.timeout());
        }
        if (sending.accepted.size() == lanes.size()) {
            return sending.acknowledged();
        }
        for (Side side : EnumSet.complementOf(sending.accepted)) {
            sending.missed.add(side);
            gaps.record(side, sending.stamp(), sending.reason(side));
        }
        return sending.refused("policy ALL: not accepted by " + sending.missed);
    }

    private SendResult one(Sending sending) {
        Side first = first(sending);
        if (!settle(sending, first, settings.timeout())) {
            settle(sending, first.other(), settings.timeout());
        } else if (sending.answers.containsKey(first.other())) {
            settle(sending, first.other(), settings.patience());
        }
        boolean accepted = !sending.accepted.isEmpty();
        for (Side side : EnumSet.complementOf(sending.accepted)) {
            owe(sending, side, accepted || settings.spoolAlone());
        }
        return accepted || settings.spoolAlone() && !sending.owed.isEmpty()
                ? sending.acknowledged()
                : sending.refused("neither side accepted it");
    }

    /** The side whose answer is worth waiting for: the primary, or whichever answers first. */
    private Side first(Sending sending) {
        Side preferred = settings.policy() == SendPolicy.PRIMARY_THEN_ASYNC ? settings.primary() : Side.A;
        if (!sending.answers.containsKey(preferred)) {
            return preferred.other();
        }
        if (settings.policy() == SendPolicy.PRIMARY_THEN_ASYNC || sending.answers.size() < lanes.size()) {
            return preferred;
        }
        return sending.firstToAnswer(settings.timeout());
    }

    private boolean settle(Sending sending, Side side, Duration atMost) {
        CompletableFuture<Void> answer = sending.answers.get(side);
        if (answer == null || atMost.isZero() && !answer.isDone()) {
            return false;
        }
        try {
            lane(side).callerAwaits(answer, atMost);
            sending.accepted.add(side);
            return true;
        } catch (SideDarkException dark) {
            if (dark.rejected()) {
                sending.rejected.add(side);
            }
            return false;
        }
    }

    /** Keeps the event for a side that has not accepted it, or says exactly that it will miss it. */
    private void owe(Sending sending, Side side, boolean worthKeeping) {
        RecordedGap.Reason reason = sending.reason(side);
        if (worthKeeping && reason != RecordedGap.Reason.REJECTED) {
            try {
                if (spool.append(side, sending.event)) {
                    spoolWorks.set(true);
                    sending.owed.add(side);
                    CompletableFuture<Void> answer = sending.answers.get(side);
                    if (answer != null) {
                        CompletableFuture<Void> later =
                                answer.thenRun(() -> lane(side).accepted(sending.stamp()));
                    }
                    return;
                }
                reason = RecordedGap.Reason.OVERFLOW;
            } catch (SpoolException disk) {
                if (spoolWorks.getAndSet(false)) {
                    LOG.atError().addKeyValue("side", side).setCause(disk).log("events cannot be kept for a side");
                }
                reason = RecordedGap.Reason.DISK;
            }
        }
        sending.missed.add(side);
        gaps.record(side, sending.stamp(), reason);
    }

    private Lane lane(Side side) {
        Lane lane = lanes.get(side);
        if (lane == null) {
            throw new IllegalStateException("no lane for side " + side);
        }
        return lane;
    }

    private ReentrantLock turn(Side side) {
        ReentrantLock turn = replaying.get(side);
        if (turn == null) {
            throw new IllegalStateException("no turn for side " + side);
        }
        return turn;
    }

    /** One send while it is under way. */
    private static final class Sending {
        private final StampedEvent event;
        private final Map<Side, CompletableFuture<Void>> answers = new EnumMap<>(Side.class);
        private final EnumSet<Side> accepted = EnumSet.noneOf(Side.class);
        private final Set<Side> owed = EnumSet.noneOf(Side.class);
        private final Set<Side> missed = EnumSet.noneOf(Side.class);
        private final Set<Side> rejected = EnumSet.noneOf(Side.class);

        Sending(StampedEvent event) {
            this.event = event;
        }

        EventStamp stamp() {
            return event.stamp();
        }

        RecordedGap.Reason reason(Side side) {
            return rejected.contains(side) ? RecordedGap.Reason.REJECTED : RecordedGap.Reason.NOT_ACKNOWLEDGED;
        }

        /** The side that accepted first; the other one when none did in time. */
        Side firstToAnswer(Duration timeout) {
            CompletableFuture<Side> first = new CompletableFuture<>();
            answers.forEach((side, answer) -> {
                CompletableFuture<Void> told = answer.thenRun(() -> first.complete(side));
            });
            CompletableFuture<Void> none = CompletableFuture.allOf(
                            answers.values().toArray(new CompletableFuture<?>[0]))
                    .whenComplete((done, failure) -> first.complete(Side.A));
            return first.completeOnTimeout(Side.A, timeout.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        }

        SendResult acknowledged() {
            return new SendResult.Acknowledged(stamp(), accepted, owed, missed);
        }

        SendResult refused(String reason) {
            return new SendResult.NotAcknowledged(Optional.of(stamp()), reason);
        }
    }
}
