package io.github.azuredr.streamanalytics.checkpoint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Checkpoints that end with the process: for trying out, and for readers whose effect lives as long. */
public final class InMemoryCheckpoints implements CheckpointStore {
    private final Map<String, Checkpoint> stored = new HashMap<>();

    @Override
    public synchronized Optional<Checkpoint> load(String reader) {
        return Optional.ofNullable(stored.get(reader));
    }

    @Override
    public synchronized void save(Checkpoint next) {
        Fence.check(stored.get(next.reader()), next);
        stored.put(next.reader(), next);
    }
}
