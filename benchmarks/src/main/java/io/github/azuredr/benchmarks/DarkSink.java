package io.github.azuredr.benchmarks;

import io.github.azuredr.streamanalytics.send.EventSink;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A region that never answers. */
final class DarkSink implements EventSink {
    @Override
    public String name() {
        return "dark";
    }

    @Override
    public int partitionCount() {
        throw new IllegalStateException("no answer");
    }

    @Override
    public CompletionStage<Void> send(StampedEvent event) {
        return new CompletableFuture<>();
    }

    @Override
    public void close() {}
}
