package io.github.azuredr.datalake.azure.gen1;

import com.microsoft.azure.datalake.store.DirectoryEntry;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A manifest's head, which only one may replace at a time, on a store without conditions: each version is a file of its
 * own in a directory, named by its number, and comes to be by a rename onto a name that must not exist. The highest number
 * is the head. So this one thing is conditional on Gen1, too.
 */
final class HeadVersions {
    private static final int KEPT = 20;
    private static final String NAME = "%020d";

    private final Gen1Calls calls;
    private final Gen1Paths paths;

    HeadVersions(Gen1Calls calls, Gen1Paths paths) {
        this.calls = calls;
        this.paths = paths;
    }

    /** The newest version; its name is its number. */
    Optional<DirectoryEntry> newest(String path) {
        return versions(path).stream().max(Comparator.comparing(entry -> entry.name));
    }

    byte[] read(String path, DirectoryEntry version) {
        return calls.read(paths.at(path) + "/" + version.name, 0, (int) Math.max(1, version.length));
    }

    /** Writes the version that follows; answers its number. */
    String put(String path, Condition condition, byte[] content) {
        long next = condition.etag().map(HeadVersions::number).orElse(0L) + 1;
        String name = String.format(NAME, next);
        String temporary = paths.part(path, UUID.randomUUID().toString());
        calls.create(temporary, content, false);
        calls.makeDirectory(paths.at(path));
        if (!calls.rename(temporary, paths.at(path) + "/" + name, false)) {
            calls.delete(temporary);
            throw taken(path);
        }
        List<DirectoryEntry> all = versions(path);
        if (all.stream().anyMatch(entry -> entry.name.compareTo(name) > 0)) {
            // Whoever is so late that the versions in between were cleared away comes too late all the same.
            throw taken(path);
        }
        if (all.size() > 2 * KEPT) {
            all.stream()
                    .filter(entry -> number(entry.name) <= next - KEPT)
                    .forEach(entry -> calls.delete(paths.at(path) + "/" + entry.name));
        }
        return name;
    }

    private List<DirectoryEntry> versions(String path) {
        try {
            return calls.list(paths.at(path), null).stream()
                    .filter(entry -> entry.name.matches("[0-9]{20}"))
                    .toList();
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.NOT_FOUND) {
                return List.of();
            }
            throw failed;
        }
    }

    private static long number(String etag) {
        return Long.parseLong(etag);
    }

    private static LakeException taken(String path) {
        return new LakeException(
                LakeFailure.CONDITION_NOT_MET, "write " + path + ": another version has taken its place.", null);
    }
}
