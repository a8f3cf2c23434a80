package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.util.concurrent.CompletionStage;

/**
 * One region's input. Each side is called by one thread of its own, in order; a call that blocks delays that side alone.
 */
public interface EventSink extends AutoCloseable {
    /** What an operator calls it. */
    String name();

    /** How many partitions the input has now; fails when the region does not answer. */
    int partitionCount();

    /**
     * Sends one event under its partition key.
     *
     * @return completes when the region has it durably; fails with {@link EventRejectedException} when it never will
     */
    CompletionStage<Void> send(StampedEvent event);

    @Override
    void close();
}
