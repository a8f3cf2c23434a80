package io.github.azuredr.streamanalytics.spool;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.send.DualSender;
import io.github.azuredr.streamanalytics.send.EventSink;
import io.github.azuredr.streamanalytics.send.SendPolicy;
import io.github.azuredr.streamanalytics.send.SendResult;
import io.github.azuredr.streamanalytics.send.SenderSettings;
import io.github.azuredr.streamanalytics.stamp.OutgoingEvent;
import io.github.azuredr.streamanalytics.stamp.StampPlace;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import io.github.azuredr.time.TimeSource;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A process that sends until it is killed; side B is dark and says so, every acknowledged sequence goes to its output. */
final class KilledSender {
    private KilledSender() {}

    public static void main(String[] arguments) {
        SqliteSpool spool = SqliteSpool.open(Path.of(arguments[0]), SpoolLimits.ofDefaults());
        DualSender sender = DualSender.open(
                SenderSettings.of("till", SendPolicy.ANY).stampedIn(StampPlace.PROPERTIES),
                sink(true),
                sink(false),
                spool,
                TimeSource.system(),
                Thread::new);
        for (int caller = 0; caller < 4; caller++) {
            new Thread(() -> {
                        for (int i = 0; i < 1_000_000; i++) {
                            SendResultLine.print(sender.send(OutgoingEvent.of("k", new byte[256]))
                                    .orThrow());
                        }
                    })
                    .start();
        }
    }

    private static EventSink sink(boolean accepts) {
        return new EventSink() {
            @Override
            public String name() {
                return accepts ? "hub-a" : "hub-b";
            }

            @Override
            public int partitionCount() {
                return 4;
            }

            @Override
            public CompletionStage<Void> send(StampedEvent event) {
                return accepts
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(new IllegalStateException("dark"));
            }

            @Override
            public void close() {}
        };
    }

    private static final class SendResultLine {
        static synchronized void print(SendResult.Acknowledged sent) {
            if (!sent.owed().contains(Side.B)) {
                throw new IllegalStateException("acknowledged without being owed: " + sent);
            }
            System.out.println(sent.stamp().sequence());
            System.out.flush();
        }
    }
}
