package io.github.azuredr.datalake.azure.gen1;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.DataLakeFileSystemClientBuilder;
import com.microsoft.azure.datalake.store.ADLStoreClient;
import io.github.azuredr.datalake.azure.CopyRights;
import io.github.azuredr.datalake.azure.HierarchicalLake;
import io.github.azuredr.datalake.files.LakeReplication;
import io.github.azuredr.datalake.files.PassProgress;
import io.github.azuredr.datalake.files.PassRuntime;
import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.testkit.azure.Loopback;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.gen1.SimGen1;
import io.github.azuredr.testkit.azure.storage.SimStorage;
import io.github.azuredr.testkit.time.ManualClock;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A simulated Azure with Gen1 accounts, each behind a port of this machine, called by the official client. */
final class Gen1Rig implements AutoCloseable {
    final ManualClock clock = ManualClock.at("2026-11-20T12:00:00Z");
    final SimulatedAzure azure = SimulatedAzure.inMemory(clock).with(SimStorage::in);
    final SimGen1 gen1 = new SimGen1(azure);
    private final Map<String, Loopback> doors = new HashMap<>();

    Gen1Rig() {
        azure.with(gen1);
        gen1.createAccount("lakeeast", "eastus2").createAccount("lakewest", "centralus");
    }

    Gen1Account account(String name) {
        Loopback door = doors.computeIfAbsent(name, each -> azure.loopback(each + ".azuredatalakestore.net"));
        return Gen1Account.of(name, azure.credential()).playedBy(door.authority());
    }

    /** The tree at {@code /orders} of an account. */
    Gen1Lake lake(String name) {
        return Gen1Lake.of(account(name), "/orders", clock);
    }

    ADLStoreClient client(String name) {
        return account(name).client();
    }

    HierarchicalLake gen2(String name, String region) {
        azure.storageAccounts().create(name, region, true);
        container(name).create();
        return HierarchicalLake.of(files(name), container(name), CopyRights.token(azure.credential()), clock);
    }

    DataLakeFileSystemClient files(String name) {
        return new DataLakeFileSystemClientBuilder()
                .endpoint("https://" + name + ".dfs.core.windows.net")
                .fileSystemName("data")
                .credential(azure.credential())
                .httpClient(azure.httpClient())
                .buildClient();
    }

    private BlobContainerClient container(String name) {
        return new BlobContainerClientBuilder()
                .endpoint("https://" + name + ".blob.core.windows.net")
                .containerName("data")
                .credential(azure.credential())
                .httpClient(azure.httpClient())
                .buildClient();
    }

    void write(String account, String path, String content) {
        gen1.files(account).write("/orders/" + path, content.getBytes(UTF_8));
    }

    /** The files that users of a tree see. */
    Map<String, String> users(String account) {
        Map<String, String> all = new java.util.TreeMap<>();
        gen1.files(account).all().forEach((path, bytes) -> {
            if (path.startsWith("/orders/") && !path.startsWith("/orders/_azuredr/")) {
                all.put(path.substring("/orders/".length()), new String(bytes, UTF_8));
            }
        });
        return all;
    }

    LakeReplication between(LakePort source, LakePort target) {
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

    @Override
    public void close() {
        doors.values().forEach(Loopback::close);
    }
}
