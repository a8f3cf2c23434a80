package io.github.azuredr.testkit.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.LeaseStateType;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import com.azure.storage.blob.specialized.BlobLeaseClient;
import com.azure.storage.blob.specialized.BlobLeaseClientBuilder;
import com.azure.storage.file.datalake.DataLakeFileClient;
import com.azure.storage.file.datalake.specialized.DataLakeLeaseClient;
import com.azure.storage.file.datalake.specialized.DataLakeLeaseClientBuilder;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A leased thing is changed only by its holder, and only for so long. */
class LeaseTest {
    private final StorageRig rig = new StorageRig();
    private final BlobContainerClient container = rig.blobs("flateast").createBlobContainer("things");
    private final BlobClient blob = container.getBlobClient("a");
    private final BlobLeaseClient lease =
            new BlobLeaseClientBuilder().blobClient(blob).buildClient();

    @Test
    void onlyTheHolderWrites() {
        blob.upload(BinaryData.fromString("1"));
        String id = lease.acquireLease(15);

        refused(() -> blob.upload(BinaryData.fromString("2"), true), 412, BlobErrorCode.LEASE_ID_MISSING);
        refused(blob::delete, 412, BlobErrorCode.LEASE_ID_MISSING);
        refused(
                () -> upload("2", "11111111-1111-1111-1111-111111111111"),
                412,
                BlobErrorCode.LEASE_ID_MISMATCH_WITH_BLOB_OPERATION);
        upload("2", id);
        assertThat(blob.downloadContent().toString()).isEqualTo("2");
        refused(() -> other().acquireLease(15), 409, BlobErrorCode.LEASE_ALREADY_PRESENT);
        refused(() -> other().renewLease(), 409, BlobErrorCode.LEASE_ID_MISMATCH_WITH_LEASE_OPERATION);
    }

    @Test
    void aLeaseRunsOutUnlessRenewed() {
        blob.upload(BinaryData.fromString("1"));
        String id = lease.acquireLease(15);
        rig.time.advance(Duration.ofSeconds(14));
        lease.renewLease();
        rig.time.advance(Duration.ofSeconds(14));
        assertThat(blob.getProperties().getLeaseState()).isEqualTo(LeaseStateType.LEASED);
        rig.time.advance(Duration.ofSeconds(1));

        assertThat(blob.getProperties().getLeaseState()).isEqualTo(LeaseStateType.EXPIRED);
        refused(() -> upload("2", id), 412, BlobErrorCode.LEASE_LOST);
        blob.upload(BinaryData.fromString("3"), true);
        refused(() -> upload("2", id), 412, BlobErrorCode.LEASE_NOT_PRESENT_WITH_BLOB_OPERATION);
    }

    @Test
    void aBrokenLeaseLocksUntilItsBreakEnds() {
        blob.upload(BinaryData.fromString("1"));
        lease.acquireLease(-1);

        assertThat(lease.breakLeaseWithResponse(
                                new com.azure.storage.blob.options.BlobBreakLeaseOptions()
                                        .setBreakPeriod(Duration.ofSeconds(10)),
                                null,
                                null)
                        .getValue())
                .isEqualTo(10);
        refused(() -> blob.upload(BinaryData.fromString("2"), true), 412, BlobErrorCode.LEASE_ID_MISSING);
        rig.time.advance(Duration.ofSeconds(10));

        blob.upload(BinaryData.fromString("2"), true);
        refused(lease::renewLease, 409, BlobErrorCode.LEASE_NOT_PRESENT_WITH_LEASE_OPERATION);
    }

    @Test
    void aLeasedContainerIsDeletedByItsHolderOnly() {
        BlobLeaseClient held =
                new BlobLeaseClientBuilder().containerClient(container).buildClient();
        String id = held.acquireLease(-1);

        refused(container::delete, 412, BlobErrorCode.LEASE_ID_MISSING);
        container.deleteWithResponse(new BlobRequestConditions().setLeaseId(id), null, null);

        assertThat(container.exists()).isFalse();
    }

    @Test
    void aLeasedFileTakesAppendsFromItsHolderOnly() {
        DataLakeFileClient file = rig.lake("lakeeast").createFileSystem("lake").createFile("f");
        DataLakeLeaseClient held =
                new DataLakeLeaseClientBuilder().fileClient(file).buildClient();
        held.acquireLease(60);

        LakeEndpointTest.refused(() -> file.append(BinaryData.fromString("x"), 0), 412, "LeaseIdMissing");
        held.releaseLease();
        file.append(BinaryData.fromString("x"), 0);
        file.flush(1, true);

        assertThat(file.getProperties().getFileSize()).isEqualTo(1);
    }

    private BlobLeaseClient other() {
        return new BlobLeaseClientBuilder()
                .blobClient(blob)
                .leaseId("22222222-2222-2222-2222-222222222222")
                .buildClient();
    }

    private void upload(String text, String leaseId) {
        blob.uploadWithResponse(
                new BlobParallelUploadOptions(BinaryData.fromString(text))
                        .setRequestConditions(new BlobRequestConditions().setLeaseId(leaseId)),
                null,
                null);
    }

    private static void refused(ThrowingCallable call, int status, BlobErrorCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BlobStorageException.class, e -> {
            assertThat(e.getErrorCode()).isEqualTo(code);
            assertThat(e.getStatusCode()).isEqualTo(status);
        });
    }
}
