package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.spool.Spool;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;

/** Brings a side what it is owed, in order, and opens its direct way when nothing is left. */
final class Replay {
    private static final int AT_ONCE = 200;

    private final Spool spool;
    private final GapBook gaps;
    private final Lock stamping;
    private final Partitions partitions;
    private final Duration timeout;

    Replay(Spool spool, GapBook gaps, Lock stamping, Partitions partitions, Duration timeout) {
        this.spool = spool;
        this.gaps = gaps;
        this.stamping = stamping;
        this.partitions = partitions;
        this.timeout = timeout;
    }

    /** One pass: until the side has all or fails. */
    void pass(Lane lane) {
        spool.remove(lane.side, lane.takeAccepted());
        if (lane.direct()) {
            if (!owes(lane)) {
                return;
            }
            lane.behind();
        }
        try {
            partitions.check(lane);
            while (replay(lane)) {
                spool.remove(lane.side, lane.takeAccepted());
            }
        } catch (SideDarkException dark) {
            lane.failed(dark.getCause() == null ? dark : dark.getCause());
        }
    }

    /** Whether something is kept for the side that is not on its way already. */
    private boolean owes(Lane lane) {
        return spool.load(lane.side).events() > 0
                && spool.oldest(lane.side, AT_ONCE).stream().anyMatch(event -> !lane.underWay(event.stamp()));
    }

    /** True when more is to be done at once. */
    private boolean replay(Lane lane) throws SideDarkException {
        List<StampedEvent> owed = spool.oldest(lane.side, AT_ONCE);
        if (owed.isEmpty()) {
            return !opened(lane);
        }
        Map<EventStamp, CompletableFuture<Void>> answers = new LinkedHashMap<>();
        owed.forEach(event -> answers.put(event.stamp(), lane.dispatch(event)));
        List<EventStamp> done = new ArrayList<>();
        SideDarkException dark = null;
        for (Map.Entry<EventStamp, CompletableFuture<Void>> answer : answers.entrySet()) {
            try {
                lane.await(answer.getValue(), timeout);
                done.add(answer.getKey());
            } catch (SideDarkException failed) {
                if (failed.rejected()) {
                    gaps.record(lane.side, answer.getKey(), RecordedGap.Reason.REJECTED);
                    done.add(answer.getKey());
                } else {
                    dark = failed;
                }
            }
        }
        spool.remove(lane.side, done);
        if (dark != null) {
            throw dark;
        }
        return true;
    }

    /** Under the stamping lock nobody can be about to owe something: the direct way opens only when all is there. */
    private boolean opened(Lane lane) {
        stamping.lock();
        try {
            boolean nothing = spool.load(lane.side).events() == 0;
            if (nothing) {
                lane.returned();
            }
            return nothing;
        } finally {
            stamping.unlock();
        }
    }
}
