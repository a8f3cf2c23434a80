package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An output table in memory: read strictly after a position, in the order of time, sequence and id. */
public final class TableSource implements RowSource {
    private final List<OutputRow> rows = new ArrayList<>();
    private boolean dark;
    private int reads;

    public void insert(OutputRow row) {
        rows.add(row);
        rows.sort(OutputRow.READING_ORDER);
    }

    public void dark(boolean now) {
        dark = now;
    }

    public void loseFrom(Instant time) {
        rows.removeIf(row -> !row.time().isBefore(time));
    }

    public List<OutputRow> rows() {
        return List.copyOf(rows);
    }

    public int reads() {
        return reads;
    }

    @Override
    public Position startingAt(Instant time) {
        return new Position((time.equals(Instant.MIN) ? Instant.EPOCH : time) + "|-1|");
    }

    @Override
    public Page read(Position after, Instant before, int atMost) {
        answer();
        String[] parts = after.text().split("\\|", 3);
        Instant time = Instant.parse(parts[0]);
        long sequence = Long.parseLong(parts[1]);
        List<OutputRow> page = new ArrayList<>();
        for (OutputRow row : rows) {
            int order = row.time().compareTo(time);
            order = order != 0 ? order : Long.compare(row.sequence(), sequence);
            order = order != 0 ? order : row.id().compareTo(parts[2]);
            if (order > 0 && row.time().isBefore(before)) {
                if (page.size() == atMost) {
                    return page(page, after, false);
                }
                page.add(row);
            }
        }
        return page(page, after, true);
    }

    private static Page page(List<OutputRow> page, Position after, boolean atEnd) {
        if (page.isEmpty()) {
            return new Page(page, after, atEnd, List.of());
        }
        OutputRow last = page.get(page.size() - 1);
        return new Page(page, new Position(last.time() + "|" + last.sequence() + "|" + last.id()), atEnd, List.of());
    }

    @Override
    public List<OutputRow> find(ProducerEpoch source, SequenceRange wanted, Instant near, int atMost) {
        answer();
        return rows.stream()
                .filter(row -> row.producer().equals(source.producer()) && row.epoch() == source.epoch())
                .filter(row -> row.sequence() >= wanted.first() && row.sequence() <= wanted.last())
                .sorted((a, b) -> Long.compare(a.sequence(), b.sequence()))
                .limit(atMost)
                .toList();
    }

    @Override
    public Optional<Instant> newest() {
        answer();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.get(rows.size() - 1).time());
    }

    @Override
    public Map<ProducerEpoch, Long> reached(Instant since) {
        answer();
        Map<ProducerEpoch, Long> reached = new HashMap<>();
        rows.stream()
                .filter(row -> row.stamped() && !row.time().isBefore(since))
                .forEach(row ->
                        reached.merge(new ProducerEpoch(row.producer(), row.epoch()), row.sequence(), Math::max));
        return reached;
    }

    private void answer() {
        reads++;
        if (dark) {
            throw new RowSourceException("the region is dark", new java.io.IOException("no route"));
        }
    }
}
