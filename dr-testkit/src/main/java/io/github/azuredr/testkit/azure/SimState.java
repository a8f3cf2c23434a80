package io.github.azuredr.testkit.azure;

import java.util.List;
import java.util.Optional;

/**
 * Where a simulated service keeps what it must not forget: in memory, or in a folder so that a killed process finds its
 * Azure again. A write is complete when the call returns; a kill of the process between two writes loses neither.
 */
public interface SimState {

    /** The value last put under this key. */
    Optional<byte[]> get(String key);

    /** Replaces the value under this key atomically. */
    void put(String key, byte[] value);

    /** Forgets the key; does nothing when it is absent. */
    void remove(String key);

    /** All keys that start with this prefix, in the order of their unsigned UTF-8 bytes. */
    List<String> keys(String prefix);
}
