package io.github.azuredr.datalake.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder for one pass; nothing in it outlives the pass or is needed to resume it. */
public final class Scratch implements AutoCloseable {
    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** Makes a fresh folder below the given one. */
    public static Scratch in(Path parent) {
        try {
            Files.createDirectories(parent);
            return new Scratch(Files.createTempDirectory(parent, "pass-"));
        } catch (IOException broken) {
            throw new UncheckedIOException("no scratch folder could be made in " + parent, broken);
        }
    }

    /** A fresh folder inside. */
    public Path folder() {
        try {
            return Files.createTempDirectory(folder, "sort-");
        } catch (IOException broken) {
            throw new UncheckedIOException("no scratch folder could be made in " + folder, broken);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the scratch folder could not be deleted: " + folder, broken);
        }
    }
}
