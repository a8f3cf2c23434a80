package io.github.azuredr.datalake.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datalake.listing.Rows;
import io.github.azuredr.datalake.listing.Scratch;
import io.github.azuredr.datalake.store.MemoryLake;
import io.github.azuredr.datalake.store.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A base is written when reading it is cheaper than reading the batches. */
class CompactionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    private final MemoryLake lake = MemoryLake.flat("lakeb/data", false);
    private final AtomicLong next = new AtomicLong();

    /** One pass that finishes this many new files; answers what the manifest said when it began. */
    private List<String> pass(int files) throws IOException {
        Path root = Files.createDirectories(Path.of("target", "scratch"));
        Patience patience = new Patience(3, Duration.ofMillis(1), duration -> {});
        try (Scratch scratch = Scratch.in(root)) {
            Manifest manifest = Manifest.take(lake, "orders", 1, patience, CLOCK, scratch, 1 << 20);
            List<String> known = new ArrayList<>();
            try (Rows<ManifestEntry> rows = manifest.entries()) {
                rows.forEachRemaining(entry -> known.add(entry.path()));
            }
            for (int i = 0; i < files; i++) {
                manifest.finished()
                        .add(ManifestEntry.file(
                                String.format("f%08d", next.getAndIncrement()),
                                "s",
                                "t",
                                1,
                                manifest.generation(),
                                VerificationLevel.CONTENT_HASH,
                                ""));
            }
            manifest.complete(new CompletePoint(manifest.generation(), CLOCK.instant()), Duration.ofDays(1));
            return known;
        }
    }

    private List<String> objects(String kind) {
        return lake.everything().keySet().stream()
                .filter(path -> path.startsWith("_azuredr/orders/" + kind + "/"))
                .toList();
    }

    @Test
    void aSmallTreeIsReadFromItsBatchesAndNeverPaysForABase() throws IOException {
        pass(40);
        pass(40);

        assertThat(objects("manifest")).isEmpty();
        assertThat(objects("journal")).hasSize(2);
        assertThat(pass(0)).hasSize(80).isSorted();
    }

    @Test
    void manyBatchesOfOnePassBecomeABase() throws IOException {
        pass(11_000);

        assertThat(objects("manifest")).hasSize(1);
        assertThat(objects("journal")).isEmpty();
        assertThat(pass(0)).hasSize(11_000).isSorted();
    }

    @Test
    void manySmallPassesBecomeABaseOnceTheyAreMoreThanTen() throws IOException {
        for (int i = 0; i < 10; i++) {
            pass(1);
        }
        assertThat(objects("manifest")).isEmpty();

        pass(1);

        assertThat(objects("manifest")).hasSize(1);
        assertThat(objects("journal")).isEmpty();
        assertThat(pass(0)).hasSize(11);
    }

    @Test
    void aPassThatChangesNothingAsksForNoListingWhenItEnds() throws IOException {
        pass(40);
        lake.forgetCalls();

        pass(0);

        assertThat(lake.calls().stream().filter(call -> call.startsWith("list ")))
                .hasSize(1);
    }
}
