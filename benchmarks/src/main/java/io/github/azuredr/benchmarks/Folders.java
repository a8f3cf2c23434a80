package io.github.azuredr.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where benchmarks write: below the build folder of this module, whichever folder the command was given in. */
final class Folders {
    private Folders() {}

    /** This module's folder. */
    static Path module() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("benchmarks")) ? here.resolve("benchmarks") : here;
    }

    static Path target() {
        return module().resolve("target").resolve("bench");
    }

    /** A new folder for one run. */
    static Path fresh(String prefix) throws IOException {
        Files.createDirectories(target());
        return Files.createTempDirectory(target(), prefix + "-");
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        deepestFirst.forEach(each -> {
            try {
                Files.delete(each);
            } catch (IOException held) {
                throw new UncheckedIOException(held);
            }
        });
    }
}
