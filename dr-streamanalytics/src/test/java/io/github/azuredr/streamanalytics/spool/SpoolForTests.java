package io.github.azuredr.streamanalytics.spool;

import java.nio.file.Path;

/** Opens a spool whose file may not grow, as on a full disk. */
public final class SpoolForTests {
    private SpoolForTests() {}

    public static SqliteSpool open(Path file, SpoolLimits limits, int mostPages) {
        return SqliteSpool.open(file, limits, mostPages);
    }
}
