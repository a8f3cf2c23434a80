package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the sides for what is missing, and neither for what its senders say it will never have. */
final class GapQuestions {
    private static final Logger LOG = LoggerFactory.getLogger(GapQuestions.class);
    private static final int QUESTIONS_PER_BATCH = 64;
    private static final int UNREACHABLE = -1;

    private final String reader;
    private final Map<Side, RowSource> sources;
    private final ReaderSettings settings;
    private final ReaderState state;
    private final GapWatch watch;
    private final RecordedGaps recorded = new RecordedGaps();
    private final Map<RecordedGap, Long> tailsAskAt = new HashMap<>();
    private Map<ProducerEpoch, Long> ahead = new HashMap<>();
    private long compareAt;

    GapQuestions(String reader, Map<Side, RowSource> sources, ReaderSettings settings, ReaderState state, long now) {
        this.reader = reader;
        this.sources = sources;
        this.settings = settings;
        this.state = state;
        this.watch = new GapWatch(settings.gapGrace());
        this.compareAt = now + settings.gapGrace().toNanos();
    }

    void recorded(Collection<RecordedGap> known) {
        recorded.add(known);
    }

    /** Fills what can be filled into the batch and gives up what there is no room to wait for. */
    void ask(BatchDraft draft, Side active, boolean atEnd, long now, Instant wall) {
        if (atEnd) {
            tails(draft, active, now, wall);
            compare(draft, active, now, wall);
        }
        watch.refresh(state.strategy, now);
        for (GapWatch.Watched gap : watch.due(now, QUESTIONS_PER_BATCH)) {
            gap(draft, gap, active, now, wall);
        }
        state.strategy.trim((of, range) -> draft.forgotten(of, range, active));
        watch.refresh(state.strategy, now);
    }

    List<OpenGap> open(long now) {
        return watch.open(now).stream()
                .map(gap -> new OpenGap(
                        gap.source(), gap.range(), gap.age(), gap.state(), recorded.reasons(gap.source(), gap.range())))
                .toList();
    }

    /** A new gap only of the other side, since this side was just read; an older one of both. */
    private void gap(BatchDraft draft, GapWatch.Watched gap, Side active, long now, Instant wall) {
        int here = gap.asked() ? fetch(draft, gap.source(), gap.range(), active, gap.asked(), wall) : 0;
        int there = fetch(draft, gap.source(), gap.range(), active.other(), gap.asked(), wall);
        boolean more = Math.max(here, there) >= settings.pageSize();
        boolean hopeless =
                recorded.worthAsking(active, gap.source(), gap.range()).isEmpty()
                        && recorded.worthAsking(active.other(), gap.source(), gap.range())
                                .isEmpty();
        OpenGap.State answer = hopeless
                ? OpenGap.State.RECORDED
                : here == UNREACHABLE || there == UNREACHABLE
                        ? OpenGap.State.UNREACHABLE
                        : OpenGap.State.ABSENT_ON_BOTH;
        watch.asked(gap, now, answer, more);
    }

    /** A recorded gap that is the next thing to come here will not come here: no later row has to show that. */
    private void tails(BatchDraft draft, Side active, long now, Instant wall) {
        for (RecordedGap gap : recorded.of(active)) {
            long high = state.strategy.high(gap.source());
            boolean next = gap.first() <= high + 1 && gap.last() > high;
            if (next && now - tailsAskAt.getOrDefault(gap, now) >= 0) {
                SequenceRange range = new SequenceRange(Math.max(gap.first(), high + 1), gap.last());
                int found = fetch(draft, gap.source(), range, active.other(), false, wall);
                Duration wait = found >= settings.pageSize() ? Duration.ZERO : settings.gapGrace();
                tailsAskAt.put(gap, now + wait.toNanos());
            }
        }
    }

    /**
     * What this side lacks at the end of a producer epoch, or all of one, no later row shows. What the other side already
     * had a grace ago, and this one still has not, is read there.
     */
    private void compare(BatchDraft draft, Side active, long now, Instant wall) {
        if (now - compareAt < 0 || state.mark == null) {
            return;
        }
        compareAt = now + Math.max(1, settings.gapGrace().toNanos());
        Map<ProducerEpoch, Long> before = ahead;
        ahead = new HashMap<>();
        try {
            source(active.other()).reached(state.mark.minus(settings.overlap())).forEach((source, theirs) -> {
                long high = state.strategy.high(source);
                if (high < 0 || theirs <= high) {
                    return;
                }
                ahead.put(source, theirs);
                long known = before.getOrDefault(source, 0L);
                if (known > high) {
                    SequenceRange missing = new SequenceRange(high + 1, known);
                    if (fetch(draft, source, missing, active.other(), false, wall) >= settings.pageSize()) {
                        compareAt = now;
                    }
                }
            });
        } catch (RowSourceException unreachable) {
            ahead = before;
            LOG.atDebug().addKeyValue("reader", reader).setCause(unreachable).log("the other side cannot be compared");
        }
    }

    /** How many rows the side had, or {@link #UNREACHABLE}. */
    private int fetch(BatchDraft draft, ProducerEpoch of, SequenceRange wanted, Side from, boolean old, Instant wall) {
        Instant near = state.mark == null ? wall : state.mark;
        int found = 0;
        try {
            for (SequenceRange range : recorded.worthAsking(from, of, wanted)) {
                List<OutputRow> rows = source(from).find(of, range, near, settings.pageSize());
                rows.forEach(row -> draft.fill(row, from, old));
                found += rows.size();
            }
            return found;
        } catch (RowSourceException unreachable) {
            LOG.atDebug()
                    .addKeyValue("reader", reader)
                    .addKeyValue("side", from)
                    .addKeyValue("gap", of + ":" + wanted)
                    .setCause(unreachable)
                    .log("side cannot be asked for a gap");
            return UNREACHABLE;
        }
    }

    private RowSource source(Side side) {
        RowSource source = sources.get(side);
        if (source == null) {
            throw new IllegalStateException("no source for side " + side);
        }
        return source;
    }
}
