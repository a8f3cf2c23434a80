package io.github.azuredr.datalake.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointsKeptTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static List<CompletePoint> after(int passes, Duration every, Duration retention) {
        List<CompletePoint> points = new ArrayList<>();
        for (int i = 0; i < passes; i++) {
            CompletePoint next = new CompletePoint(i + 1, START.plus(every.multipliedBy(i)));
            points = new ArrayList<>(PointsKept.of(points, next, retention));
        }
        return points;
    }

    @Test
    void pointsReachBackOverTheWholeRetentionAndNotMuchFurther() {
        int passes = 60 * 96;

        List<CompletePoint> points = after(passes, Duration.ofMinutes(15), Duration.ofDays(30));

        Instant horizon = points.get(points.size() - 1).sourceTime().minus(Duration.ofDays(30));
        assertThat(points).hasSizeBetween(700, 900);
        assertThat(points.get(0).sourceTime()).isBeforeOrEqualTo(horizon);
        assertThat(points.get(1).sourceTime()).isAfterOrEqualTo(horizon);
        assertThat(points.get(points.size() - 96).generation()).isEqualTo(passes - 95);
    }

    @Test
    void aLongRetentionKeepsNoMorePoints() {
        assertThat(after(3_000, Duration.ofHours(1), Duration.ofDays(3_650)))
                .hasSizeLessThan(900)
                .extracting(CompletePoint::generation)
                .contains(3_000L);
    }

    @Test
    void rarePassesAreAllKept() {
        assertThat(after(20, Duration.ofDays(1), Duration.ofDays(30))).hasSize(20);
    }
}
