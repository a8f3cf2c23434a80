package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.spool.Spool;
import io.github.azuredr.streamanalytics.spool.SpoolException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a send counts: what each policy waits for, and what becomes of the side that was not waited for. */
final class Acknowledging {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledging.class);

    private final SenderSettings settings;
    private final Lanes lanes;
    private final Spool spool;
    private final GapBook gaps;
    private final AtomicBoolean spoolWorks = new AtomicBoolean(true);

    Acknowledging(SenderSettings settings, Lanes lanes, Spool spool, GapBook gaps) {
        this.settings = settings;
        this.lanes = lanes;
        this.spool = spool;
        this.gaps = gaps;
    }

    /** The sides an event may go to straight away. */
    Set<Side> takers() {
        Set<Side> takers = EnumSet.noneOf(Side.class);
        lanes.both().stream().filter(Lane::takes).forEach(lane -> takers.add(lane.side));
        return takers;
    }

    /** Why nothing is to be sent now, before a sequence is used. */
    Optional<String> refusal(Set<Side> takers) {
        if (settings.policy() == SendPolicy.ALL) {
            return takers.size() == Side.values().length
                    ? Optional.empty()
                    : Optional.of("policy ALL: a side does not accept events now; send again when both do");
        }
        return takers.isEmpty() && !settings.spoolAlone()
                ? Optional.of("neither side accepts events now; send again when one does")
                : Optional.empty();
    }

    /** Waits for what the policy asks and sees to it that a side that does not have the event is owed it or known to miss it. */
    SendResult await(Sending sending) {
        return settings.policy() == SendPolicy.ALL ? both(sending) : one(sending);
    }

    private SendResult both(Sending sending) {
        for (Side side : Side.values()) {
            settle(sending, side, settings.timeout());
        }
        if (sending.accepted.size() == Side.values().length) {
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
        if (settings.policy() == SendPolicy.PRIMARY_THEN_ASYNC || sending.answers.size() < Side.values().length) {
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
            lanes.of(side).callerAwaits(answer, atMost);
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
                                answer.thenRun(() -> lanes.of(side).accepted(sending.stamp()));
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
}
