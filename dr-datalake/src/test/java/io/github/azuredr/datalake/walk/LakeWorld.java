package io.github.azuredr.datalake.walk;

import io.github.azuredr.datalake.DataLakeRecovery;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.TransferRoom;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.time.ManualClock;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import io.github.azuredr.testkit.walk.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A tree on each side. Side A's place is there at birth, side B's is not. */
abstract class LakeWorld implements World {
    static final String TREE = "orders";

    private final ManualClock clock = ManualClock.at("2026-11-20T12:00:00Z");

    @Override
    public final ManualClock clock() {
        return clock;
    }

    /** The tree as a process that just started reaches it. */
    abstract LakePort port(Side side);

    /** An application's own write. */
    abstract void write(Side side, String path, String content);

    /** An application's own deletion. */
    abstract void remove(Side side, String path);

    /** Everything on a side, ours included, by path; also while the side is dark. */
    abstract Map<String, String> everything(Side side);

    /** What users of a side see. */
    final Map<String, String> content(Side side) {
        Map<String, String> users = new TreeMap<>(everything(side));
        users.keySet().removeIf(path -> path.startsWith("_azuredr/"));
        return users;
    }

    @Override
    public final List<ProtectedWorkload> workloads() {
        TransferRoom room = TransferRoom.sequential(scratch(), clock);
        return List.of(ProtectedWorkload.of("lake", DataLakeRecovery.of(TREE, port(Side.A), port(Side.B), room)));
    }

    private static Path scratch() {
        try {
            return Files.createDirectories(Path.of("target", "scratch"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Users' files, what was set aside, and the versions kept, each once: another attempt keeps one again elsewhere. */
    @Override
    public final String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (Side side : Side.values()) {
            Map<String, String> all = everything(side);
            text.append(side).append(" files ").append(content(side)).append('\n');
            text.append(side).append(" set aside ").append(below(all, "_azuredr/setaside/", Function.identity()));
            text.append(side).append(" kept ").append(below(all, "_azuredr/kept/", LakeWorld::withoutGeneration));
        }
        return text.toString();
    }

    private static String withoutGeneration(String path) {
        return path.replaceAll("/[0-9]{10}/", "/");
    }

    private static String below(Map<String, String> all, String directory, Function<String, String> name) {
        return all.entrySet().stream()
                        .filter(file -> file.getKey().startsWith(directory))
                        .map(file -> name.apply(file.getKey()) + "=" + file.getValue())
                        .collect(Collectors.toCollection(TreeSet::new))
                + "\n";
    }
}
