package io.github.azuredr.testkit.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.storage.file.datalake.DataLakeDirectoryClient;
import com.azure.storage.file.datalake.DataLakeFileClient;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.models.DataLakeRequestConditions;
import com.azure.storage.file.datalake.models.DataLakeStorageException;
import com.azure.storage.file.datalake.models.ListPathsOptions;
import com.azure.storage.file.datalake.models.PathAccessControlEntry;
import com.azure.storage.file.datalake.models.PathItem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Data Lake endpoint as the official client sees it. */
class LakeEndpointTest {
    private final StorageRig rig = new StorageRig();
    private final DataLakeFileSystemClient lake = rig.lake("lakeeast").createFileSystem("lake");

    @Test
    void appendedBytesAreReadOnlyAfterTheFlush() {
        DataLakeFileClient file = lake.createFile("d/f");
        file.append(BinaryData.fromString("hello "), 0);
        file.append(BinaryData.fromString("world"), 6);

        assertThat(file.getProperties().getFileSize()).isZero();
        file.flush(11, true);

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.read(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hello world");
        assertThat(lake.getDirectoryClient("d").exists()).isTrue();
    }

    @Test
    void aFlushThatDoesNotMeetTheEndIsRefused() {
        DataLakeFileClient file = lake.createFile("f");
        file.append(BinaryData.fromString("hello"), 0);
        file.append(BinaryData.fromString("gap"), 9);

        refused(() -> file.flush(4, true), 400, "InvalidFlushPosition");
        refused(() -> file.flush(12, true), 400, "InvalidFlushPosition");
        file.flush(5, true);
        assertThat(file.getProperties().getFileSize()).isEqualTo(5);
    }

    @Test
    void listingGoesDepthFirstInPages() {
        for (String path : List.of("a/b", "a-b", "a/c/d", "z")) {
            put(path, path);
        }

        ListPathsOptions all = new ListPathsOptions().setRecursive(true).setMaxResults(2);
        assertThat(lake.listPaths(all, null).stream().map(PathItem::getName))
                .containsExactly("a", "a/b", "a/c", "a/c/d", "a-b", "z");
        assertThat(lake.listPaths(new ListPathsOptions().setPath("a"), null).stream()
                        .map(PathItem::getName))
                .containsExactly("a/b", "a/c");
        refused(
                () -> assertThat(lake.listPaths(new ListPathsOptions().setPath("nope"), null))
                        .isEmpty(),
                404,
                "PathNotFound");
        PathItem item = lake.listPaths(new ListPathsOptions().setPath("a"), null).stream()
                .findFirst()
                .orElseThrow();
        assertThat(item.getContentLength()).isEqualTo(3);
        assertThat(item.getETag()).startsWith("0x8D");
        assertThat(item.isDirectory()).isFalse();
    }

    @Test
    void aDirectoryIsRenamedWithWhatItHolds() {
        put("old/x/1", "one");
        put("old/2", "two");

        lake.getDirectoryClient("old").rename(null, "new");

        assertThat(lake.listPaths(new ListPathsOptions().setRecursive(true), null).stream()
                        .map(PathItem::getName))
                .containsExactly("new", "new/2", "new/x", "new/x/1");
        rig.restart();
        assertThat(text("new/x/1")).isEqualTo("one");
    }

    @Test
    void renamesObeyConditionsAndRefuseWhatTheServiceRefuses() {
        put("a", "one");
        put("b", "two");
        put("full/x", "x");
        lake.createDirectory("dir");
        DataLakeRequestConditions absent = new DataLakeRequestConditions().setIfNoneMatch("*");
        DataLakeRequestConditions other = new DataLakeRequestConditions().setIfMatch("\"0x8D0\"");

        refused(
                () -> lake.getFileClient("a").renameWithResponse(null, "b", null, absent, null, null),
                409,
                "PathAlreadyExists");
        refused(
                () -> lake.getFileClient("a").renameWithResponse(null, "b", other, null, null, null),
                412,
                "SourceConditionNotMet");
        refused(() -> lake.getFileClient("nope").rename(null, "c"), 404, "SourcePathNotFound");
        refused(() -> lake.getFileClient("a").rename(null, "no/c"), 404, "RenameDestinationParentPathNotFound");
        refused(() -> lake.getDirectoryClient("dir").rename(null, "full"), 409, "DirectoryNotEmpty");
        refused(() -> lake.getDirectoryClient("full").rename(null, "full/in"), 409, "InvalidRenameSourcePath");

        lake.getFileClient("a").rename(null, "b");

        assertThat(text("b")).isEqualTo("one");
        assertThat(lake.getFileClient("a").exists()).isFalse();
    }

    @Test
    void aDirectoryThatHoldsSomethingIsDeletedOnlyRecursively() {
        put("d/f", "x");
        DataLakeDirectoryClient directory = lake.getDirectoryClient("d");

        refused(directory::delete, 409, "DirectoryNotEmpty");
        directory.deleteRecursively();

        assertThat(directory.exists()).isFalse();
        assertThat(lake.listPaths()).isEmpty();
    }

    @Test
    void accessControlIsSetReadAndInherited() {
        DataLakeDirectoryClient directory = lake.createDirectory("d");
        String acl = "user::rwx,user:11111111-1111-1111-1111-111111111111:r-x,group::r-x,mask::r-x,other::---";
        directory.setAccessControlList(
                PathAccessControlEntry.parseList(acl + ",default:user::rwx,default:group::r--,default:other::---"),
                "g",
                "o");

        lake.getDirectoryClient("d").createFile("f");

        assertThat(directory.getAccessControl().getOwner()).isEqualTo("o");
        assertThat(directory.getAccessControl().getPermissions().getGroup().hasExecutePermission())
                .isTrue();
        assertThat(directory.getAccessControl().getPermissions().getOther().hasReadPermission())
                .isFalse();
        assertThat(PathAccessControlEntry.serializeList(
                        lake.getFileClient("d/f").getAccessControl().getAccessControlList()))
                .isEqualTo("user::rwx,group::r--,other::---");
        var result = directory.updateAccessControlRecursive(
                PathAccessControlEntry.parseList("user:22222222-2222-2222-2222-222222222222:rwx"));
        assertThat(result.getCounters().getChangedFilesCount()).isEqualTo(1);
        assertThat(result.getCounters().getChangedDirectoriesCount()).isEqualTo(1);
        assertThat(PathAccessControlEntry.serializeList(
                        lake.getFileClient("d/f").getAccessControl().getAccessControlList()))
                .contains("user:22222222-2222-2222-2222-222222222222:rwx", "mask::rwx");
    }

    @Test
    void aFileOfThisEndpointTakesNoBlocksButAWholeBlob() {
        put("f", "by path");
        var blob = rig.blobs("lakeeast")
                .getBlobContainerClient("lake")
                .getBlobClient("f")
                .getBlockBlobClient();

        assertThatThrownBy(() -> blob.stageBlock("AAA=", BinaryData.fromString("x")))
                .hasMessageContaining("InvalidBlobType");
        blob.upload(BinaryData.fromString("by blob"), true);

        assertThat(text("f")).isEqualTo("by blob");
    }

    @Test
    void anExpiredFileIsGone() {
        put("f", "x");
        lake.getFileClient("f")
                .scheduleDeletion(new com.azure.storage.file.datalake.options.FileScheduleDeletionOptions(
                        Duration.ofMinutes(1), com.azure.storage.file.datalake.models.FileExpirationOffset.NOW));
        assertThat(lake.getFileClient("f").exists()).isTrue();

        rig.time.advance(Duration.ofMinutes(2));

        assertThat(lake.getFileClient("f").exists()).isFalse();
        assertThat(lake.listPaths()).isEmpty();
    }

    @Test
    void theRootDirectoryHasAccessControlToo() {
        DataLakeDirectoryClient root = lake.getDirectoryClient("/");
        root.setAccessControlList(PathAccessControlEntry.parseList("user::rwx,group::rwx,other::--x"), "g", "o");

        rig.restart();

        assertThat(root.getAccessControl().getOwner()).isEqualTo("o");
        assertThat(root.exists()).isTrue();
    }

    private void put(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        lake.getFileClient(path).upload(new ByteArrayInputStream(bytes), bytes.length, true);
    }

    private String text(String path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lake.getFileClient(path).read(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(DataLakeStorageException.class, e -> {
            assertThat(e.getErrorCode()).isEqualTo(code);
            assertThat(e.getStatusCode()).isEqualTo(status);
        });
    }
}
