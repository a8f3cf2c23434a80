package io.github.azuredr.datalake.walk;

import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.MemoryLake;
import io.github.azuredr.pair.Side;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Trees in memory: fast enough to walk every point. */
final class MemoryLakeWorld extends LakeWorld {
    private final Map<Side, MemoryLake> lakes = new EnumMap<>(Side.class);
    private final Map<Side, Integer> calls = new EnumMap<>(Side.class);
    private final Set<Side> dark = EnumSet.noneOf(Side.class);
    private final Map<String, Integer> effects = new TreeMap<>();

    private MemoryLakeWorld(boolean hierarchical) {
        for (Side side : Side.values()) {
            String name = "lake" + side + "/data";
            MemoryLake lake = (hierarchical ? MemoryLake.hierarchical(name, false) : MemoryLake.flat(name, false))
                    .following(clock());
            lake.intercept((when, call) -> at(side, when, call));
            lakes.put(side, lake);
        }
        lake(Side.B).absent();
    }

    static MemoryLakeWorld flat() {
        return new MemoryLakeWorld(false);
    }

    static MemoryLakeWorld hierarchical() {
        return new MemoryLakeWorld(true);
    }

    private MemoryLake lake(Side side) {
        MemoryLake lake = lakes.get(side);
        if (lake == null) {
            throw new IllegalArgumentException("no side " + side);
        }
        return lake;
    }

    private void at(Side side, MemoryLake.When when, String call) {
        if (when == MemoryLake.When.AFTER) {
            if (call.matches("(put|commit|copy|rename|delete) (?!_azuredr/).*|create")) {
                effects.merge(side + " " + call, 1, Integer::sum);
            }
            return;
        }
        calls.merge(side, 1, Integer::sum);
        if (dark.contains(side)) {
            throw new LakeException(LakeFailure.NO_ANSWER, "side " + side + " is dark.", null);
        }
    }

    @Override
    LakePort port(Side side) {
        return lake(side);
    }

    @Override
    void write(Side side, String path, String content) {
        lake(side).write(path, content);
    }

    @Override
    void remove(Side side, String path) {
        lake(side).remove(path);
    }

    @Override
    Map<String, String> everything(Side side) {
        return lake(side).everything();
    }

    @Override
    public Map<String, Integer> effects() {
        return effects;
    }

    @Override
    public int calls(Side side) {
        return calls.getOrDefault(side, 0);
    }

    @Override
    public void goDark(Side side) {
        dark.add(side);
    }

    @Override
    public void comeBack(Side side) {
        dark.remove(side);
    }
}
