package io.github.azuredr.testkit.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpAuthorization;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.models.DeleteSnapshotsOptionType;
import com.azure.storage.blob.options.BlobUploadFromUrlOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.file.datalake.DataLakeFileClient;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.DataLakeServiceClient;
import com.azure.storage.file.datalake.DataLakeServiceClientBuilder;
import com.azure.storage.file.datalake.models.ListPathsOptions;
import com.azure.storage.file.datalake.models.PathAccessControlEntry;
import com.azure.storage.file.datalake.models.PathHttpHeaders;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.time.ManualClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One walk through most operations in a SimulatedAzure, so that a recording of it shows the whole surface. */
class StorageStoryTest {
    private final SimulatedAzure azure = SimulatedAzure.inMemory(ManualClock.at(Instant.parse("2026-11-20T12:00:00Z")))
            .with(SimStorage::in);

    @Test
    void aFlatAccountLivesThroughItsDay() {
        azure.storageAccounts().create("flateast", "eastus2", false);
        azure.storageAccounts().create("flatwest", "centralus", false);
        BlobContainerClient east = blobs("flateast").createBlobContainer("things");
        BlobContainerClient west = blobs("flatwest").createBlobContainer("things");
        var blob = east.getBlobClient("dir/a b");

        blob.upload(BinaryData.fromString("one"));
        blob.setMetadata(Map.of("k", "v"));
        blob.setTags(Map.of("colour", "blue"));
        assertThat(blob.getTags()).containsEntry("colour", "blue");
        var snapshot = blob.createSnapshot();
        blob.upload(BinaryData.fromString("two"), true);
        assertThat(snapshot.downloadContent().toString()).isEqualTo("one");
        assertThatThrownBy(blob::delete)
                .isInstanceOf(BlobStorageException.class)
                .hasMessageContaining("SnapshotsPresent");
        BlobLeaseClient lease = new BlobLeaseClientBuilder().blobClient(blob).buildClient();
        lease.acquireLease(15);
        lease.changeLease("33333333-3333-3333-3333-333333333333");
        lease.renewLease();
        lease.breakLease();
        lease.releaseLease();
        var blocks = west.getBlobClient("copy").getBlockBlobClient();
        blocks.uploadFromUrlWithResponse(
                new BlobUploadFromUrlOptions(blob.getBlobUrl())
                        .setSourceAuthorization(new HttpAuthorization(
                                "Bearer",
                                azure.tokens().issue(SimulatedAzure.TENANT, "p", "https://storage.azure.com"))),
                null,
                null);
        blocks.stageBlock("AAA=", BinaryData.fromString("x"));
        blocks.listBlocks(BlockListType.ALL);
        blocks.commitBlockList(List.of("AAA="), true);
        assertThat(east.listBlobs()).hasSize(1);
        assertThat(east.listBlobsByHierarchy("")).hasSize(1);
        assertThat(blobs("flateast").listBlobContainers()).hasSize(1);
        blob.deleteWithResponse(DeleteSnapshotsOptionType.INCLUDE, null, null, null);
        azure.region("eastus2").goDark();
        assertThatThrownBy(() -> blocks.uploadFromUrl(blob.getBlobUrl(), true))
                .isInstanceOf(BlobStorageException.class)
                .hasMessageContaining("CannotVerifyCopySource");
        azure.region("eastus2").comeBack();
        east.setMetadata(Map.of("k", "v"));
        east.getProperties();
        east.delete();
    }

    @Test
    void aLakeLivesThroughItsDay() {
        azure.storageAccounts().create("lakeeast", "eastus2", true);
        DataLakeServiceClient service = new DataLakeServiceClientBuilder()
                .endpoint("https://lakeeast.dfs.core.windows.net")
                .credential(azure.credential())
                .retryOptions(StorageRig.once())
                .httpClient(azure.httpClient())
                .buildClient();
        DataLakeFileSystemClient lake = service.createFileSystem("lake");

        lake.createDirectory("d/ä");
        DataLakeFileClient file = lake.createFile("d/ä/f");
        file.append(BinaryData.fromString("hello"), 0);
        file.flush(5, true);
        file.setMetadata(Map.of("k", "v"));
        file.setHttpHeaders(new PathHttpHeaders().setContentType("text/plain"));
        assertThat(file.getProperties().getContentType()).isEqualTo("text/plain");
        file.setPermissions(file.getAccessControl().getPermissions(), "g", "o");
        lake.getDirectoryClient("d")
                .setAccessControlRecursive(PathAccessControlEntry.parseList("user::rwx,group::r-x,other::---"));
        assertThat(lake.listPaths(new ListPathsOptions().setRecursive(true).setMaxResults(2), null))
                .hasSize(3);
        lake.getDirectoryClient("d").rename(null, "e");
        assertThatThrownBy(() -> lake.getDirectoryClient("e").delete()).hasMessageContaining("DirectoryNotEmpty");
        lake.getDirectoryClient("e").deleteRecursively();
        assertThat(service.listFileSystems()).hasSize(1);
        lake.delete();
        assertThat(lake.exists()).isFalse();
    }

    private BlobServiceClient blobs(String account) {
        return new BlobServiceClientBuilder()
                .endpoint("https://" + account + ".blob.core.windows.net")
                .credential(azure.credential())
                .retryOptions(StorageRig.once())
                .httpClient(azure.httpClient())
                .buildClient();
    }
}
