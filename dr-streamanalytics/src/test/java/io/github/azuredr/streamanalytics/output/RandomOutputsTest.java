package io.github.azuredr.streamanalytics.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.ManualTime;
import io.github.azuredr.streamanalytics.checkpoint.InMemoryCheckpoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Two at-least-once outputs with holes, late rows, darkness, crashes and switches, against the set of what exists. */
class RandomOutputsTest {

    @Property(tries = 400, shrinking = ShrinkingMode.OFF)
    void everyRowThatExistsAnywhereIsSeenOnce(@ForAll long seed) {
        World world = new World(new Random(seed));

        world.run();

        assertThat(world.delivered).as("once").doesNotHaveDuplicates();
        assertThat(new HashSet<>(world.delivered)).as("all").isEqualTo(world.existing());
        assertThat(world.ordered).as("per-key order of rows not flagged late").isTrue();
    }

    private static final class World {
        private final Random random;
        private final ManualTime time = new ManualTime();
        private final Map<Side, TableSource> tables = Map.of(Side.A, new TableSource(), Side.B, new TableSource());
        private final Map<Side, List<OutputRow>> underWay =
                Map.of(Side.A, new ArrayList<>(), Side.B, new ArrayList<>());
        private final InMemoryCheckpoints checkpoints = new InMemoryCheckpoints();
        private final List<String> delivered = new ArrayList<>();
        private final Map<String, OutputRow> lastOfKey = new HashMap<>();
        private final long[] sequences = new long[3];
        private OutputReconciler reader;
        private Side active = Side.A;
        private long epoch = 1;
        private boolean ordered = true;

        World(Random random) {
            this.random = random;
            reader = open();
        }

        void run() {
            for (int i = 0; i < 150; i++) {
                act(random.nextInt(10));
            }
            for (Side side : Side.values()) {
                tables.get(side).dark(false);
                List.copyOf(underWay.get(side)).forEach(tables.get(side)::insert);
            }
            time.advance(Duration.ofSeconds(1));
            if (random.nextBoolean()) {
                // Otherwise no later row shows what the side being read lacks at its end.
                for (int producer = 0; producer < sequences.length; producer++) {
                    OutputRow last = event(producer);
                    tables.values().forEach(table -> table.insert(last));
                }
            }
            for (int i = 0; i < 40; i++) {
                for (boolean more = true; more; ) {
                    more = !take(true);
                }
                time.advance(Duration.ofHours(1L << Math.min(i, 10)));
            }
        }

        Set<String> existing() {
            Set<String> ids = new HashSet<>();
            tables.values().forEach(table -> table.rows().forEach(row -> ids.add(row.id())));
            return ids;
        }

        private void act(int action) {
            switch (action) {
                case 0, 1, 2 -> emit();
                case 3, 4 -> arrive(random.nextBoolean() ? Side.A : Side.B);
                case 5, 6 -> take(true);
                case 7 -> {
                    if (random.nextBoolean()) {
                        take(false);
                    } else {
                        reader = open();
                    }
                }
                case 8 -> {
                    if (random.nextInt(3) == 0) {
                        active = active.other();
                        epoch++;
                        reader.switchTo(active, epoch);
                    } else {
                        tables.get(random.nextBoolean() ? Side.A : Side.B).dark(random.nextInt(3) == 0);
                    }
                }
                default -> time.advance(Duration.ofSeconds(random.nextInt(200)));
            }
        }

        private void emit() {
            OutputRow row = event(random.nextInt(sequences.length));
            int missing = random.nextInt(6);
            if (missing != 0) {
                underWay.get(Side.A).add(row);
            }
            if (missing != 1) {
                underWay.get(Side.B).add(row);
            }
        }

        private OutputRow event(int producer) {
            time.advance(Duration.ofMillis(random.nextInt(2_000)));
            long sequence = ++sequences[producer];
            String id = "p" + producer + "-" + sequence;
            return new OutputRow(id, "k" + sequence % 2, time.now(), "p" + producer, 1, sequence, Map.of("v", id));
        }

        private void arrive(Side side) {
            List<OutputRow> waiting = underWay.get(side);
            for (OutputRow row : List.copyOf(waiting)) {
                if (random.nextInt(3) > 0) {
                    tables.get(side).insert(row);
                    if (random.nextInt(5) > 0) {
                        waiting.remove(row);
                    }
                }
            }
        }

        /** Whether nothing was left to read. */
        private boolean take(boolean commit) {
            try {
                Batch batch = reader.next();
                if (commit) {
                    checkpoints.save(batch.checkpoint());
                    batch.rows().forEach(this::deliver);
                    if (random.nextInt(10) > 0) {
                        reader.committed(batch);
                    } else {
                        reader = open();
                    }
                }
                return batch.atEnd();
            } catch (RowSourceException dark) {
                assertThat(dark).hasMessageContaining("dark");
                return true;
            }
        }

        private void deliver(Delivery one) {
            delivered.add(one.row().id());
            OutputRow before = lastOfKey.get(one.row().key());
            if (!one.late()) {
                ordered &= before == null || OutputRow.READING_ORDER.compare(before, one.row()) < 0;
                lastOfKey.put(one.row().key(), one.row());
            }
        }

        private OutputReconciler open() {
            ReaderSettings settings = ReaderSettings.ofDefaults()
                    .withPageSize(1 + random.nextInt(20))
                    .withOverlap(Duration.ofMinutes(90));
            return OutputReconciler.open(
                    "r", tables, DuplicateStrategy.bySequence(), settings, checkpoints, time, active, epoch);
        }
    }
}
