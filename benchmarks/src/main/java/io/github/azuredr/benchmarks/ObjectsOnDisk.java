package io.github.azuredr.benchmarks;

import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.FileContent;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A few objects with their content on disk, so that they do not count as heap. */
final class ObjectsOnDisk {
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");

    private final Path folder;
    private final NavigableMap<String, LakeFile> objects = new TreeMap<>();
    private final NavigableMap<String, Path> staged = new TreeMap<>();
    private int written;

    ObjectsOnDisk(Path folder) {
        this.folder = folder;
    }

    synchronized List<LakeFile> below(String prefix) {
        return objects.tailMap(prefix).values().stream()
                .takeWhile(file -> file.path().startsWith(prefix))
                .toList();
    }

    synchronized Optional<LakeFile> find(String path) {
        return Optional.ofNullable(objects.get(path));
    }

    synchronized FileContent open(String path) {
        LakeFile file = find(path).orElseThrow(() -> new LakeException(LakeFailure.NOT_FOUND, path, null));
        try {
            return new FileContent(file, Files.newInputStream(folder.resolve(file.etag())));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    synchronized String put(String path, byte[] content) {
        try {
            return known(path, Files.write(folder.resolve("o" + written++), content));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    synchronized void stage(String blockId, byte[] content) {
        try {
            staged.put(blockId, Files.write(folder.resolve("b" + written++), content));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    synchronized String commit(String path, List<String> blockIds) {
        Path whole = folder.resolve("o" + written++);
        try (OutputStream out = Files.newOutputStream(whole)) {
            for (String id : blockIds) {
                Path block = staged.remove(id);
                if (block == null) {
                    throw new LakeException(LakeFailure.REFUSED, "no block " + id + " of " + path, null);
                }
                Files.copy(block, out);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return known(path, whole);
    }

    synchronized void delete(String path) {
        objects.remove(path);
    }

    private String known(String path, Path content) {
        String etag = content.getFileName().toString();
        try {
            objects.put(
                    path,
                    LakeFile.flat(path, Files.size(content), etag, WRITTEN, Optional.empty(), FileAttributes.none()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return etag;
    }
}
