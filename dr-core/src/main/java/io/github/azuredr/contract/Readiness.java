package io.github.azuredr.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A dated proof that the other side could take over, and when it stops counting.
 *
 * @param application whose
 * @param provenAt when the looks began
 * @param validFor how long it counts
 * @param gaps by workload; the application's own under the empty name
 */
public record Readiness(String application, Instant provenAt, Duration validFor, Map<String, List<Gap>> gaps) {
    /** Copies its map. */
    public Readiness {
        gaps = Map.copyOf(gaps);
    }

    /** Whether nothing critical stands in the way and the proof still counts. */
    public boolean isReady(Instant now) {
        return now.isBefore(provenAt.plus(validFor)) && critical().isEmpty();
    }

    /** The critical gaps. */
    public List<Gap> critical() {
        return gaps.values().stream()
                .flatMap(List::stream)
                .filter(g -> g.severity() == Gap.Severity.CRITICAL)
                .toList();
    }

    /** The page a person reads. */
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append("READINESS  ")
                .append(application)
                .append(": ")
                .append(critical().isEmpty() ? "ready" : "NOT ready")
                .append(", proven ")
                .append(provenAt)
                .append(", counts until ")
                .append(provenAt.plus(validFor))
                .append('\n');
        gaps.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> e.getValue()
                .forEach(gap -> {
                    out.append(String.format(
                            Locale.ROOT,
                            "  %-8s %-16s %-22s %s%n",
                            gap.severity(),
                            e.getKey().isEmpty() ? "(application)" : e.getKey(),
                            gap.id(),
                            gap.text()));
                    if (!gap.next().isEmpty()) {
                        out.append("           -> ").append(gap.next()).append('\n');
                    }
                }));
        return out.toString();
    }
}
