package io.github.azuredr.streamanalytics.port;

import io.github.azuredr.streamanalytics.json.JsonTree;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import io.github.azuredr.streamanalytics.twin.Part;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A job as one look showed it.
 *
 * @param body what the service answered, expanded; it holds no secrets
 * @param etag the ETag as it was sent
 */
public record SeenJob(JsonTree body, String etag) {

    /** Its state. */
    public JobState state() {
        return JobState.of(body.text("/properties/jobState").orElse("Unknown"));
    }

    /** As its owner wrote it. */
    public JobDefinition definition() {
        return JobDefinition.of(body);
    }

    /** The latest output over all its outputs; empty when there never was any. */
    public Optional<Instant> lastOutput() {
        return body.text("/properties/lastOutputEventTime")
                .map(OffsetDateTime::parse)
                .map(OffsetDateTime::toInstant);
    }

    /** The principal of its own identity. */
    public Optional<String> principalId() {
        return body.text("/identity/principalId");
    }

    /** What its inputs and outputs complain about, as {@code input hub: code message}. */
    public List<String> diagnostics() {
        List<String> lines = new ArrayList<>();
        for (Part.Kind kind : List.of(Part.Kind.INPUT, Part.Kind.OUTPUT)) {
            for (JsonTree part : body.items("/properties/" + kind.segment())) {
                for (JsonTree condition : part.items("/properties/diagnostics/conditions")) {
                    lines.add(kind.name().toLowerCase(Locale.ROOT) + " "
                            + part.text("/name").orElse("") + ": "
                            + condition.text("/code").orElse("") + " "
                            + condition.text("/message").orElse(""));
                }
            }
        }
        return List.copyOf(lines);
    }

    /** Without the body. */
    @Override
    public String toString() {
        return "SeenJob[" + state() + "]";
    }
}
