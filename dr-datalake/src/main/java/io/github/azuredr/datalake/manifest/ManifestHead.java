package io.github.azuredr.datalake.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.error.RecoveryException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The small object on the target that says which pass may write.
 *
 * @param generation grows by one per pass; what an older one still writes late is recognised by it
 * @param epoch the failover epoch of the newest pass or fence; a pass of a lower one is refused
 * @param base the sorted manifest, or empty before the first compaction
 * @param baseEntries how many entries it has
 * @param points the completed passes remembered, oldest first; older ones than a day or so are thinned out
 * @param hold why no pass may write now; empty when one may
 * @param stopped what the newest pass refused first; empty when it completed
 */
public record ManifestHead(
        long generation,
        long epoch,
        String base,
        long baseEntries,
        List<CompletePoint> points,
        String hold,
        String stopped) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the points in. */
    public ManifestHead {
        points = List.copyOf(points);
    }

    static ManifestHead first() {
        return new ManifestHead(0, 0, "", 0, List.of(), "", "");
    }

    ManifestHead next(long newEpoch) {
        return new ManifestHead(generation + 1, newEpoch, base, baseEntries, points, hold, stopped);
    }

    ManifestHead withBase(String newBase, long entries) {
        return new ManifestHead(generation, epoch, newBase, entries, points, hold, stopped);
    }

    ManifestHead withPoint(CompletePoint point, Duration retention) {
        return new ManifestHead(
                generation, epoch, base, baseEntries, PointsKept.of(points, point, retention), hold, "");
    }

    ManifestHead withHold(String why) {
        return new ManifestHead(generation, epoch, base, baseEntries, points, why, stopped);
    }

    ManifestHead withStopped(String why) {
        return new ManifestHead(generation, epoch, base, baseEntries, points, hold, why);
    }

    byte[] bytes() {
        ObjectNode root = JSON.createObjectNode();
        root.put("v", 1);
        root.put("generation", generation);
        root.put("epoch", epoch);
        root.put("base", base);
        root.put("baseEntries", baseEntries);
        root.put("hold", hold);
        root.put("stopped", stopped);
        points.forEach(point -> root.withArray("points")
                .addObject()
                .put("generation", point.generation())
                .put("sourceTime", point.sourceTime().toString()));
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("numbers and text always become JSON", impossible);
        }
    }

    static ManifestHead parse(byte[] bytes) {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root.path("v").asInt() != 1) {
                throw new RecoveryException(
                        "The manifest's head has version " + root.path("v") + ", this library knows version 1.",
                        "run the pass with the library version that wrote it.");
            }
            List<CompletePoint> points = new ArrayList<>();
            root.path("points")
                    .forEach(point -> points.add(new CompletePoint(
                            point.path("generation").asLong(),
                            Instant.parse(point.path("sourceTime").asText()))));
            return new ManifestHead(
                    root.path("generation").asLong(),
                    root.path("epoch").asLong(),
                    root.path("base").asText(),
                    root.path("baseEntries").asLong(),
                    points,
                    root.path("hold").asText(),
                    root.path("stopped").asText());
        } catch (IOException broken) {
            throw new RecoveryException(
                    "The manifest's head is not readable.", "restore it from a kept copy or seed it anew.", broken);
        }
    }
}
