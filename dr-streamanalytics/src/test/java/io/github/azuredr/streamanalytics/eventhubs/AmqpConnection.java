package io.github.azuredr.streamanalytics.eventhubs;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Transport;

/** One client's connection: bytes in, the engine's events, bytes out. Every touch of the engine holds this object. */
final class AmqpConnection implements Runnable {
    private static final int CREDIT = 1_000;

    private final AmqpHub hub;
    private final Socket socket;
    private final Connection connection = Proton.connection();
    private final Transport transport = Proton.transport();
    private final Collector collector = Proton.collector();
    private final Map<String, Sender> replyTo = new HashMap<>();
    private long replies;

    AmqpConnection(AmqpHub hub, Socket socket) {
        this.hub = hub;
        this.socket = socket;
        connection.collect(collector);
        Sasl sasl = transport.sasl();
        sasl.server();
        sasl.setMechanisms("ANONYMOUS", "MSSBCBS");
        // The engine has it said at once; whoever connects from this machine may.
        sasl.done(Sasl.SaslOutcome.PN_SASL_OK);
        transport.bind(connection);
    }

    @Override
    public void run() {
        byte[] bytes = new byte[16 * 1_024];
        try (InputStream in = socket.getInputStream()) {
            flush();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                take(bytes, read);
            }
        } catch (IOException ended) {
            // The client went away or the test cut the line.
            close();
        }
    }

    synchronized void close() {
        try {
            socket.close();
        } catch (IOException already) {
            throw new IllegalStateException(already);
        }
    }

    /** Does something to the engine and sends what comes of it. */
    synchronized void change(Runnable change) {
        change.run();
        try {
            flush();
        } catch (IOException gone) {
            close();
        }
    }

    /** Links on which events come in. */
    synchronized java.util.List<Receiver> eventLinks() {
        java.util.List<Receiver> links = new java.util.ArrayList<>();
        for (Link link = connection.linkHead(
                        java.util.EnumSet.of(org.apache.qpid.proton.engine.EndpointState.ACTIVE),
                        java.util.EnumSet.of(org.apache.qpid.proton.engine.EndpointState.ACTIVE));
                link != null;
                link = link.next(
                        java.util.EnumSet.of(org.apache.qpid.proton.engine.EndpointState.ACTIVE),
                        java.util.EnumSet.of(org.apache.qpid.proton.engine.EndpointState.ACTIVE))) {
            if (link instanceof Receiver receiver
                    && !address(receiver).startsWith("$")
                    && !address(receiver).contains("/$")) {
                links.add(receiver);
            }
        }
        return links;
    }

    /** Answers a request on the link whose target the request names. */
    void reply(org.apache.qpid.proton.message.Message request, org.apache.qpid.proton.message.Message answer) {
        Sender link = replyTo.get(request.getReplyTo());
        byte[] encoded = new byte[8 * 1_024];
        answer.setCorrelationId(request.getMessageId());
        int length = answer.encode(encoded, 0, encoded.length);
        link.delivery(Long.toString(replies++).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        link.send(encoded, 0, length);
        link.advance();
    }

    private synchronized void take(byte[] bytes, int length) throws IOException {
        int at = 0;
        while (at < length) {
            ByteBuffer room = transport.tail();
            int part = Math.min(room.remaining(), length - at);
            room.put(bytes, at, part);
            at += part;
            transport.process();
            for (Event event = collector.peek(); event != null; event = collector.peek()) {
                on(event);
                collector.pop();
            }
        }
        flush();
    }

    private void on(Event event) {
        switch (event.getType()) {
            case CONNECTION_REMOTE_OPEN -> {
                connection.setContainer("hub");
                connection.open();
            }
            case SESSION_REMOTE_OPEN -> event.getSession().open();
            case LINK_REMOTE_OPEN -> opened(event.getLink());
            case DELIVERY -> delivered(event.getDelivery());
            case LINK_REMOTE_CLOSE, LINK_REMOTE_DETACH -> event.getLink().close();
            case SESSION_REMOTE_CLOSE -> event.getSession().close();
            case CONNECTION_REMOTE_CLOSE -> connection.close();
            default -> {}
        }
    }

    private void opened(Link link) {
        link.setSource(link.getRemoteSource());
        link.setTarget(link.getRemoteTarget());
        if (link instanceof Receiver receiver) {
            receiver.setMaxMessageSize(UnsignedLong.valueOf(hub.maxMessageSize()));
            receiver.open();
            receiver.flow(CREDIT);
        } else {
            Object target = link.getRemoteTarget() instanceof org.apache.qpid.proton.amqp.messaging.Target to
                    ? to.getAddress()
                    : "";
            replyTo.put(String.valueOf(target), (Sender) link);
            link.setMaxMessageSize(UnsignedLong.valueOf(hub.maxMessageSize()));
            link.open();
        }
    }

    private void delivered(Delivery delivery) {
        if (!(delivery.getLink() instanceof Receiver receiver)) {
            if (delivery.remotelySettled()) {
                delivery.settle();
            }
            return;
        }
        if (!delivery.isReadable() || delivery.isPartial()) {
            return;
        }
        byte[] bytes = new byte[delivery.pending()];
        int length = receiver.recv(bytes, 0, bytes.length);
        receiver.advance();
        receiver.flow(1);
        hub.received(this, address(receiver), delivery, java.util.Arrays.copyOf(bytes, length));
    }

    static String address(Receiver receiver) {
        return receiver.getRemoteTarget() instanceof org.apache.qpid.proton.amqp.messaging.Target target
                ? String.valueOf(target.getAddress())
                : "";
    }

    private void flush() throws IOException {
        for (int pending = transport.pending(); pending > 0; pending = transport.pending()) {
            ByteBuffer out = transport.head();
            byte[] bytes = new byte[out.remaining()];
            out.get(bytes);
            socket.getOutputStream().write(bytes);
            transport.pop(bytes.length);
        }
        socket.getOutputStream().flush();
    }
}
