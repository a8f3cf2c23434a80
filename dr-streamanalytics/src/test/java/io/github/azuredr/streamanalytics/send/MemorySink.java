package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A region's input in memory that can go dark, fall silent or refuse. */
final class MemorySink implements EventSink {
    enum Mood {
        ACCEPTS,
        DARK,
        SILENT,
        REJECTS
    }

    private final String name;
    private final int partitions;
    private final List<StampedEvent> events = new ArrayList<>();
    private Mood mood = Mood.ACCEPTS;
    private int calls;

    MemorySink(String name, int partitions) {
        this.name = name;
        this.partitions = partitions;
    }

    synchronized void is(Mood now) {
        mood = now;
    }

    synchronized List<Long> sequences() {
        return events.stream().map(event -> event.stamp().sequence()).toList();
    }

    synchronized List<StampedEvent> events() {
        return List.copyOf(events);
    }

    synchronized int calls() {
        return calls;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized int partitionCount() {
        if (mood == Mood.DARK || mood == Mood.SILENT) {
            throw new IllegalStateException(name + " is dark");
        }
        return partitions;
    }

    @Override
    public synchronized CompletionStage<Void> send(StampedEvent event) {
        calls++;
        return switch (mood) {
            case ACCEPTS -> {
                events.add(event);
                yield CompletableFuture.completedFuture(null);
            }
            case DARK -> CompletableFuture.failedFuture(new IllegalStateException(name + " is dark"));
            case SILENT -> new CompletableFuture<>();
            case REJECTS -> CompletableFuture.failedFuture(new EventRejectedException("too large", new Throwable()));
        };
    }

    @Override
    public synchronized void close() {
        mood = Mood.DARK;
    }
}
