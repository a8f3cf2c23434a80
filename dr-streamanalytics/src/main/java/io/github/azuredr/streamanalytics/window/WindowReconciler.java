package io.github.azuredr.streamanalytics.window;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.checkpoint.Checkpoint;
import io.github.azuredr.streamanalytics.checkpoint.CheckpointStore;
import io.github.azuredr.streamanalytics.output.RowSource;
import io.github.azuredr.streamanalytics.output.RowSourceException;
import io.github.azuredr.time.TimeSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads windowed rows of both sides and delivers each window once both sides are past it, or after a grace when one is
 * dark or slow. A window that was not sure is delivered again, marked as revised, if a sure value appears within the
 * overlap. Commit as with the reader of events. One thread at a time.
 */
public final class WindowReconciler {
    private final String reader;
    private final Map<Side, RowSource> sources;
    private final WindowShape shape;
    private final WindowSettings settings;
    private final CheckpointStore checkpoints;
    private final TimeSource time;
    private final DeliveredWindows delivered = new DeliveredWindows();
    private Checkpoint last;
    private @Nullable WindowBatch pending;

    /**
     * Opens a reader where its checkpoint left it and fences older ones.
     *
     * @param active the side preferred where the policy prefers one
     * @param epoch the routing epoch that says so
     */
    public WindowReconciler(
            String reader,
            Map<Side, ? extends RowSource> sources,
            WindowShape shape,
            WindowSettings settings,
            CheckpointStore checkpoints,
            TimeSource time,
            Side active,
            long epoch) {
        if (sources.size() != Side.values().length) {
            throw new IllegalArgumentException("sources has " + sources.keySet() + ": give the outputs of both sides");
        }
        this.reader = reader;
        this.sources = Map.copyOf(sources);
        this.shape = shape;
        this.settings = settings;
        this.checkpoints = checkpoints;
        this.time = time;
        Optional<Checkpoint> stored = checkpoints.load(reader);
        stored.ifPresent(delivered::restore);
        long version = stored.map(Checkpoint::version).orElse(0L) + 1;
        this.last = new Checkpoint(reader, version, epoch, active, delivered.bytes());
        checkpoints.save(last);
    }

    /**
     * The windows that are due.
     *
     * @throws RowSourceException when neither side can be read
     */
    public WindowBatch next() {
        if (pending != null) {
            delivered.restore(last);
            pending = null;
        }
        Map<Side, Instant> newest = newest();
        Instant done = delivered.mark == null ? settings.startAt() : delivered.mark;
        Instant sliceEnd = done.plus(settings.slice());
        Instant due = horizon(newest);
        Instant before = due.isBefore(sliceEnd) ? due : sliceEnd;
        Instant from = delivered.mark == null ? done : done.minus(settings.overlap());
        List<String> unusable = new ArrayList<>();
        Map<Side, Windows> sides = new EnumMap<>(Side.class);
        if (from.isBefore(before)) {
            // Beyond what is due, too: the next part of a source shows whether this one is its last.
            Instant ahead = before.plus(settings.overlap());
            newest.keySet().forEach(side -> sides.put(side, Windows.read(source(side), from, ahead, shape, unusable)));
        }
        WindowBatch batch = resolve(sides, newest, before, unusable);
        pending = batch;
        return batch;
    }

    /** Says that the batch's effect and checkpoint are durable. */
    @SuppressWarnings("ReferenceEquality") // The very batch: an equal one read again is another attempt.
    public void committed(WindowBatch batch) {
        if (pending != batch) {
            throw new IllegalStateException(
                    "reader " + reader + ": this is not the batch taken last; commit each batch before the next");
        }
        last = batch.checkpoint();
        pending = null;
    }

    /** Prefers the other side from now on; saved at once, which fences readers of the epoch before. */
    public void switchTo(Side to, long epoch) {
        if (epoch <= last.epoch()) {
            throw new IllegalArgumentException("epoch is " + epoch + ", the reader " + reader + " is in " + last.epoch()
                    + ": a switch needs the epoch of the route that made it");
        }
        delivered.restore(last);
        pending = null;
        Checkpoint switched = new Checkpoint(reader, last.version() + 1, epoch, to, delivered.bytes());
        checkpoints.save(switched);
        last = switched;
    }

    private WindowBatch resolve(
            Map<Side, Windows> sides, Map<Side, Instant> newest, Instant before, List<String> unusable) {
        Windows ours = sides.getOrDefault(last.active(), new Windows());
        Windows theirs = sides.getOrDefault(last.active().other(), new Windows());
        Comparison comparison = new Comparison(ours, theirs, last.active(), shape, settings.policy(), delivered);
        TreeSet<Instant> ends = new TreeSet<>(ours.ends());
        ends.addAll(theirs.ends());
        for (Instant end : ends.headSet(before, false)) {
            boolean bothRead =
                    newest.size() == sources.size() && newest.values().stream().allMatch(seen -> seen.isAfter(end));
            comparison.compare(end, bothRead);
        }
        if (before.isAfter(delivered.mark == null ? settings.startAt() : delivered.mark)) {
            delivered.mark = before;
        }
        if (delivered.mark != null) {
            delivered.forgetBefore(delivered.mark.minus(settings.overlap()));
        }
        Checkpoint next = new Checkpoint(reader, last.version() + 1, last.epoch(), last.active(), delivered.bytes());
        return new WindowBatch(comparison.windows(), comparison.conflicts(), unusable, next);
    }

    /** The newest row of each side that answers. */
    private Map<Side, Instant> newest() {
        Map<Side, Instant> newest = new EnumMap<>(Side.class);
        @Nullable RowSourceException dark = null;
        for (Side side : Side.values()) {
            try {
                newest.put(side, source(side).newest().orElse(Instant.EPOCH));
            } catch (RowSourceException unreachable) {
                dark = unreachable;
            }
        }
        if (newest.isEmpty() && dark != null) {
            throw dark;
        }
        return newest;
    }

    /** Windows ending before this are due: both sides are past them, or their grace is over. */
    private Instant horizon(Map<Side, Instant> newest) {
        Instant graceOver = time.now().minus(settings.grace());
        if (newest.size() < sources.size()) {
            return graceOver;
        }
        Instant slower = newest.values().stream().min(Instant::compareTo).orElse(Instant.EPOCH);
        return slower.isAfter(graceOver) ? slower : graceOver;
    }

    private RowSource source(Side side) {
        RowSource source = sources.get(side);
        if (source == null) {
            throw new IllegalStateException("no source for side " + side);
        }
        return source;
    }
}
