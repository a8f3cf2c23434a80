package io.github.azuredr.examples;

import io.github.azuredr.streamanalytics.send.EventSink;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** A region's Event Hub in memory; it answers as long as its region does. */
final class MemoryHub implements EventSink {
    private final String name;
    private final BooleanSupplier dark;
    private final List<StampedEvent> events = new ArrayList<>();

    MemoryHub(String name, BooleanSupplier dark) {
        this.name = name;
        this.dark = dark;
    }

    synchronized List<StampedEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int partitionCount() {
        if (dark.getAsBoolean()) {
            throw new IllegalStateException(name + " does not answer");
        }
        return 4;
    }

    @Override
    public synchronized CompletionStage<Void> send(StampedEvent event) {
        if (dark.getAsBoolean()) {
            return CompletableFuture.failedFuture(new IllegalStateException(name + " does not answer"));
        }
        events.add(event);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
        // What is in memory ends with the program.
    }
}
