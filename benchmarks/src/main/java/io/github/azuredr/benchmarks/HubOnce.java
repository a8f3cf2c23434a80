package io.github.azuredr.benchmarks;

import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker with its own controller, until it is killed. */
final class HubOnce {
    private HubOnce() {}

    public static void main(String[] arguments) throws Exception {
        String folder = arguments[0];
        String listener = "127.0.0.1:" + arguments[1];
        String controller = "127.0.0.1:" + arguments[2];
        new Formatter()
                .setPrintStream(System.out)
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .addDirectory(folder)
                .setMetadataLogDirectory(folder)
                .run();
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
                "num.partitions", "4",
                "offsets.topic.replication.factor", "1"));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        server.awaitShutdown();
    }
}
