package io.github.azuredr.testkit.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.specialized.BlockBlobClient;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The blob endpoint as the official client sees it. */
class BlobEndpointTest {
    private final StorageRig rig = new StorageRig();
    private final BlobContainerClient container = rig.blobs("flateast").createBlobContainer("things");

    @Test
    void aBlobComesBackAsItWasPut() {
        BlobClient blob = container.getBlobClient("a/ä b.txt");

        blob.upload(BinaryData.fromString("hello"));
        blob.setMetadata(Map.of("owner", "me"));

        assertThat(blob.downloadContent().toString()).isEqualTo("hello");
        assertThat(blob.getProperties().getMetadata()).containsEntry("owner", "me");
        assertThat(blob.getProperties().getBlobSize()).isEqualTo(5);
        assertThat(Base64.getEncoder().encodeToString(blob.getProperties().getContentMd5()))
                .isEqualTo(Hashes.md5("hello".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRangeIsAnsweredAloneAndOneBehindTheEndIsRefused() {
        BlobClient blob = container.getBlobClient("r");
        blob.upload(BinaryData.fromString("0123456789"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        blob.downloadStreamWithResponse(out, new BlobRange(2, 3L), null, null, false, null, null);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("234");
        assertThatThrownBy(() -> blob.downloadStreamWithResponse(
                        new ByteArrayOutputStream(), new BlobRange(10, 3L), null, null, false, null, null))
                .isInstanceOfSatisfying(BlobStorageException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(416);
                    assertThat(e.getErrorCode()).isEqualTo(BlobErrorCode.INVALID_RANGE);
                });
    }

    @Test
    void aSecondCreationIsRefusedAndLeavesTheFirst() {
        BlobClient blob = container.getBlobClient("once");
        blob.upload(BinaryData.fromString("first"), false);

        assertThatThrownBy(() -> blob.upload(BinaryData.fromString("second"), false))
                .isInstanceOfSatisfying(BlobStorageException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(409);
                    assertThat(e.getErrorCode()).isEqualTo(BlobErrorCode.BLOB_ALREADY_EXISTS);
                });
        assertThat(blob.downloadContent().toString()).isEqualTo("first");
    }

    @Test
    void blocksBecomeABlobOnlyWhenCommitted() {
        BlockBlobClient blob = container.getBlobClient("blocks").getBlockBlobClient();
        stage(blob, "AAA=", "one");
        stage(blob, "AAB=", "two");

        assertThat(blob.exists()).isFalse();
        assertThat(blob.listBlocks(BlockListType.ALL).getUncommittedBlocks()).hasSize(2);

        blob.commitBlockList(List.of("AAB=", "AAA="));

        assertThat(blob.downloadContent().toString()).isEqualTo("twoone");
        assertThat(blob.listBlocks(BlockListType.ALL).getUncommittedBlocks()).isEmpty();
        assertThatThrownBy(() -> blob.commitBlockList(List.of("AAC="), true))
                .isInstanceOfSatisfying(BlobStorageException.class, e -> assertThat(e.getErrorCode())
                        .isEqualTo(BlobErrorCode.INVALID_BLOCK_LIST));
        assertThatThrownBy(() -> {
                    stage(blob, "AAA=", "x");
                    stage(blob, "AAAAAAA=", "y");
                })
                .isInstanceOfSatisfying(BlobStorageException.class, e -> assertThat(e.getErrorCode())
                        .isEqualTo(BlobErrorCode.INVALID_BLOB_OR_BLOCK));
    }

    private static void stage(BlockBlobClient blob, String id, String text) {
        blob.stageBlock(id, BinaryData.fromString(text));
    }

    @Test
    void listingIsInByteOrderAndByHierarchy() {
        for (String name : List.of("a/b", "a-b", "a/c/d", "z", "\uE000", "\uD83D\uDE00")) {
            container.getBlobClient(name).upload(BinaryData.fromString(name));
        }

        assertThat(container.listBlobs().stream().map(BlobItem::getName))
                .containsExactly("a-b", "a/b", "a/c/d", "z", "\uE000", "\uD83D\uDE00");
        assertThat(container.listBlobsByHierarchy("a/").stream().map(BlobItem::getName))
                .containsExactly("a/b", "a/c/");
        assertThat(container.listBlobsByHierarchy("").stream().map(BlobItem::getName))
                .as("the client gives a page's blobs before its prefixes")
                .containsExactly("a-b", "z", "\uE000", "\uD83D\uDE00", "a/");
        assertThat(container.listBlobs().iterableByPage(2)).hasSize(3);
    }

    @Test
    void everyChangeMakesANewEtag() {
        BlobClient blob = container.getBlobClient("e");
        blob.upload(BinaryData.fromString("1"));
        String one = blob.getProperties().getETag();
        blob.setMetadata(Map.of("a", "b"));
        String two = blob.getProperties().getETag();
        blob.upload(BinaryData.fromString("1"), true);
        String three = blob.getProperties().getETag();

        assertThat(List.of(one, two, three)).doesNotHaveDuplicates().allMatch(etag -> etag.matches("\"?0x8D.*"));
    }

    @Test
    void aNewProcessFindsEverything() {
        BlockBlobClient blob = container.getBlobClient("kept").getBlockBlobClient();
        blob.upload(BinaryData.fromString("kept"));
        stage(blob, "AAA=", "staged");
        String etag = blob.getProperties().getETag();

        rig.restart();

        assertThat(blob.downloadContent().toString()).isEqualTo("kept");
        assertThat(blob.getProperties().getETag()).isEqualTo(etag);
        blob.commitBlockList(List.of("AAA="), true);
        assertThat(blob.downloadContent().toString()).isEqualTo("staged");
        assertThat(blob.getProperties().getETag()).isNotEqualTo(etag);
    }
}
