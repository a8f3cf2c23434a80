package io.github.azuredr.streamanalytics.regions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Where a job goes on after a restart; its offsets mean nothing once the log is gone, its output time still does. */
record JobCheckpoint(Map<Integer, Long> offsets, Instant closedUpTo) {
    static JobCheckpoint in(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new JobCheckpoint(Map.of(), Instant.EPOCH);
        }
        Properties saved = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            saved.load(in);
        }
        Map<Integer, Long> offsets = new HashMap<>();
        for (String name : saved.stringPropertyNames()) {
            if (!name.equals("closed")) {
                offsets.put(Integer.valueOf(name), Long.valueOf(saved.getProperty(name)));
            }
        }
        return new JobCheckpoint(offsets, Instant.parse(saved.getProperty("closed")));
    }

    JobCheckpoint withoutOffsets() {
        return new JobCheckpoint(Map.of(), closedUpTo);
    }

    void save(Path file) throws IOException {
        Properties saved = new Properties();
        offsets.forEach((partition, offset) -> saved.setProperty(partition.toString(), offset.toString()));
        saved.setProperty("closed", closedUpTo.toString());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (var out = Files.newBufferedWriter(next)) {
            saved.store(out, null);
        }
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
