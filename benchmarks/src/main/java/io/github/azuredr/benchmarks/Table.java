package io.github.azuredr.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The lines under each other, columns as wide as they need to be. */
final class Table {
    private static final List<String> HEAD =
            List.of("scenario", "ours: median (min..max)", "peer: median (min..max)", "peer is", "ratio", "goal", "");

    private final List<List<String>> rows = new ArrayList<>(List.of(HEAD));

    void add(Line line) {
        rows.add(List.of(
                line.what(),
                line.ours().toString(),
                line.peer().toString(),
                line.peerName(),
                line.shownRatio(),
                line.bound(),
                line.verdict()));
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column));
                line.append(" ".repeat(width(column) - row.get(column).length() + 2));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
