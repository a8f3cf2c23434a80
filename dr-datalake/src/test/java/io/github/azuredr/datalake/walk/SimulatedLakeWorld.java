package io.github.azuredr.datalake.walk;

import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.file.datalake.DataLakeFileSystemClientBuilder;
import io.github.azuredr.datalake.azure.BlobLake;
import io.github.azuredr.datalake.azure.CopyRights;
import io.github.azuredr.datalake.azure.HierarchicalLake;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.azure.SimRegion;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.storage.SimStorage;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trees in two storage accounts of a simulated Azure, reached by the official clients with account keys. */
final class SimulatedLakeWorld extends LakeWorld {
    private static final String CONTAINER = "data";

    private final SimulatedAzure azure = SimulatedAzure.inMemory(clock()).with(SimStorage::in);
    private final boolean hierarchical;
    private final Map<Side, SimStorageAccount> accounts = new EnumMap<>(Side.class);
    private final Map<Side, Integer> ownCalls = new EnumMap<>(Side.class);

    private SimulatedLakeWorld(boolean hierarchical) {
        this.hierarchical = hierarchical;
        for (Side side : Side.values()) {
            String name = "lakeside" + (side == Side.A ? "a" : "b");
            accounts.put(side, azure.storageAccounts().create(name, regionOf(side), hierarchical));
        }
        container(Side.A).create();
    }

    static SimulatedLakeWorld flat() {
        return new SimulatedLakeWorld(false);
    }

    static SimulatedLakeWorld hierarchical() {
        return new SimulatedLakeWorld(true);
    }

    SimulatedAzure azure() {
        return azure;
    }

    String regionOf(Side side) {
        return pair().region(side).name();
    }

    SimStorageAccount account(Side side) {
        SimStorageAccount account = accounts.get(side);
        if (account == null) {
            throw new IllegalArgumentException("no side " + side);
        }
        return account;
    }

    BlobContainerClient container(Side side) {
        return container(side, new HttpPipelinePolicy[0]);
    }

    BlobContainerClient container(Side side, HttpPipelinePolicy... policies) {
        BlobContainerClientBuilder builder = new BlobContainerClientBuilder()
                .endpoint("https://" + account(side).name() + ".blob.core.windows.net")
                .containerName(CONTAINER)
                .credential(key(side))
                .httpClient(azure.httpClient());
        List.of(policies).forEach(builder::addPolicy);
        return builder.buildClient();
    }

    private StorageSharedKeyCredential key(Side side) {
        return new StorageSharedKeyCredential(
                account(side).name(), account(side).key1Base64());
    }

    @Override
    LakePort port(Side side) {
        return port(side, CopyRights.ofDefaults(container(side), clock()));
    }

    LakePort port(Side side, CopyRights rights, HttpPipelinePolicy... policies) {
        BlobContainerClient blobs = container(side, policies);
        if (!hierarchical) {
            return BlobLake.of(blobs, clock()).withCopyRights(rights);
        }
        DataLakeFileSystemClientBuilder files = new DataLakeFileSystemClientBuilder()
                .endpoint("https://" + account(side).name() + ".dfs.core.windows.net")
                .fileSystemName(CONTAINER)
                .credential(key(side))
                .httpClient(azure.httpClient());
        List.of(policies).forEach(files::addPolicy);
        return HierarchicalLake.of(files.buildClient(), blobs, rights, clock());
    }

    @Override
    void write(Side side, String path, String content) {
        own(side, () -> container(side).getBlobClient(path).upload(BinaryData.fromString(content), true));
    }

    @Override
    void remove(Side side, String path) {
        own(side, () -> container(side).getBlobClient(path).delete());
    }

    @Override
    Map<String, String> everything(Side side) {
        Map<String, String> all = new TreeMap<>();
        SimRegion region = azure.region(regionOf(side));
        boolean dark = region.isDark();
        if (dark) {
            region.comeBack();
        }
        own(side, () -> {
            if (container(side).exists()) {
                ListBlobsOptions options =
                        new ListBlobsOptions().setDetails(new BlobListDetails().setRetrieveMetadata(true));
                for (BlobItem item : container(side).listBlobs(options, null)) {
                    Map<String, String> metadata = item.getMetadata();
                    if (metadata == null || !metadata.containsKey("hdi_isfolder")) {
                        all.put(
                                item.getName(),
                                container(side)
                                        .getBlobClient(item.getName())
                                        .downloadContent()
                                        .toString());
                    }
                }
            }
        });
        if (dark) {
            region.goDark();
        }
        return all;
    }

    private void own(Side side, Runnable calls) {
        int before = azure.calls().to(regionOf(side)).count();
        calls.run();
        ownCalls.merge(side, azure.calls().to(regionOf(side)).count() - before, Integer::sum);
    }

    /** What users of a tree can see change; access lists and directories are asserted again by each attempt. */
    @Override
    public Map<String, Integer> effects() {
        Map<String, Integer> effects = new HashMap<>();
        for (SimCall call : azure.calls().effects().list()) {
            String query = String.valueOf(call.url().getQuery());
            boolean counts = !call.url().getPath().startsWith("/" + CONTAINER + "/_azuredr")
                    && !call.method().equals("PATCH")
                    && !query.contains("resource=directory");
            if (counts) {
                effects.merge(
                        call.region() + " " + call.method() + " " + call.url().getPath(), 1, Integer::sum);
            }
        }
        return effects;
    }

    @Override
    public int calls(Side side) {
        return azure.calls().to(regionOf(side)).count() - ownCalls.getOrDefault(side, 0);
    }

    @Override
    public void goDark(Side side) {
        azure.region(regionOf(side)).goDark();
    }

    @Override
    public void comeBack(Side side) {
        azure.region(regionOf(side)).comeBack();
    }
}
