package io.github.azuredr.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ManualClockTest {
    private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");

    @Test
    void timeStandsStillUntilItIsMoved() {
        Instant before = clock.instant();

        clock.advance(Duration.ofMinutes(5));

        assertThat(before).isEqualTo("2026-11-20T10:00:00Z");
        assertThat(clock.instant()).isEqualTo("2026-11-20T10:05:00Z");
        assertThat(clock.withZone(ZoneId.of("Asia/Tokyo")).instant()).isEqualTo(clock.instant());
        assertThat(clock.nanos()).isEqualTo(Duration.ofMinutes(5).toNanos());
    }

    @Test
    void dueActionsSeeTheirOwnInstantAndMayAskForMore() {
        List<Instant> seen = new ArrayList<>();
        clock.after(Duration.ofSeconds(20), () -> seen.add(clock.instant()));
        clock.after(Duration.ofSeconds(10), () -> {
            seen.add(clock.instant());
            clock.after(Duration.ofSeconds(5), () -> seen.add(clock.instant()));
        });

        clock.advance(Duration.ofSeconds(19));

        assertThat(seen).containsExactly(Instant.parse("2026-11-20T10:00:10Z"), Instant.parse("2026-11-20T10:00:15Z"));
        assertThat(clock.instant()).isEqualTo("2026-11-20T10:00:19Z");
    }

    @Test
    void clockNeverGoesBack() {
        clock.advanceTo(Instant.parse("2026-11-20T09:00:00Z"));

        assertThat(clock.instant()).isEqualTo("2026-11-20T10:00:00Z");
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).hasMessageContaining("never goes back");
    }

    @Property(tries = 200)
    void actionsRunInOrderOfTimeHoweverTheyWereRegistered(
            @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 100) Integer> delays) {
        ManualClock moving = ManualClock.at("2026-11-20T10:00:00Z");
        List<Integer> ran = new ArrayList<>();
        delays.forEach(delay -> moving.after(Duration.ofSeconds(delay), () -> ran.add(delay)));

        moving.advance(Duration.ofSeconds(100));

        assertThat(ran).isEqualTo(delays.stream().sorted().toList());
    }
}
