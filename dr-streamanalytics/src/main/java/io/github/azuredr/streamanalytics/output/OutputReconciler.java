package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.checkpoint.Checkpoint;
import io.github.azuredr.streamanalytics.checkpoint.CheckpointStore;
import io.github.azuredr.streamanalytics.checkpoint.ReaderFencedException;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the active side's output and makes one clean stream of both: each row once, missing sequences fetched from
 * wherever they are, the rest named.
 *
 * <p>The caller takes a batch, makes its effect and saves the batch's checkpoint in the same transaction, then says
 * {@link #committed}. A batch that is not committed is read again. {@link #poll} does this for effects that may be
 * repeated. One thread at a time.
 */
public final class OutputReconciler {
    private static final Logger LOG = LoggerFactory.getLogger(OutputReconciler.class);

    private final String reader;
    private final Map<Side, RowSource> sources;
    private final ReaderSettings settings;
    private final CheckpointStore checkpoints;
    private final TimeSource time;
    private final ReaderState state;
    private final GapQuestions gaps;
    private Checkpoint last;
    private Tally total = Tally.NONE;
    private @Nullable Batch pending;
    private boolean lookedAtSide;
    private long rereadAt;

    private OutputReconciler(
            String reader,
            Map<Side, ? extends RowSource> sources,
            ReaderSettings settings,
            CheckpointStore checkpoints,
            TimeSource time,
            ReaderState state,
            Checkpoint opened) {
        this.reader = reader;
        this.sources = Map.copyOf(sources);
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.time = time;
        this.state = state;
        this.last = opened;
        this.gaps = new GapQuestions(reader, this.sources, settings, state, time.nanos());
        this.rereadAt = time.nanos() + settings.rereadEvery().toNanos();
    }

    /**
     * Opens a reader where its checkpoint left it; from now on a reader of an older epoch, or an earlier one of this
     * epoch, can no longer save.
     *
     * @param reader its name
     * @param sources the outputs of both sides
     * @param strategy how duplicates are told; a fresh one, its marks come from the checkpoint
     * @param active the side to read
     * @param epoch the routing epoch that says so
     * @throws ReaderFencedException when a later epoch has read already
     */
    public static OutputReconciler open(
            String reader,
            Map<Side, ? extends RowSource> sources,
            DuplicateStrategy strategy,
            ReaderSettings settings,
            CheckpointStore checkpoints,
            TimeSource time,
            Side active,
            long epoch) {
        if (sources.size() != Side.values().length) {
            throw new IllegalArgumentException("sources has " + sources.keySet() + ": give the outputs of both sides");
        }
        ReaderState state = new ReaderState(strategy);
        Optional<Checkpoint> stored = checkpoints.load(reader);
        stored.ifPresent(state::restore);
        if (stored.isPresent() && stored.get().active() != active) {
            state.positions.remove(active);
        }
        long version = stored.map(Checkpoint::version).orElse(0L) + 1;
        Checkpoint opened = new Checkpoint(reader, version, epoch, active, state.bytes());
        if (stored.isPresent() && stored.get().epoch() == epoch && stored.get().active() != active) {
            throw new ReaderFencedException(opened, stored.get());
        }
        checkpoints.save(opened);
        return new OutputReconciler(reader, sources, settings, checkpoints, time, state, opened);
    }

    /**
     * Reads the next batch. If the one before was not committed, its rows come again.
     *
     * @throws RowSourceException when the active side cannot be read
     * @throws SourceWentBackException when it has less than was read from it
     */
    public Batch next() {
        if (pending != null) {
            forgetPending();
        }
        Side side = last.active();
        RowSource source = source(side);
        if (!lookedAtSide) {
            refuseOlderData(side, source);
            lookedAtSide = true;
        }
        try {
            return read(side, source);
        } catch (RuntimeException broken) {
            // Rows already judged must not count as seen: the marks go back to the last checkpoint.
            state.restore(last);
            throw broken;
        }
    }

    /** Says that the batch's effect and checkpoint are durable. */
    @SuppressWarnings("ReferenceEquality") // The very batch: an equal one read again is another attempt.
    public void committed(Batch batch) {
        if (pending != batch) {
            throw new IllegalStateException(
                    "reader " + reader + ": this is not the batch taken last; commit each batch before the next");
        }
        last = batch.checkpoint();
        total = total.plus(batch.tally());
        pending = null;
    }

    /**
     * Takes a batch, runs the effect, then saves the checkpoint: for effects that may be repeated.
     *
     * @return the batch
     */
    public Batch poll(Consumer<Batch> effect) {
        Batch batch = next();
        effect.accept(batch);
        checkpoints.save(batch.checkpoint());
        committed(batch);
        return batch;
    }

    /**
     * Stops at the mark and reads the other side from the mark minus the overlap. Saved at once: a reader of the epoch
     * before can no longer save.
     *
     * @param to the side to read from now on
     * @param epoch the routing epoch that says so, higher than the present one
     */
    public void switchTo(Side to, long epoch) {
        if (epoch <= last.epoch()) {
            throw new IllegalArgumentException("epoch is " + epoch + ", the reader " + reader + " is in " + last.epoch()
                    + ": a switch needs the epoch of the route that made it");
        }
        if (pending != null) {
            forgetPending();
        }
        if (to != last.active()) {
            state.positions.remove(to);
        }
        Checkpoint switched = new Checkpoint(reader, last.version() + 1, epoch, to, state.bytes());
        checkpoints.save(switched);
        LOG.atInfo()
                .addKeyValue("reader", reader)
                .addKeyValue("to", to)
                .addKeyValue("epoch", epoch)
                .addKeyValue("mark", state.mark)
                .log("reader switched");
        last = switched;
        lookedAtSide = false;
    }

    /** Reads on from a side that came back with older data; what it lost and nobody saw shows up as gaps. */
    public void acceptOlderData(Side side) {
        if (pending != null) {
            forgetPending();
        }
        state.newest.remove(side);
        state.positions.remove(side);
        Checkpoint accepted = new Checkpoint(reader, last.version() + 1, last.epoch(), last.active(), state.bytes());
        checkpoints.save(accepted);
        last = accepted;
    }

    /** How far a side's newest row is behind the mark; zero when it is not, empty when the side has no row. */
    public Optional<Duration> behind(Side side) {
        Instant mark = state.mark;
        return source(side)
                .newest()
                .map(newest -> mark == null || newest.isAfter(mark) ? Duration.ZERO : Duration.between(newest, mark));
    }

    /** The sequences missing so far, as of the last batch. */
    public List<OpenGap> gaps() {
        return gaps.open(time.nanos());
    }

    /**
     * Tells what senders recorded: exact gaps that a side will never fill, from a spool that overflowed for one. The side
     * is not asked for them any more, the other one has its part read although nothing after it arrived here, and
     * {@link #gaps} says the reason. To be told again after a restart.
     */
    public void recorded(Collection<RecordedGap> known) {
        gaps.recorded(known);
    }

    /** Counts since this reader was opened. */
    public Tally tally() {
        return total;
    }

    /** The side being read. */
    public Side active() {
        return last.active();
    }

    private Batch read(Side side, RowSource source) {
        long now = time.nanos();
        Instant wall = time.now();
        Position from = state.positions.computeIfAbsent(side, any -> source.startingAt(behindTheMark()));
        Instant before = settings.settle().isZero() ? Instant.MAX : wall.minus(settings.settle());
        Page page = source.read(from, before, settings.pageSize());
        BatchDraft draft = new BatchDraft(state.strategy, state.highest);
        Instant newest = Instant.MIN;
        for (OutputRow row : page.rows()) {
            draft.read(row, side);
            newest = row.time().isAfter(newest) ? row.time() : newest;
        }
        if (!page.rows().isEmpty()) {
            note(side, newest, wall);
        }
        page.unplaced().forEach(text -> draft.unplaced(text, side));
        state.positions.put(side, page.next());
        boolean atEnd = page.atEnd();
        gaps.ask(draft, side, atEnd, now, wall);
        if (atEnd && source.orderedByTime() && now - rereadAt >= 0) {
            refuseOlderData(side, source);
            state.positions.put(side, source.startingAt(behindTheMark()));
            rereadAt = now + settings.rereadEvery().toNanos();
        }
        List<Delivery> rows = draft.rows(source.orderedByTime());
        state.highest = draft.highest();
        Checkpoint checkpoint = new Checkpoint(reader, last.version() + 1, last.epoch(), side, state.bytes());
        pending = new Batch(rows, draft.problems(), draft.tally(), atEnd, checkpoint);
        return pending;
    }

    private void note(Side side, Instant newest, Instant wall) {
        state.newest.merge(side, newest, (known, here) -> here.isAfter(known) ? here : known);
        // A producer whose clock runs ahead must not push the mark past what others still send.
        Instant seen = newest.isAfter(wall) ? wall : newest;
        if (state.mark == null || seen.isAfter(state.mark)) {
            state.mark = seen;
        }
    }

    private void refuseOlderData(Side side, RowSource source) {
        Instant read = state.newest.get(side);
        if (read != null && source.orderedByTime()) {
            Optional<Instant> found = source.newest();
            if (found.isEmpty() || found.get().isBefore(read)) {
                throw new SourceWentBackException(side, reader, read, found.isEmpty() ? "nothing at all" : found.get());
            }
        }
    }

    private Instant behindTheMark() {
        return state.mark == null ? Instant.MIN : state.mark.minus(settings.overlap());
    }

    private void forgetPending() {
        state.restore(last);
        pending = null;
    }

    private RowSource source(Side side) {
        RowSource source = sources.get(side);
        if (source == null) {
            throw new IllegalStateException("no source for side " + side);
        }
        return source;
    }
}
