package io.github.azuredr.testkit.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.UserDelegationKey;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.sas.DataLakeServiceSasSignatureValues;
import com.azure.storage.file.datalake.sas.PathSasPermission;
import io.github.azuredr.testkit.azure.SimResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Who is let in, and what a signature allows. */
class DoorTest {
    private static final String BLOB = "https://flateast.blob.core.windows.net/things/a";

    private final StorageRig rig = new StorageRig();
    private final BlobContainerClient container = rig.blobs("flateast").createBlobContainer("things");

    @Test
    void aWrongKeyIsRefusedAndTheSecondKeyIsGood() {
        String second = rig.find("flateast").orElseThrow().key2Base64();
        String foreign = rig.find("flatwest").orElseThrow().key1Base64();

        refused(
                () -> with(foreign).getBlobContainerClient("things").exists(),
                403,
                BlobErrorCode.AUTHENTICATION_FAILED);
        assertThat(with(second).getBlobContainerClient("things").exists()).isTrue();
    }

    private BlobServiceClient with(String key) {
        return rig.blobBuilder("flateast")
                .credential(new StorageSharedKeyCredential("flateast", key))
                .buildClient();
    }

    @Test
    void onlyAGoodTokenIsLetIn() {
        assertThat(rig.lakeBuilder("lakeeast")
                        .credential(StorageRig.token(StorageRig.TOKEN))
                        .buildClient()
                        .createFileSystem("lake")
                        .createFile("ä ö/f")
                        .exists())
                .isTrue();
        refused(
                () -> rig.blobBuilder("flateast")
                        .credential(StorageRig.token("stolen"))
                        .buildClient()
                        .getBlobContainerClient("things")
                        .getBlobClient("a")
                        .upload(BinaryData.fromString("x")),
                401,
                BlobErrorCode.INVALID_AUTHENTICATION_INFO);
    }

    @Test
    void nobodyComesInWithoutAuthenticationOrVersion() {
        SimResponse anonymous = rig.send("GET", BLOB, "Authorization", "");
        SimResponse noVersion = rig.send("GET", BLOB, "x-ms-version", "");
        SimResponse dfs =
                rig.send("GET", "https://lakeeast.dfs.core.windows.net/lake?resource=filesystem", "Authorization", "");

        assertThat(anonymous.status()).isEqualTo(401);
        assertThat(anonymous.header("x-ms-error-code")).contains("NoAuthenticationInformation");
        assertThat(anonymous.text()).contains("<Code>NoAuthenticationInformation</Code>");
        assertThat(noVersion.header("x-ms-error-code")).contains("MissingRequiredHeader");
        assertThat(dfs.text()).contains("{\"error\":{\"code\":\"NoAuthenticationInformation\"");
    }

    @Test
    void anAccountSignatureAllowsWhatItSaysUntilItEnds() {
        container.getBlobClient("a").upload(BinaryData.fromString("x"));
        AccountSasSignatureValues values = new AccountSasSignatureValues(
                end(),
                new AccountSasPermission().setReadPermission(true),
                new AccountSasService().setBlobAccess(true),
                new AccountSasResourceType().setObject(true));
        String sas = rig.blobs("flateast").generateAccountSas(values);
        BlobContainerClient limited =
                rig.blobBuilder("flateast").sasToken(sas).buildClient().getBlobContainerClient("things");

        assertThat(limited.getBlobClient("a").downloadContent().toString()).isEqualTo("x");
        refused(
                () -> limited.getBlobClient("a").upload(BinaryData.fromString("y"), true),
                403,
                BlobErrorCode.AUTHORIZATION_PERMISSION_MISMATCH);
        refused(
                () -> assertThat(limited.listBlobs()).isEmpty(),
                403,
                BlobErrorCode.AUTHORIZATION_RESOURCE_TYPE_MISMATCH);
        refused(
                () -> rig.blobBuilder("flateast")
                        .sasToken(sas.replace("sp=r", "sp=rw"))
                        .buildClient()
                        .getBlobContainerClient("things")
                        .getBlobClient("a")
                        .downloadContent(),
                403,
                BlobErrorCode.AUTHENTICATION_FAILED);
        rig.time.advance(Duration.ofHours(2));
        refused(() -> limited.getBlobClient("a").downloadContent(), 403, BlobErrorCode.AUTHENTICATION_FAILED);
    }

    @Test
    void aContainerSignatureListsAndReadsItsContainerOnly() {
        rig.blobs("flateast").createBlobContainer("other");
        String sas = container.generateSas(new BlobServiceSasSignatureValues(
                end(), new BlobContainerSasPermission().setListPermission(true).setReadPermission(true)));
        BlobServiceClient limited = rig.blobBuilder("flateast").sasToken(sas).buildClient();

        assertThat(limited.getBlobContainerClient("things").listBlobs()).isEmpty();
        refused(
                () -> assertThat(limited.getBlobContainerClient("other").listBlobs())
                        .isEmpty(),
                403,
                BlobErrorCode.AUTHENTICATION_FAILED);
        refused(
                () -> limited.getBlobContainerClient("things").delete(),
                403,
                BlobErrorCode.AUTHORIZATION_RESOURCE_TYPE_MISMATCH);
    }

    @Test
    void aTokenMakesAUserDelegationSignature() {
        BlobServiceClient caller = rig.blobBuilder("flateast")
                .credential(StorageRig.token(StorageRig.TOKEN))
                .buildClient();
        container.getBlobClient("a").upload(BinaryData.fromString("x"));
        UserDelegationKey key = caller.getUserDelegationKey(rig.time.instant().atOffset(ZoneOffset.UTC), end());
        String sas = caller.getBlobContainerClient("things")
                .generateUserDelegationSas(
                        new BlobServiceSasSignatureValues(
                                end(), new BlobContainerSasPermission().setReadPermission(true)),
                        key);

        BlobContainerClient limited =
                rig.blobBuilder("flateast").sasToken(sas).buildClient().getBlobContainerClient("things");

        assertThat(limited.getBlobClient("a").downloadContent().toString()).isEqualTo("x");
    }

    @Test
    void aDirectorySignatureReachesWhatLiesBelow() {
        DataLakeFileSystemClient lake = rig.lake("lakeeast").createFileSystem("lake");
        lake.createFile("in/deep/f");
        lake.createFile("out/f");
        String sas = lake.getDirectoryClient("in")
                .generateSas(
                        new DataLakeServiceSasSignatureValues(end(), new PathSasPermission().setReadPermission(true)));
        DataLakeFileSystemClient limited =
                rig.lakeBuilder("lakeeast").sasToken(sas).buildClient().getFileSystemClient("lake");

        assertThat(limited.getFileClient("in/deep/f").getProperties().getFileSize())
                .isZero();
        assertThatThrownBy(() -> limited.getFileClient("out/f").getProperties()).hasMessageContaining("403");
    }

    private OffsetDateTime end() {
        return rig.time.instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC);
    }

    private static void refused(ThrowingCallable call, int status, BlobErrorCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BlobStorageException.class, e -> {
            assertThat(e.getErrorCode()).isEqualTo(code);
            assertThat(e.getStatusCode()).isEqualTo(status);
        });
    }
}
