package io.github.azuredr.benchmarks;

import io.github.azuredr.streamanalytics.kafka.KafkaSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka broker in a process of its own, for one region. */
final class Hub implements AutoCloseable {
    static final String TOPIC = "clicks";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Path folder;
    private final int port = freePort();
    private final Process process;

    Hub(String name) throws IOException {
        folder = Folders.fresh(name);
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx400m",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        HubOnce.class.getName(),
                        folder.toString(),
                        Integer.toString(port),
                        Integer.toString(freePort()))
                .redirectErrorStream(true)
                .redirectOutput(Folders.target().resolve(name + ".log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitTopic();
    }

    /** The settings the sink is meant for, without a limit that a busy machine would reach. */
    KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = KafkaSink.durableSettings(TIMEOUT);
        settings.put("bootstrap.servers", "127.0.0.1:" + port);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        Folders.delete(folder);
    }

    private void awaitTopic() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", "127.0.0.1:" + port, "request.timeout.ms", 2_000, "default.api.timeout.ms", 5_000);
        try (Admin admin = Admin.create(settings)) {
            for (int i = 0; i < 300; i++) {
                try {
                    admin.createTopics(List.of(new NewTopic(TOPIC, 4, (short) 1)))
                            .all()
                            .get(5, TimeUnit.SECONDS);
                    return;
                } catch (ExecutionException | TimeoutException notYet) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(stopped);
                }
            }
        }
        throw new IllegalStateException("the broker did not answer; see " + Folders.target());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
