package io.github.azuredr.datalake.table;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where checkpoints are kept; a write is durable when the call returns. Safe for concurrent use. */
public interface Checkpoints {
    /** The unit's last checkpoint. */
    Optional<Checkpoint> find(Unit unit);

    /** Replaces the unit's checkpoint. */
    void put(Checkpoint checkpoint);

    /** Replaces several checkpoints, at once where the place allows it. */
    default void putAll(Collection<Checkpoint> checkpoints) {
        checkpoints.forEach(this::put);
    }

    /** Checkpoints that end with the process; a pass that finds none treats what the target holds as foreign. */
    static Checkpoints inMemory() {
        Map<Unit, Checkpoint> kept = new ConcurrentHashMap<>();
        return new Checkpoints() {
            @Override
            public Optional<Checkpoint> find(Unit unit) {
                return Optional.ofNullable(kept.get(unit));
            }

            @Override
            public void put(Checkpoint checkpoint) {
                kept.put(checkpoint.unit(), checkpoint);
            }
        };
    }
}
