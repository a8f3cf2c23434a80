package io.github.azuredr.streamanalytics.eventhubs;

import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Events that wait for those of their key before them: one send per key is under way at a time, because the client keeps
 * no order among sends under way, and what came meanwhile goes together. Safe for several threads.
 */
final class KeyQueues {
    private final Map<String, Deque<Waiting>> queues = new HashMap<>();

    /** Whether the event may go now; otherwise it is taken by {@link #next} later. */
    synchronized boolean first(Waiting event) {
        Deque<Waiting> queue = queues.get(event.key());
        if (queue == null) {
            queues.put(event.key(), new ArrayDeque<>());
            return true;
        }
        queue.add(event);
        return false;
    }

    /** What came meanwhile, in order; empty when nothing did, and then the key is free. */
    synchronized Optional<List<Waiting>> next(String key) {
        Deque<Waiting> queue = queues.get(key);
        if (queue == null || queue.isEmpty()) {
            queues.remove(key);
            return Optional.empty();
        }
        List<Waiting> all = new ArrayList<>(queue);
        queue.clear();
        return Optional.of(all);
    }

    /** An event and the answer its caller waits for. */
    record Waiting(StampedEvent event, CompletableFuture<Void> answer) {
        String key() {
            return event.partitionKey();
        }
    }
}
