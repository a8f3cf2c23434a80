package io.github.azuredr.streamanalytics.regions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A region's event hub: a Kafka broker in a process of its own. */
final class Broker {
    static final int PARTITIONS = 4;

    private final Path folder;
    private final int port = Ports.free();
    private final int controllerPort = Ports.free();
    private Child process;

    Broker(Path folder) throws IOException {
        this.folder = folder;
        process = launch();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void kill() {
        process.kill();
    }

    /** What a region lost for good leaves: nothing. */
    void wipe() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    void restart() throws IOException {
        process = launch();
    }

    /** Answers when the topic is there and can be written to. */
    void awaitTopic(String topic) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", address(), "request.timeout.ms", 1_000, "default.api.timeout.ms", 3_000);
        try (Admin admin = Admin.create(settings)) {
            Deadline.await(Duration.ofSeconds(180), () -> "topic " + topic + " at " + address(), () -> {
                if (!admin.listTopics().names().get(3, TimeUnit.SECONDS).contains(topic)) {
                    admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                            .all()
                            .get(3, TimeUnit.SECONDS);
                }
                return admin.describeTopics(List.of(topic)).allTopicNames().get(3, TimeUnit.SECONDS).values().stream()
                        .allMatch(one -> one.partitions().size() == PARTITIONS
                                && one.partitions().stream().allMatch(partition -> partition.leader() != null));
            });
        }
    }

    private Child launch() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        return Child.start(
                BrokerMain.class,
                folder.resolve("broker.log"),
                "256m",
                folder.resolve("data").toString(),
                Integer.toString(port),
                Integer.toString(controllerPort));
    }
}
