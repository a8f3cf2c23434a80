package io.github.azuredr.examples;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.DataLakeFileSystemClientBuilder;
import com.azure.storage.file.datalake.models.ListPathsOptions;
import com.azure.storage.file.datalake.models.PathItem;
import io.github.azuredr.datalake.azure.HierarchicalLake;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.pair.Region;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.storage.SimStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One hierarchical storage account in each of two regions, reached by the official clients. */
final class LakeWorld {
    private static final String PRIMARY = TwoRegions.PRIMARY;
    private static final String SECONDARY = TwoRegions.SECONDARY;
    private static final String FILE_SYSTEM = "lake";
    private static final String RESERVED = "_azuredr/";

    private final SimulatedAzure azure;
    private final Clock clock;
    private final Map<String, SimStorageAccount> accounts = new TreeMap<>();

    LakeWorld(TwoRegions world) {
        clock = world.time();
        azure = world.azure().with(SimStorage::in);
        accounts.put(PRIMARY, azure.storageAccounts().create("ordersea", PRIMARY, true));
        accounts.put(SECONDARY, azure.storageAccounts().create("orderseb", SECONDARY, true));
        files(PRIMARY).create();
        files(SECONDARY).create();
    }

    /** What an application would do for its own pool: build the client for a region. */
    DataLakeFileSystemClient files(Region region) {
        return files(region.name());
    }

    DataLakeFileSystemClient files(String region) {
        return new DataLakeFileSystemClientBuilder()
                .endpoint("https://" + account(region).name() + ".dfs.core.windows.net")
                .credential(key(region))
                .fileSystemName(FILE_SYSTEM)
                .httpClient(azure.httpClient())
                .buildClient();
    }

    LakePort port(String region) {
        BlobContainerClient container = new BlobContainerClientBuilder()
                .endpoint("https://" + account(region).name() + ".blob.core.windows.net")
                .credential(key(region))
                .containerName(FILE_SYSTEM)
                .httpClient(azure.httpClient())
                .buildClient();
        return HierarchicalLake.of(files(region), container, clock);
    }

    private SimStorageAccount account(String region) {
        SimStorageAccount account = accounts.get(region);
        if (account == null) {
            throw new IllegalArgumentException("region " + region + ": this world has " + accounts.keySet());
        }
        return account;
    }

    private StorageSharedKeyCredential key(String region) {
        return new StorageSharedKeyCredential(
                account(region).name(), account(region).key1Base64());
    }

    /** Puts every file of a folder into a region's lake; gives how many. */
    long upload(Path folder, String region) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            long n = 0;
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                write(region, folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                n++;
            }
            return n;
        }
    }

    void write(String region, String path, byte[] content) {
        if (content.length == 0) {
            files(region).getFileClient(path).create(true); // the service refuses to append nothing
        } else {
            files(region).getFileClient(path).upload(BinaryData.fromBytes(content), true);
        }
    }

    /** SHA-256 of every file a user of the region's lake sees, by path. */
    SortedMap<String, String> contents(String region) {
        SortedMap<String, String> seen = new TreeMap<>();
        DataLakeFileSystemClient files = files(region);
        for (PathItem item : files.listPaths(new ListPathsOptions().setRecursive(true), null)) {
            if (!item.isDirectory() && !item.getName().startsWith(RESERVED)) {
                seen.put(item.getName(), sha256(read(region, item.getName())));
            }
        }
        return seen;
    }

    byte[] read(String region, String path) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        files(region).getFileClient(path).read(content);
        return content.toByteArray();
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
