package io.github.azuredr.datalake.azure;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/** A real Azurite process with one account, empty, in memory, on a free port of the loopback interface. */
final class Azurite implements AutoCloseable {
    private static final String KEY =
            Base64.getEncoder().encodeToString("a key that opens nothing but this".getBytes(StandardCharsets.UTF_8));
    private static final Path FOLDER = Path.of("target", "azurite");

    private final Process process;
    private final String account;
    private final int port;

    private Azurite(Process process, String account, int port) {
        this.process = process;
        this.account = account;
        this.port = port;
    }

    static Azurite start(String account) {
        try {
            Path main = installed();
            int port = freePort();
            Path log = Files.createTempFile(FOLDER, account + "-", ".log");
            ProcessBuilder builder = new ProcessBuilder(
                            "node",
                            main.toString(),
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
                    .redirectOutput(log.toFile());
            builder.environment().put("AZURITE_ACCOUNTS", account + ":" + KEY);
            Azurite azurite = new Azurite(builder.start(), account, port);
            azurite.awaitReady();
            return azurite;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    BlobContainerClient container(String name) {
        BlobContainerClient client = new BlobContainerClientBuilder()
                .endpoint("http://127.0.0.1:" + port + "/" + account)
                .containerName(name)
                .credential(new StorageSharedKeyCredential(account, KEY))
                .buildClient();
        client.createIfNotExists();
        return client;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitReady() {
        for (int i = 0; i < 600; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("Azurite ended at once; see " + FOLDER.toAbsolutePath(), notYet);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        throw new IllegalStateException("Azurite did not listen within 30 seconds");
    }

    /** The locked packages, installed once below the build folder. */
    private static Path installed() throws IOException {
        Path main = FOLDER.resolve("node_modules/azurite/dist/src/blob/main.js");
        if (!runs("node", "--version")) {
            unavailable("node is not installed");
        }
        if (!Files.exists(main)) {
            Files.createDirectories(FOLDER);
            for (String file : new String[] {"package.json", "package-lock.json"}) {
                Files.copy(
                        Path.of("src", "test", "azurite", file),
                        FOLDER.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            if (!runs("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")) {
                unavailable("npm ci could not install Azurite");
            }
        }
        return main.toAbsolutePath();
    }

    private static void unavailable(String why) {
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("in CI this test may not be skipped: " + why);
        }
        Assumptions.abort(why);
    }

    private static boolean runs(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            if (Files.isDirectory(FOLDER)) {
                builder.directory(FOLDER.toFile());
            }
            Process process = builder.start();
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
