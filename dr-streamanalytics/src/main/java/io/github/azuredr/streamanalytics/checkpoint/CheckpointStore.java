package io.github.azuredr.streamanalytics.checkpoint;

import java.util.Optional;

/**
 * Where checkpoints live. It belongs with the caller's effect (the same database, saved in the same transaction) or,
 * when the effect can be repeated harmlessly, anywhere outside the two regions' outputs.
 */
public interface CheckpointStore {
    /** The newest checkpoint of a reader. */
    Optional<Checkpoint> load(String reader);

    /**
     * Saves the next checkpoint, which follows the stored one: version one higher, epoch not lower.
     *
     * @throws ReaderFencedException when the stored one has moved on
     */
    void save(Checkpoint next);
}
