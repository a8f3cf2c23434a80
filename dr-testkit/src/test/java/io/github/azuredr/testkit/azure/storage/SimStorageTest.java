package io.github.azuredr.testkit.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.DataLakeServiceClient;
import com.azure.storage.file.datalake.DataLakeServiceClientBuilder;
import com.azure.storage.file.datalake.models.ListPathsOptions;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.time.ManualClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Storage as a part of the simulated Azure, under many threads, with generated trees, and after a kill. */
class SimStorageTest {
    private final StorageRig rig = new StorageRig();

    @Test
    void sixteenThreadsLoseNothing() throws Exception {
        BlobContainerClient container = rig.blobs("flateast").createBlobContainer("many");
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            String name = "n" + i;
            work.add(threads.submit(() -> container.getBlobClient(name).upload(BinaryData.fromString(name))));
        }
        for (Future<?> each : work) {
            each.get();
        }
        threads.shutdown();

        assertThat(container.listBlobs().stream()
                        .map(blob -> blob.getProperties().getETag()))
                .hasSize(160)
                .doesNotHaveDuplicates();
    }

    @Test
    void aGeneratedTreeIsListedInPagesAndNeverChanged() {
        BlobContainerClient flat = rig.blobs("flateast").createBlobContainer("synthetic");
        DataLakeFileSystemClient lake = rig.lake("lakeeast").createFileSystem("synthetic");
        rig.storage.mount("flateast", "synthetic", SyntheticTree.uniform(120, 100, 3));
        rig.storage.mount("lakeeast", "synthetic", SyntheticTree.uniform(120, 100, 3));

        assertThat(flat.listBlobs()).hasSize(12_000);
        assertThat(lake.listPaths(new ListPathsOptions().setRecursive(true), null))
                .hasSize(12_120);
        assertThat(flat.getBlobClient("d000119/f000099").downloadContent().toBytes())
                .hasSize(3);
        assertThat(lake.getFileClient("d000000/f000000").getProperties().getFileSize())
                .isEqualTo(3);
        assertThatThrownBy(() -> flat.getBlobClient("new").upload(BinaryData.fromString("x")))
                .isInstanceOf(BlobStorageException.class);
    }

    @Test
    void aFlatAccountRefusesWhatNeedsAHierarchy() {
        rig.blobs("flateast").createBlobContainer("things");
        String base = "https://flateast.dfs.core.windows.net/things/";

        SimResponse directory = rig.send("PUT", base + "d?resource=directory");
        SimResponse access = rig.send("HEAD", base + "?action=getAccessControl");
        SimResponse rename = rig.send("PUT", base + "b", "x-ms-rename-source", "/things/a");

        assertThat(List.of(directory.status(), access.status(), rename.status()))
                .containsOnly(400);
        assertThat(rename.header("x-ms-error-code")).contains("HierarchicalNamespaceNotEnabled");
    }

    @Test
    void whatIsNotServedIsRefusedByName() {
        rig.blobs("flateast").createBlobContainer("things");
        String base = "https://flateast.blob.core.windows.net/";

        assertThat(rig.send("POST", base + "?comp=batch").header("x-ms-error-code"))
                .contains("UnsupportedQueryParameter");
        assertThat(rig.send("PUT", base + "things/a", "x-ms-blob-type", "PageBlob")
                        .status())
                .isEqualTo(409);
        assertThat(rig.send("PUT", base + "things/a?comp=nonsense").header("x-ms-error-code"))
                .contains("InvalidQueryParameterValue");
        assertThat(rig.send("PUT", base + "things/a", new byte[1], "x-ms-blob-type", "BlockBlob", "Content-Length", "")
                        .status())
                .isEqualTo(411);
        assertThat(rig.send(
                                "PUT",
                                base + "things/a",
                                new byte[1],
                                "x-ms-blob-type",
                                "BlockBlob",
                                "Content-MD5",
                                "AAAAAAAAAAAAAAAAAAAAAA==")
                        .header("x-ms-error-code"))
                .contains("Md5Mismatch");
    }

    @Test
    void aFolderKeepsTheAccountsThroughAKill(@TempDir Path folder) {
        SimulatedAzure before = azure(folder);
        before.storageAccounts().create("kept", "eastus2", true);
        lake(before).createFileSystem("lake").createFile("a/b").exists();

        SimulatedAzure after = azure(folder);

        assertThat(lake(after).getFileSystemClient("lake").getFileClient("a/b").exists())
                .isTrue();
        after.region("eastus2").goDark();
        assertThatThrownBy(() -> lake(after)
                        .getFileSystemClient("lake")
                        .getFileClient("a/b")
                        .exists())
                .isInstanceOf(RuntimeException.class);
    }

    private static SimulatedAzure azure(Path folder) {
        return SimulatedAzure.in(folder, ManualClock.at(Instant.parse("2026-11-20T12:00:00Z")))
                .with(SimStorage::in);
    }

    private static DataLakeServiceClient lake(SimulatedAzure azure) {
        return new DataLakeServiceClientBuilder()
                .endpoint("https://kept.dfs.core.windows.net")
                .credential(azure.credential())
                .retryOptions(StorageRig.once())
                .httpClient(azure.httpClient())
                .buildClient();
    }
}
