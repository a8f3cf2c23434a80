package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.spool.Spool;
import io.github.azuredr.streamanalytics.spool.SpoolException;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.time.TimeSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records gaps; what a full disk refuses is kept in memory, reported, and tried again. */
final class GapBook {
    private static final Logger LOG = LoggerFactory.getLogger(GapBook.class);

    private final Spool spool;
    private final TimeSource time;
    private final Deque<RecordedGap> notOnDisk = new ArrayDeque<>();

    GapBook(Spool spool, TimeSource time) {
        this.spool = spool;
        this.time = time;
    }

    synchronized void record(Side side, EventStamp stamp, RecordedGap.Reason reason) {
        RecordedGap gap = new RecordedGap(side, stamp.source(), stamp.sequence(), stamp.sequence(), reason, time.now());
        try {
            spool.record(gap);
        } catch (SpoolException disk) {
            if (notOnDisk.isEmpty()) {
                LOG.atError()
                        .addKeyValue("gap", stamp)
                        .addKeyValue("side", side)
                        .setCause(disk)
                        .log("gap is recorded in memory only");
            }
            keep(gap);
        }
    }

    /** Tries to bring to disk what is only in memory. */
    synchronized void flush() {
        while (!notOnDisk.isEmpty()) {
            try {
                spool.record(notOnDisk.peekFirst());
            } catch (SpoolException still) {
                LOG.atDebug().setCause(still).log("the disk still takes no gap");
                return;
            }
            notOnDisk.removeFirst();
        }
    }

    synchronized List<RecordedGap> all() {
        List<RecordedGap> all = new ArrayList<>(spool.gaps());
        all.addAll(notOnDisk);
        return List.copyOf(all);
    }

    private void keep(RecordedGap gap) {
        RecordedGap last = notOnDisk.peekLast();
        if (last != null
                && last.side() == gap.side()
                && last.source().equals(gap.source())
                && last.reason() == gap.reason()
                && last.last() + 1 == gap.first()) {
            notOnDisk.removeLast();
            notOnDisk.addLast(
                    new RecordedGap(last.side(), last.source(), last.first(), gap.last(), last.reason(), last.at()));
        } else {
            notOnDisk.addLast(gap);
        }
    }
}
