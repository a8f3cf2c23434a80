package io.github.azuredr.streamanalytics.twin;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Region;
import io.github.azuredr.streamanalytics.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as its owner wrote it: without what the service adds, without keys, without the start that was asked for at its
 * creation (sent again, it would start the copy), and with everything this library does not understand.
 */
public final class JobDefinition {
    /** The tag of a job this library created: the id of the job it is the twin of. */
    public static final String TWIN_TAG = "azuredr-twin-of";

    private final JsonTree content;

    private JobDefinition(JsonTree content) {
        this.content = content;
    }

    /**
     * Reads a job.
     *
     * @param job as the service shows it expanded, or as the resource of a template
     * @throws RecoveryException when it is no whole job in one region: an edge job, a shell without its parts expanded, a
     *     template whose expressions are not resolved
     */
    public static JobDefinition of(JsonTree job) {
        return new JobDefinition(JobReader.read(job));
    }

    /** A definition that was kept by {@link #content()}. */
    public static JobDefinition kept(JsonTree content) {
        return new JobDefinition(content);
    }

    /** What is kept and sent, without secrets: location, tags, identity, sku and properties, parts in order of names. */
    public JsonTree content() {
        return content;
    }

    /** Where it runs. */
    public Region region() {
        return Region.of(content.text("/location").orElse(""));
    }

    /** The query. */
    public String query() {
        return content.text("/properties/transformation/properties/query").orElse("");
    }

    /** How many streaming units it asks for; 3 when it does not say, as the service does. */
    public int streamingUnits() {
        return content.number("/properties/transformation/properties/streamingUnits")
                .orElse(3L)
                .intValue();
    }

    /** Its inputs, outputs and functions. */
    public List<Part> parts() {
        return Part.of(content);
    }

    /** The type of each output by name. */
    public Map<String, String> outputTypes() {
        Map<String, String> types = new LinkedHashMap<>();
        parts().stream()
                .filter(part -> part.kind() == Part.Kind.OUTPUT)
                .forEach(part -> types.put(part.name(), part.type()));
        return types;
    }

    /** Whether it signs in somewhere as itself, so that its identity needs roles. */
    public boolean usesIdentity() {
        return parts().stream().anyMatch(part -> part.mode(content).equalsIgnoreCase("Msi"));
    }

    /** The parts a person must sign in for: a copy of them cannot start. */
    public List<String> neededSignIns() {
        return parts().stream()
                .filter(part -> part.mode(content).equalsIgnoreCase("UserToken")
                        || (part.type().equalsIgnoreCase("PowerBI")
                                && !part.mode(content).equalsIgnoreCase("Msi")))
                .map(Part::label)
                .toList();
    }

    /** The id of the job it was made as a twin of, when this library made it. */
    public Optional<String> twinOf() {
        return content.text("/tags/" + TWIN_TAG);
    }

    /** This definition, marked as the twin of a job. */
    public JobDefinition asTwinOf(JobId job) {
        return new JobDefinition(content.with("/tags/" + TWIN_TAG, job.path()));
    }

    /** This definition with so many streaming units. */
    public JobDefinition withUnits(int units) {
        return new JobDefinition(content.with("/properties/transformation/properties/streamingUnits", units));
    }

    /** The same for jobs that do the same in one place: SHA-256 in hex over everything but the tag of a twin. */
    public String hash() {
        return comparable().sha256();
    }

    /** Parts by name instead of by place, so that one more does not move the others. */
    JsonTree comparable() {
        JsonTree flat = content.without("/tags/" + TWIN_TAG);
        for (Part.Kind kind : Part.Kind.values()) {
            String pointer = "/properties/" + kind.segment();
            JsonTree byName = JsonTree.object();
            for (JsonTree part : content.items(pointer)) {
                byName = byName.with("/" + JsonTree.segment(part.text("/name").orElse("")), part);
            }
            flat = flat.without(pointer).with(pointer, byName);
        }
        return flat;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JobDefinition that && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    @Override
    public String toString() {
        return "JobDefinition[" + parts().size() + " parts, " + hash().substring(0, 12) + "]";
    }
}
