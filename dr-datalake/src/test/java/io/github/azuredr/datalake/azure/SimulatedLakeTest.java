package io.github.azuredr.datalake.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.DataLakeFileSystemClientBuilder;
import com.azure.storage.file.datalake.models.ListPathsOptions;
import com.azure.storage.file.datalake.models.PathAccessControlEntry;
import io.github.azuredr.datalake.files.LakeReplication;
import io.github.azuredr.datalake.files.PassProgress;
import io.github.azuredr.datalake.files.PassReport;
import io.github.azuredr.datalake.files.PassRuntime;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.storage.SimStorage;
import io.github.azuredr.testkit.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The adapters and the engine over the simulated service: server-side copies, hierarchy, access lists. */
class SimulatedLakeTest {
    private final ManualClock clock = ManualClock.at("2026-11-20T12:00:00Z");
    private final SimulatedAzure azure = SimulatedAzure.inMemory(clock).with(SimStorage::in);

    private LakeReplication between(LakePort source, LakePort target) {
        return LakeReplication.of(
                "orders",
                source,
                target,
                PassSettings.ofDefaults(),
                new PassRuntime(
                        clock,
                        Runnable::run,
                        1,
                        Patience.ofDefaults(clock::pause),
                        PassProgress.NO_OP,
                        Path.of("target", "scratch")));
    }

    private BlobContainerClient container(String account) {
        return new BlobContainerClientBuilder()
                .endpoint("https://" + account + ".blob.core.windows.net")
                .containerName("data")
                .credential(azure.credential())
                .httpClient(azure.httpClient())
                .buildClient();
    }

    private DataLakeFileSystemClient files(String account) {
        return new DataLakeFileSystemClientBuilder()
                .endpoint("https://" + account + ".dfs.core.windows.net")
                .fileSystemName("data")
                .credential(azure.credential())
                .httpClient(azure.httpClient())
                .buildClient();
    }

    private BlobLake flat(String account, String region) {
        azure.storageAccounts().create(account, region, false);
        container(account).create();
        return BlobLake.of(container(account), clock).withCopyRights(CopyRights.token(azure.credential()));
    }

    private HierarchicalLake hierarchical(String account, String region) {
        azure.storageAccounts().create(account, region, true);
        container(account).create();
        return HierarchicalLake.of(files(account), container(account), CopyRights.token(azure.credential()), clock);
    }

    @Test
    void flatAccountsCopyFromServiceToServiceAndKeepWhatIsReplaced() {
        LakePort source = flat("flateast", "eastus2");
        LakePort target = flat("flatwest", "centralus");
        container("flateast").getBlobClient("a/b").upload(BinaryData.fromString("1"));
        container("flateast").getBlobClient("a/c").upload(BinaryData.fromString("2"));

        PassReport first = between(source, target).run(1).orThrow();
        container("flateast").getBlobClient("a/b").upload(BinaryData.fromString("3"), true);
        container("flateast").getBlobClient("a/c").delete();
        PassReport second = between(source, target).run(1).orThrow();

        assertThat(first.files().copiedByService()).isEqualTo(2);
        assertThat(second.files().kept()).isEqualTo(2);
        assertThat(second.files().deleted()).isEqualTo(1);
        assertThat(container("flatwest").getBlobClient("a/b").downloadContent().toString())
                .isEqualTo("3");
        assertThat(container("flatwest").getBlobClient("a/c").exists()).isFalse();
    }

    @Test
    void hierarchicalAccountsCarryFilesDirectoriesAndAccess() {
        LakePort source = hierarchical("lakeeast", "eastus2");
        LakePort target = hierarchical("lakewest", "centralus");
        DataLakeFileSystemClient from = files("lakeeast");
        from.getFileClient("a/b/c").upload(BinaryData.fromString("1"), true);
        from.createDirectory("empty");
        List<PathAccessControlEntry> acl = PathAccessControlEntry.parseList(
                "user::rwx,user:11111111-1111-1111-1111-111111111111:r-x,group::r-x,mask::r-x,other::---");
        from.getFileClient("a/b/c").setAccessControlList(acl, null, null);

        PassReport first = between(source, target).run(1).orThrow();
        PassReport idle = between(source, target).run(1).orThrow();
        from.getFileClient("a/b/c").upload(BinaryData.fromString("22"), true);
        PassReport changed = between(source, target).run(1).orThrow();
        from.deleteDirectoryWithResponse("a", true, null, Duration.ofMinutes(1), com.azure.core.util.Context.NONE);
        PassReport deleted = between(source, target).run(1).orThrow();

        assertThat(first.files().copied() + first.files().copiedByService()).isEqualTo(1);
        assertThat(idle.files().copied() + idle.files().copiedByService()).isZero();
        assertThat(changed.files().copied() + changed.files().copiedByService()).isEqualTo(1);
        assertThat(deleted.files().deleted()).isEqualTo(3);
        assertThat(users(files("lakewest"))).isEqualTo(users(from)).containsOnlyKeys("empty");
    }

    @Test
    void theAccessListArrivesWithTheFile() {
        LakePort source = hierarchical("lakeeast", "eastus2");
        LakePort target = hierarchical("lakewest", "centralus");
        files("lakeeast").getFileClient("a/b").upload(BinaryData.fromString("1"), true);
        files("lakeeast")
                .getFileClient("a/b")
                .setAccessControlList(
                        PathAccessControlEntry.parseList(
                                "user::rwx,user:11111111-1111-1111-1111-111111111111:r-x,group::r-x,mask::r-x,other::---"),
                        null,
                        null);

        between(source, target).run(1).orThrow();

        assertThat(target.access("a/b")).isEqualTo(source.access("a/b")).isPresent();
    }

    private static Map<String, Long> users(DataLakeFileSystemClient files) {
        Map<String, Long> all = new TreeMap<>();
        files.listPaths(new ListPathsOptions().setRecursive(true), Duration.ofMinutes(1))
                .forEach(item -> {
                    if (!item.getName().startsWith("_azuredr")) {
                        all.put(item.getName(), item.isDirectory() ? -1 : item.getContentLength());
                    }
                });
        return all;
    }
}
