package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A state in memory that outlives the service under test. */
final class MapState implements SimState {
    private final ConcurrentSkipListMap<String, byte[]> values = new ConcurrentSkipListMap<>(Names.ORDER);

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, byte[] value) {
        values.put(key, value.clone());
    }

    @Override
    public void remove(String key) {
        values.remove(key);
    }

    @Override
    public List<String> keys(String prefix) {
        return values.tailMap(prefix).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .toList();
    }
}
