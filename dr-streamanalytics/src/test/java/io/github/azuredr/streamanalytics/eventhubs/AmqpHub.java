package io.github.azuredr.streamanalytics.eventhubs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;

/** One event hub on a port of the loopback interface: tokens, the partition list, and events that it takes or does not. */
final class AmqpHub implements AutoCloseable {
    /** How it treats what is sent to it. */
    enum Mood {
        ACCEPTS,
        SILENT,
        BUSY,
        DETACHES,
        REFUSES_AS_ARGUMENT
    }

    private final int partitions;
    private final long maxMessageSize;
    private final ServerSocket server;
    private final List<AmqpConnection> connections = new CopyOnWriteArrayList<>();
    private final List<Received> received = new ArrayList<>();
    private volatile Mood mood = Mood.ACCEPTS;
    private volatile String refusedBody = "";

    /** One event as it arrived, and how many came in its transfer. */
    record Received(String id, String key, String body, Map<String, Object> properties, int together) {}

    AmqpHub(int partitions, long maxMessageSize) throws IOException {
        this.partitions = partitions;
        this.maxMessageSize = maxMessageSize;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    String connectionString() {
        return "Endpoint=sb://127.0.0.1:" + server.getLocalPort()
                + ";SharedAccessKeyName=test;SharedAccessKey=none;UseDevelopmentEmulator=true;EntityPath=clicks";
    }

    void is(Mood now) {
        mood = now;
    }

    /** One body that is refused as an argument error, whatever comes with it. */
    void refuses(String body) {
        refusedBody = body;
    }

    synchronized List<Received> received() {
        return List.copyOf(received);
    }

    long maxMessageSize() {
        return maxMessageSize;
    }

    /** The line is cut. */
    void cut() {
        connections.forEach(AmqpConnection::close);
        connections.clear();
    }

    int connections() {
        return connections.size();
    }

    /** Something came in on a link; the connection's lock is held. */
    void received(AmqpConnection from, String address, Delivery delivery, byte[] bytes) {
        if (address.startsWith("$cbs")) {
            delivery.disposition(Accepted.getInstance());
            delivery.settle();
            from.reply(message(bytes), answer(202, new AmqpValue("")));
        } else if (address.endsWith("$management")) {
            delivery.disposition(Accepted.getInstance());
            delivery.settle();
            from.reply(message(bytes), answer(200, new AmqpValue(properties())));
        } else {
            event(delivery, bytes);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void event(Delivery delivery, byte[] bytes) {
        List<Received> events = BatchBytes.events(delivery.getMessageFormat(), bytes);
        boolean refused = events.stream().anyMatch(one -> one.body().equals(refusedBody));
        switch (refused ? Mood.REFUSES_AS_ARGUMENT : mood) {
            case ACCEPTS -> {
                synchronized (this) {
                    received.addAll(events);
                }
                delivery.disposition(Accepted.getInstance());
                delivery.settle();
            }
            case SILENT -> {}
            case BUSY -> reject(delivery, "com.microsoft:server-busy");
            case REFUSES_AS_ARGUMENT -> reject(delivery, "com.microsoft:argument-error");
            case DETACHES -> {
                Receiver link = (Receiver) delivery.getLink();
                link.setCondition(new ErrorCondition(Symbol.valueOf("amqp:link:detach-forced"), "upgrade"));
                link.close();
            }
        }
    }

    private static void reject(Delivery delivery, String condition) {
        Rejected rejected = new Rejected();
        rejected.setError(new ErrorCondition(Symbol.valueOf(condition), "no"));
        delivery.disposition(rejected);
        delivery.settle();
    }

    private Map<String, Object> properties() {
        Map<String, Object> hub = new HashMap<>();
        hub.put("name", "clicks");
        hub.put("type", "com.microsoft:eventhub");
        hub.put("created_at", Date.from(Instant.EPOCH));
        hub.put("partition_count", partitions);
        hub.put(
                "partition_ids",
                IntStream.range(0, partitions).mapToObj(Integer::toString).toArray(String[]::new));
        hub.put("georeplication_factor", 1);
        return hub;
    }

    private static Message answer(int status, AmqpValue body) {
        Message answer = Proton.message();
        Map<String, Object> properties = new HashMap<>();
        properties.put("status-code", status);
        properties.put("statusCode", status);
        properties.put("status-description", "OK");
        answer.setApplicationProperties(new ApplicationProperties(properties));
        answer.setBody(body);
        return answer;
    }

    private static Message message(byte[] bytes) {
        Message message = Proton.message();
        message.decode(bytes, 0, bytes.length);
        return message;
    }

    private void accept() {
        try {
            for (; ; ) {
                AmqpConnection connection = new AmqpConnection(this, server.accept());
                connections.add(connection);
                start(connection);
            }
        } catch (IOException closed) {
            connections.forEach(AmqpConnection::close);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "amqp");
        thread.setDaemon(true);
        thread.start();
    }
}
