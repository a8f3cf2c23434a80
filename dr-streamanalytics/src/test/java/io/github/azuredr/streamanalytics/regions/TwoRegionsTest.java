package io.github.azuredr.streamanalytics.regions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.pair.Side;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two Kafka brokers, two PostgreSQL servers and two job processes; {@code -Ddr.seeds=N} plays so many stories, from
 * {@code -Ddr.seeds.first}. */
class TwoRegionsTest {
    private static final Logger LOG = LoggerFactory.getLogger(TwoRegionsTest.class);

    @TempDir
    static Path folder;

    private static Map<Side, Region> regions;

    @BeforeAll
    static void start() throws Exception {
        regions = Map.of(Side.A, new Region(Side.A, folder), Side.B, new Region(Side.B, folder));
    }

    @AfterAll
    static void stop() throws Exception {
        for (Region region : regions.values()) {
            region.close();
        }
    }

    static LongStream seeds() {
        long first = Long.getLong("dr.seeds.first", 1);
        return LongStream.range(first, first + Long.getLong("dr.seeds", 5));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyAcknowledgedEventIsSeenOnceAndEveryWindowIsExactOrFlagged(long seed) throws Exception {
        Story story = new Story(seed, regions, folder);
        try {
            String told = story.play();
            LOG.info("seed {}: {}", seed, told);
            assertThat(told).contains("acknowledged");
        } catch (Exception | AssertionError failed) {
            // Said at once: a long proof goes on for an hour.
            LOG.error("seed {} failed: {}", seed, story, failed);
            throw failed;
        }
    }
}
