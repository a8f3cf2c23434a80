package io.github.azuredr.datalake.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.github.azuredr.datalake.files.LakeReplication;
import io.github.azuredr.datalake.files.PassProgress;
import io.github.azuredr.datalake.files.PassReport;
import io.github.azuredr.datalake.files.PassRuntime;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.files.Refusal;
import io.github.azuredr.datalake.manifest.VerificationLevel;
import io.github.azuredr.datalake.store.Patience;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The engine between two real servers: conditions, hashes, blocks and listings as an independent implementation has them. */
@SuppressWarnings("NullAway.Init") // set up before each test
class AzuriteReplicationTest {
    private static Azurite primary;
    private static Azurite secondary;
    private static ExecutorService threads;
    private BlobContainerClient source;
    private BlobContainerClient target;
    private LakeReplication replication;

    @BeforeAll
    static void start() {
        primary = Azurite.start("priacct");
        secondary = Azurite.start("secacct");
        threads = Executors.newFixedThreadPool(17);
    }

    @AfterAll
    static void stop() {
        if (primary != null) {
            primary.close();
        }
        if (secondary != null) {
            secondary.close();
        }
        if (threads != null) {
            threads.shutdownNow();
        }
    }

    @BeforeEach
    void describe(TestInfo test) {
        String name = "t" + Integer.toHexString(test.getDisplayName().hashCode());
        source = primary.container(name);
        target = secondary.container(name);
        Clock clock = Clock.systemUTC();
        PassRuntime runtime = new PassRuntime(
                clock,
                threads,
                16,
                new Patience(4, Duration.ofMillis(50), duration -> LockSupport.parkNanos(duration.toNanos())),
                PassProgress.NO_OP,
                Path.of("target", "scratch"));
        replication = LakeReplication.of(
                "orders", BlobLake.of(source, clock), BlobLake.of(target, clock), PassSettings.ofDefaults(), runtime);
    }

    @Test
    void aTreeIsCopiedThenKeptEqualByWhatChanged() {
        for (int i = 0; i < 300; i++) {
            write(source, "data/year=2026/part-" + i + ".csv", "row " + i);
            write(source, "data/year=2026-draft/\u00e4 " + i, "");
        }

        PassReport first = replication.run(1).orThrow();
        write(source, "data/year=2026/part-7.csv", "other");
        source.getBlobClient("data/year=2026/part-8.csv").delete();
        write(source, "data/new", "new");
        PassReport second = replication.run(1).orThrow();

        assertThat(first.files().copied()).isEqualTo(600);
        assertThat(first.verified()).containsEntry(VerificationLevel.CONTENT_HASH, 600L);
        assertThat(second.files().copied()).isEqualTo(2);
        assertThat(second.files().deleted()).isEqualTo(1);
        assertThat(second.files().skipped()).isEqualTo(598);
        assertThat(second.files().kept()).isEqualTo(2);
        assertThat(users(target)).isEqualTo(users(source));
    }

    @Test
    void aLargeFileTravelsInBlocksWithItsPropertiesAndMetadata() {
        byte[] large = new byte[9 * 1024 * 1024 + 17];
        new Random(7).nextBytes(large);
        source.getBlobClient("large.bin").upload(BinaryData.fromBytes(large), true);
        source.getBlobClient("large.bin").setMetadata(Map.of("owner", "orders"));
        source.getBlobClient("large.bin")
                .setHttpHeaders(new com.azure.storage.blob.models.BlobHttpHeaders().setContentType("image/x-raw"));

        replication.run(1).orThrow();

        assertThat(target.getBlobClient("large.bin").downloadContent().toBytes())
                .isEqualTo(large);
        assertThat(target.getBlobClient("large.bin").getProperties().getMetadata())
                .containsEntry("owner", "orders")
                .containsKey("azuredr_source");
        assertThat(target.getBlobClient("large.bin").getProperties().getContentType())
                .isEqualTo("image/x-raw");
    }

    @Test
    void aTargetWrittenByAnyoneElseStopsThePass() {
        write(source, "a", "1");
        replication.run(1).orThrow();
        write(target, "a", "theirs");
        write(source, "a", "2");

        PassReport report = replication.run(1);

        assertThat(report.complete()).isFalse();
        assertThat(report.refusals().get(0).rule()).isEqualTo(Refusal.Rule.TARGET_CHANGED_BY_ANOTHER);
        assertThat(target.getBlobClient("a").downloadContent().toString()).isEqualTo("theirs");
    }

    @Test
    void aLostManifestIsRecognisedFromTheFilesThemselves() {
        write(source, "a", "1");
        write(source, "b", "22");
        replication.run(1).orThrow();
        target.listBlobs(new ListBlobsOptions().setPrefix("_azuredr/orders/"), java.time.Duration.ofMinutes(1))
                .forEach(item -> target.getBlobClient(item.getName()).delete());

        PassReport report = replication.run(1).orThrow();

        assertThat(report.files().recognised()).isEqualTo(2);
        assertThat(report.files().copied()).isZero();
    }

    private static void write(BlobContainerClient container, String name, String content) {
        container.getBlobClient(name).upload(BinaryData.fromString(content), true);
    }

    private static Map<String, String> users(BlobContainerClient container) {
        Map<String, String> all = new TreeMap<>();
        container
                .listBlobs(new ListBlobsOptions().setDetails(new BlobListDetails()), java.time.Duration.ofMinutes(1))
                .forEach(item -> {
                    if (!item.getName().startsWith("_azuredr/")) {
                        all.put(
                                item.getName(),
                                java.util.Base64.getEncoder()
                                        .encodeToString(item.getProperties().getContentMd5()));
                    }
                });
        return all;
    }
}
