package io.github.azuredr.streamanalytics.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.ManualTime;
import io.github.azuredr.streamanalytics.send.SendPolicy;
import io.github.azuredr.streamanalytics.window.WindowDelivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Some minutes of two regions, of which parts die and come back; then everything is held against the producers' book. */
final class Story {
    private static final int SECONDS = 300;
    private static final int EVENTS_PER_SECOND = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final long seed;
    private final SendPolicy policy;
    private final Map<Side, Region> regions;
    private final Path folder;
    private final ManualTime time = new ManualTime();
    private final Random random;
    private List<Outage> outages = List.of();

    Story(long seed, Map<Side, Region> regions, Path folder) throws Exception {
        this.seed = seed;
        this.random = new Random(seed);
        this.policy = seed % 2 == 0 ? SendPolicy.ALL : SendPolicy.ANY;
        this.regions = regions;
        this.folder = Files.createDirectories(folder.resolve("story-" + seed));
    }

    /** One line for the log. */
    String play() throws Exception {
        String run = "s" + seed;
        for (Region region : regions.values()) {
            region.begin(run, seed * 1_000);
        }
        try (Producers producers = new Producers(regions, folder, policy, time, random)) {
            Application application = new Application(regions, run, time, random);
            outages = Outage.of(random, SECONDS);
            for (int second = 0; second < SECONDS; second++) {
                time.advance(Duration.ofSeconds(1));
                happen(second);
                producers.send(EVENTS_PER_SECOND);
                if (second % 100 == 50) {
                    producers.restartOne();
                }
                if (second % 4 == 0) {
                    application.read();
                }
                if (random.nextInt(90) == 0) {
                    application.goOver();
                }
            }
            ending(producers, application);
            return outages + ": " + verdict(producers, application);
        } finally {
            regions.values().forEach(Region::end);
        }
    }

    private void happen(int second) throws Exception {
        for (Outage outage : outages) {
            if (outage.from() == second) {
                regions.get(outage.side()).kill(outage.part());
            }
            if (outage.to() == second) {
                regions.get(outage.side()).bringBack(outage.part());
            }
        }
    }

    /** All parts are back: what is owed arrives, what was not acknowledged is sent again, the jobs catch up. */
    private void ending(Producers producers, Application application) throws Exception {
        Deadline.await(PATIENCE, () -> "nothing to send again", () -> {
            producers.send(0);
            return producers.nothingToSendAgain();
        });
        Deadline.await(PATIENCE, () -> "nothing owed", producers::nothingOwed);
        for (int i = 0; i < 10; i++) {
            time.advance(OpenWindows.LENGTH);
            producers.send(EVENTS_PER_SECOND);
        }
        Instant closed = time.now().minus(Duration.ofSeconds(60));
        for (Region region : regions.values()) {
            Deadline.await(
                    PATIENCE,
                    () -> "all rows in region " + region.side,
                    () -> region.hasAll(producers.lastAcknowledged(), closed));
        }
        for (int i = 0; i < 24; i++) {
            time.advance(Duration.ofSeconds(Math.min(1L << i, 3_600)));
            application.read();
        }
    }

    private String verdict(Producers producers, Application application) throws Exception {
        List<String> seen = application.seen();
        Set<String> acknowledged = producers.book().stream()
                .filter(Producers.Sent::acknowledged)
                .map(Producers.Sent::id)
                .collect(Collectors.toSet());
        Set<String> lost = new HashSet<>(acknowledged);
        seen.forEach(lost::remove);
        assertThat(lost)
                .as("acknowledged and never seen, open gaps %s", application.skipped())
                .isEmpty();
        Set<String> once = new HashSet<>();
        List<String> twice = seen.stream().filter(id -> !once.add(id)).toList();
        assertThat(twice).as("seen twice").isEmpty();
        once.removeAll(acknowledged);
        assertThat(once).as("seen and never acknowledged").isEmpty();
        assertThat(application.problems()).as("reported").isEmpty();
        int sure = windows(producers, application);
        return policy + ", " + acknowledged.size() + " acknowledged in "
                + producers.book().size() + " attempts, "
                + application.switches() + " switches, " + application.windows().size() + " windows, " + sure
                + " sure, " + application.skipped();
    }

    /** Every window that must be there is there; each that is called sure holds exactly what was sent. */
    private int windows(Producers producers, Application application) {
        Map<Instant, List<Producers.Sent>> sent =
                producers.book().stream().collect(Collectors.groupingBy(one -> OpenWindows.end(one.time())));
        Instant due = time.now().minus(Duration.ofHours(1));
        int sure = 0;
        for (Map.Entry<Instant, List<Producers.Sent>> window : sent.entrySet()) {
            List<Producers.Sent> certain = window.getValue().stream()
                    .filter(Producers.Sent::acknowledged)
                    .toList();
            WindowDelivery delivered = application.windows().get(window.getKey());
            if (delivered == null) {
                assertThat(certain.isEmpty() || window.getKey().isAfter(lastClosed(producers)))
                        .as("window %s was never delivered, due %s", window.getKey(), due)
                        .isTrue();
            } else if (delivered.state().sure()) {
                sure++;
                long events = number(delivered, "events");
                long amount = number(delivered, "amount");
                assertThat(events).as("events of %s", delivered).isBetween((long) certain.size(), (long)
                        window.getValue().size());
                assertThat(amount).as("amount of %s", delivered).isBetween(sum(certain), sum(window.getValue()));
            }
        }
        return sure;
    }

    private Instant lastClosed(Producers producers) {
        Instant newest = producers.book().stream()
                .map(Producers.Sent::time)
                .max(Instant::compareTo)
                .orElseThrow();
        return newest.minus(Duration.ofSeconds(50));
    }

    private static long sum(List<Producers.Sent> events) {
        return events.stream().mapToLong(Producers.Sent::amount).sum();
    }

    private static long number(WindowDelivery window, String column) {
        return ((Number) window.row().values().get(column)).longValue();
    }

    @Override
    public String toString() {
        return policy + " " + outages;
    }
}
