package io.github.azuredr.examples;

import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.output.OutputRow;
import io.github.azuredr.streamanalytics.output.Page;
import io.github.azuredr.streamanalytics.output.Position;
import io.github.azuredr.streamanalytics.output.RowSource;
import io.github.azuredr.streamanalytics.output.RowSourceException;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A region's output as a log in memory, in the order its job wrote; it answers as long as its region does. */
final class MemoryOutput implements RowSource {
    private final String name;
    private final BooleanSupplier dark;
    private final List<OutputRow> rows = new ArrayList<>();

    MemoryOutput(String name, BooleanSupplier dark) {
        this.name = name;
        this.dark = dark;
    }

    void write(OutputRow row) {
        rows.add(row);
    }

    int size() {
        return rows.size();
    }

    @Override
    public Position startingAt(Instant time) {
        answer();
        int at = 0;
        while (at < rows.size() && rows.get(at).time().isBefore(time)) {
            at++;
        }
        return new Position(Integer.toString(at));
    }

    @Override
    public Page read(Position after, Instant before, int atMost) {
        answer();
        int from = Integer.parseInt(after.text());
        int to = Math.min(rows.size(), from + atMost);
        return new Page(
                rows.subList(Math.min(from, to), to),
                new Position(Integer.toString(Math.max(from, to))),
                to == rows.size(),
                List.of());
    }

    @Override
    public List<OutputRow> find(ProducerEpoch source, SequenceRange wanted, Instant near, int atMost) {
        answer();
        return rows.stream()
                .filter(row -> row.producer().equals(source.producer()) && row.epoch() == source.epoch())
                .filter(row -> row.sequence() >= wanted.first() && row.sequence() <= wanted.last())
                .sorted(Comparator.comparingLong(OutputRow::sequence))
                .limit(atMost)
                .toList();
    }

    @Override
    public Optional<Instant> newest() {
        answer();
        return rows.stream().map(OutputRow::time).max(Comparator.naturalOrder());
    }

    @Override
    public boolean orderedByTime() {
        return false;
    }

    private void answer() {
        if (dark.getAsBoolean()) {
            throw new RowSourceException(name + " does not answer", new IllegalStateException("dark"));
        }
    }
}
