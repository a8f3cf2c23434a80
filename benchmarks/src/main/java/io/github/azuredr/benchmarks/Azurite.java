package io.github.azuredr.benchmarks;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.sas.AccountSasPermission;
import com.azure.storage.common.sas.AccountSasResourceType;
import com.azure.storage.common.sas.AccountSasService;
import com.azure.storage.common.sas.AccountSasSignatureValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A fresh Azurite with one account, in memory, on a free port of the loopback interface. */
final class Azurite implements AutoCloseable {
    private static final String KEY =
            Base64.getEncoder().encodeToString("a key that opens nothing but this".getBytes(StandardCharsets.UTF_8));

    private final Process process;
    private final String endpoint;
    private final BlobServiceClient service;

    private Azurite(Process process, String account, int port) {
        this.process = process;
        this.endpoint = "http://127.0.0.1:" + port + "/" + account;
        this.service = new BlobServiceClientBuilder()
                .endpoint(endpoint)
                .credential(new StorageSharedKeyCredential(account, KEY))
                .buildClient();
    }

    /** Why there is none on this machine; installs the locked version when that is all that is missing. */
    static Optional<String> missing() {
        try {
            if (!Commands.exists("node", "--version")) {
                return Optional.of("node is not installed");
            }
            if (!Files.exists(main())) {
                Files.createDirectories(folder());
                for (String file : List.of("package.json", "package-lock.json")) {
                    Path locked = Folders.module()
                            .resolve("../dr-datalake/src/test/azurite")
                            .resolve(file);
                    Files.copy(locked, folder().resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
                String failed = Commands.run(
                        folder(), Map.of(), List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
                if (!failed.isEmpty()) {
                    return Optional.of("Azurite cannot be installed: " + failed);
                }
            }
            return Optional.empty();
        } catch (IOException broken) {
            return Optional.of("Azurite cannot be installed: " + broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static Path folder() {
        return Folders.module().resolve("target").resolve("azurite");
    }

    private static Path main() {
        return folder().resolve("node_modules/azurite/dist/src/blob/main.js");
    }

    static Azurite start(String account) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        "node",
                        main().toString(),
                        "--silent",
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        Integer.toString(port),
                        "--disableTelemetry",
                        "--skipApiVersionCheck",
                        "--disableProductStyleUrl",
                        "--inMemoryPersistence")
                .redirectErrorStream(true)
                .redirectOutput(folder().resolve(account + ".log").toFile());
        builder.environment().put("AZURITE_ACCOUNTS", account + ":" + KEY);
        Process process = builder.start();
        // A benchmark that is cut short must not leave a server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Azurite azurite = new Azurite(process, account, port);
        azurite.awaitReady(port);
        return azurite;
    }

    BlobContainerClient container(String name) {
        return service.createBlobContainerIfNotExists(name);
    }

    /** The account with a signature for everything in it, for programs that take a URL. */
    String signedUrl() {
        AccountSasSignatureValues values = new AccountSasSignatureValues(
                OffsetDateTime.now(java.time.ZoneOffset.UTC).plusHours(2),
                AccountSasPermission.parse("rwdlacup"),
                new AccountSasService().setBlobAccess(true),
                new AccountSasResourceType().setService(true).setContainer(true).setObject(true));
        return endpoint + "?" + service.generateAccountSas(values);
    }

    private void awaitReady(int port) {
        for (int i = 0; i < 600; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        throw new IllegalStateException("Azurite did not listen within 30 seconds; see " + folder());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
