package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.SimState;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A state whose changes are forgotten: what a script would do, tried out. */
final class OverlayState implements SimState {
    private final SimState under;
    private final TreeMap<String, Optional<byte[]>> changed = new TreeMap<>();

    OverlayState(SimState under) {
        this.under = under;
    }

    @Override
    public Optional<byte[]> get(String key) {
        Optional<byte[]> own = changed.getOrDefault(key, Optional.empty());
        return changed.containsKey(key) ? own : under.get(key);
    }

    @Override
    public void put(String key, byte[] value) {
        changed.put(key, Optional.of(value));
    }

    @Override
    public void remove(String key) {
        changed.put(key, Optional.empty());
    }

    @Override
    public List<String> keys(String prefix) {
        TreeSet<String> keys = new TreeSet<>(under.keys(prefix));
        changed.subMap(prefix, prefix + Character.MAX_VALUE).forEach((key, value) -> {
            if (value.isPresent()) {
                keys.add(key);
            } else {
                keys.remove(key);
            }
        });
        return List.copyOf(keys);
    }
}
