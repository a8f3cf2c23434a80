package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The snapshots of a subscription that matter: the last that copied everything, those since, and the newest.
 *
 * @param runs oldest first
 */
record SnapshotHistory(List<SnapshotRun> runs) {
    private static final int MOST = 10;

    SnapshotHistory {
        runs = runs.stream()
                .sorted(Comparator.comparing(SnapshotRun::startedAt).thenComparing(SnapshotRun::id))
                .toList();
    }

    static SnapshotHistory capture(DataShareSubscriber port, String subscription) {
        SnapshotHistory all = new SnapshotHistory(port.synchronizations(subscription).stream()
                .map(SnapshotRun::of)
                .toList());
        Optional<SnapshotRun> whole = all.whole();
        List<SnapshotRun> kept = new ArrayList<>();
        for (SnapshotRun run : all.runs()) {
            boolean since = whole.filter(one -> one.startedAt().compareTo(run.startedAt()) <= 0)
                    .isPresent();
            boolean recent = all.runs().indexOf(run) >= all.runs().size() - MOST;
            if (since && run.succeeded() && (recent || whole.equals(Optional.of(run)))) {
                kept.add(run.withDetails(port.details(subscription, run.id())));
            } else if (recent) {
                kept.add(run);
            }
        }
        return new SnapshotHistory(kept);
    }

    /** The last run that copied everything: the newest full one, or else the first of all. */
    Optional<SnapshotRun> whole() {
        List<SnapshotRun> good = runs.stream().filter(SnapshotRun::succeeded).toList();
        return good.stream()
                .filter(run -> run.mode().equals(SnapshotRun.FULL))
                .reduce((older, newer) -> newer)
                .or(() -> good.stream().findFirst());
    }

    /** Whether nothing was written since everything was copied, as far as it is known. */
    boolean isWholeStill() {
        Optional<SnapshotRun> whole = whole();
        return whole.isPresent()
                && runs.stream()
                        .filter(SnapshotRun::succeeded)
                        .filter(run -> run.startedAt().compareTo(whole.get().startedAt()) > 0)
                        .allMatch(run -> !run.written().isEmpty() && run.total().files() == 0);
    }

    /** When the newest good snapshot ended. */
    Optional<Instant> lastGood() {
        return runs.stream()
                .filter(SnapshotRun::succeeded)
                .flatMap(run -> run.end().stream())
                .max(Comparator.naturalOrder());
    }

    /** When the newest run began, as the service wrote it; empty text without one. */
    String newestStart() {
        return runs.isEmpty() ? "" : runs.get(runs.size() - 1).startedAt();
    }

    /** What the last whole snapshot wrote, by dataset id. */
    Map<String, Tally> written() {
        return new TreeMap<>(whole().map(SnapshotRun::written).orElse(Map.of()));
    }
}
