package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.Judgement;
import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One batch while it is being put together: every row read ends as a delivery, a duplicate or a problem. */
final class BatchDraft {
    private final DuplicateStrategy strategy;
    private final List<Kept> kept = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable Place highest;
    private boolean anyFilled;
    private long duplicates;
    private long late;
    private long filled;

    /**
     * An empty draft.
     *
     * @param deliveredUpTo the furthest row delivered before; null when nothing was
     */
    BatchDraft(DuplicateStrategy strategy, @Nullable Place deliveredUpTo) {
        this.strategy = strategy;
        this.highest = deliveredUpTo;
    }

    void read(OutputRow row, Side from) {
        take(row, from, strategy.judge(row), false);
    }

    /** A row fetched for a gap; a gap noticed in this batch is filled in its place, so its rows are not late. */
    void fill(OutputRow row, Side from, boolean gapIsOld) {
        Judgement judgement = strategy.judge(row);
        take(row, from, judgement == Judgement.LATE && !gapIsOld ? Judgement.FRESH : judgement, true);
    }

    void unplaced(String text, Side from) {
        problems.add(new Problem(Problem.Kind.UNPLACED_ROW, from, text));
    }

    void forgotten(ProducerEpoch source, SequenceRange range, Side from) {
        problems.add(new Problem(Problem.Kind.GAP_FORGOTTEN, from, source + ":" + range));
    }

    /** The deliveries in order; called once, when nothing more is taken. */
    List<Delivery> rows(boolean byTime) {
        if (anyFilled) {
            kept.sort(Comparator.comparing(Kept::row, OutputRow.READING_ORDER));
        }
        List<Delivery> rows = new ArrayList<>(kept.size());
        @Nullable OutputRow top = null;
        for (Kept one : kept) {
            int order = above(one.row, top);
            boolean behind = one.late || byTime && order < 0;
            rows.add(new Delivery(one.row, one.from, behind, one.filled));
            late += behind ? 1 : 0;
            filled += one.filled ? 1 : 0;
            top = order > 0 ? one.row : top;
        }
        highest = top == null ? highest : Place.of(top);
        return rows;
    }

    /** Positive when the row is further than all before it. */
    private int above(OutputRow row, @Nullable OutputRow top) {
        if (top != null) {
            return OutputRow.READING_ORDER.compare(row, top);
        }
        return highest == null ? 1 : Place.of(row).compareTo(highest);
    }

    /** The furthest row delivered up to and with this batch; null when nothing ever was. */
    @Nullable Place highest() {
        return highest;
    }

    List<Problem> problems() {
        return problems;
    }

    Tally tally() {
        return new Tally(kept.size(), duplicates, late, filled, problems.size());
    }

    private void take(OutputRow row, Side from, Judgement judgement, boolean fetched) {
        switch (judgement) {
            case FRESH, LATE -> {
                kept.add(new Kept(row, from, judgement == Judgement.LATE, fetched));
                anyFilled |= fetched;
            }
            case DUPLICATE -> duplicates++;
            case CONFLICT -> problem(Problem.Kind.CONFLICTING_ROW, row, from);
            case TOO_OLD -> problem(Problem.Kind.TOO_OLD_ROW, row, from);
            case UNUSABLE -> problem(Problem.Kind.UNUSABLE_ROW, row, from);
        }
    }

    private void problem(Problem.Kind kind, OutputRow row, Side from) {
        problems.add(new Problem(
                kind,
                from,
                "id '" + row.id() + "' at " + row.time() + " from '" + row.producer() + "' epoch " + row.epoch()
                        + " sequence " + row.sequence()));
    }

    private record Kept(OutputRow row, Side from, boolean late, boolean filled) {}
}
