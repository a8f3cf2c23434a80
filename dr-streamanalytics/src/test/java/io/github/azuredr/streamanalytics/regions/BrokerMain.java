package io.github.azuredr.streamanalytics.regions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One Kafka broker with its own controller, in the folder and on the ports given. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        String folder = arguments[0];
        String listener = "127.0.0.1:" + arguments[1];
        String controller = "127.0.0.1:" + arguments[2];
        if (!Files.exists(Path.of(folder, "meta.properties"))) {
            format(folder);
        }
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + controller,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://" + listener + ",CONTROLLER://" + controller,
                "advertised.listeners", "PLAINTEXT://" + listener,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs", folder,
                "auto.create.topics.enable", "false",
                "offsets.topic.replication.factor", "1"));
        // Small logs and few threads: a test machine runs two of these and more.
        settings.putAll(Map.of(
                "num.network.threads", "2",
                "num.io.threads", "2",
                "log.cleaner.enable", "false",
                "log.index.size.max.bytes", "65536",
                "metadata.log.max.snapshot.interval.ms", "0"));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        server.awaitShutdown();
    }

    private static void format(String folder) throws Exception {
        new Formatter()
                .setPrintStream(System.out)
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .addDirectory(folder)
                .setMetadataLogDirectory(folder)
                .run();
    }
}
