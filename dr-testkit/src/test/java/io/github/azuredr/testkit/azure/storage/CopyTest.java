package io.github.azuredr.testkit.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpAuthorization;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.CopyStatusType;
import com.azure.storage.blob.options.BlobCopyFromUrlOptions;
import com.azure.storage.blob.options.BlobUploadFromUrlOptions;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Server-side copies between two accounts in two regions. */
class CopyTest {
    private final StorageRig rig = new StorageRig();
    private final BlobContainerClient from = rig.blobs("flateast").createBlobContainer("from");
    private final BlobContainerClient to = rig.blobs("flatwest").createBlobContainer("into");

    @Test
    void aPrivateSourceIsCopiedWithASignatureOrAToken() {
        from.getBlobClient("a").upload(BinaryData.fromString("across"));
        String plain = from.getBlobClient("a").getBlobUrl();

        refused(
                () -> to.getBlobClient("a").getBlockBlobClient().uploadFromUrl(plain),
                401,
                BlobErrorCode.CANNOT_VERIFY_COPY_SOURCE);
        to.getBlobClient("a").getBlockBlobClient().uploadFromUrl(signed("a"));
        to.getBlobClient("b")
                .getBlockBlobClient()
                .uploadFromUrlWithResponse(
                        new BlobUploadFromUrlOptions(plain)
                                .setSourceAuthorization(new HttpAuthorization("Bearer", StorageRig.TOKEN)),
                        null,
                        null);
        to.getBlobClient("c").copyFromUrl(signed("a"));

        for (String name : List.of("a", "b", "c")) {
            assertThat(to.getBlobClient(name).downloadContent().toString()).isEqualTo("across");
        }
        assertThat(to.getBlobClient("c").getProperties().getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
        assertThat(to.getBlobClient("c").getProperties().getCopySource()).doesNotContain("sig=");
    }

    @Test
    void aSourceInADarkRegionFailsTheCopyAndLeavesTheTarget() {
        from.getBlobClient("a").upload(BinaryData.fromString("new"));
        to.getBlobClient("a").upload(BinaryData.fromString("old"));
        rig.dark.add("eastus2");

        refused(
                () -> to.getBlobClient("a").getBlockBlobClient().uploadFromUrl(signed("a"), true),
                500,
                BlobErrorCode.CANNOT_VERIFY_COPY_SOURCE);

        assertThat(to.getBlobClient("a").downloadContent().toString()).isEqualTo("old");
    }

    @Test
    void aSourceThatChangedSinceItWasListedIsNotCopied() {
        from.getBlobClient("a").upload(BinaryData.fromString("1"));
        String listed = from.getBlobClient("a").getProperties().getETag();
        from.getBlobClient("a").upload(BinaryData.fromString("2"), true);

        refused(
                () -> to.getBlobClient("a")
                        .getBlockBlobClient()
                        .uploadFromUrlWithResponse(
                                new BlobUploadFromUrlOptions(signed("a"))
                                        .setSourceRequestConditions(new BlobRequestConditions().setIfMatch(listed)),
                                null,
                                null),
                412,
                BlobErrorCode.SOURCE_CONDITION_NOT_MET);
        assertThat(to.getBlobClient("a").exists()).isFalse();
        refused(
                () -> to.getBlobClient("a")
                        .copyFromUrlWithResponse(
                                new BlobCopyFromUrlOptions(signed("a"))
                                        .setDestinationRequestConditions(
                                                new BlobRequestConditions().setIfMatch("\"0x8D0\"")),
                                null,
                                null),
                412,
                BlobErrorCode.CONDITION_NOT_MET);
    }

    @Test
    void blocksAreStagedFromRangesOfASource() {
        from.getBlobClient("a").upload(BinaryData.fromString("0123456789"));
        var target = to.getBlobClient("a").getBlockBlobClient();

        target.stageBlockFromUrl("AAA=", signed("a"), new BlobRange(0, 5L));
        target.stageBlockFromUrl("AAB=", signed("a"), new BlobRange(5, 5L));
        target.commitBlockList(List.of("AAA=", "AAB="));

        assertThat(target.downloadContent().toString()).isEqualTo("0123456789");
    }

    @Test
    void anAsynchronousCopyOfTheSameAccountNeedsNoSignature() {
        from.getBlobClient("a").upload(BinaryData.fromString("same"));

        var done = from.getBlobClient("b").beginCopy(from.getBlobClient("a").getBlobUrl(), Duration.ofMillis(1));

        assertThat(done.poll().getValue().getCopyStatus()).isEqualTo(CopyStatusType.SUCCESS);
        assertThat(from.getBlobClient("b").downloadContent().toString()).isEqualTo("same");
    }

    private String signed(String name) {
        var blob = from.getBlobClient(name);
        OffsetDateTime end = rig.time.instant().plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC);
        return blob.getBlobUrl() + "?"
                + blob.generateSas(
                        new BlobServiceSasSignatureValues(end, new BlobSasPermission().setReadPermission(true)));
    }

    private static void refused(ThrowingCallable call, int status, BlobErrorCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BlobStorageException.class, e -> {
            assertThat(e.getErrorCode()).isEqualTo(code);
            assertThat(e.getStatusCode()).isEqualTo(status);
        });
    }
}
