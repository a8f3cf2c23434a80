package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Tally;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One snapshot of a subscription, as the service lists it.
 *
 * @param id its synchronization id
 * @param mode {@code Incremental} or {@code FullSync}
 * @param status in the service's words, of which not all are known
 * @param startedAt by the service's clock, as it wrote it
 * @param endedAt the same; empty while it runs
 * @param message what the service says of a failure
 * @param written what was written, by dataset id; empty when the details were not read
 */
record SnapshotRun(
        String id,
        String mode,
        String status,
        String startedAt,
        String endedAt,
        String message,
        Map<String, Tally> written) {
    static final String FULL = "FullSync";
    static final String INCREMENTAL = "Incremental";

    private static final List<String> GOOD = List.of("Succeeded", "Completed");
    /** Both spellings are on the wire. */
    private static final List<String> BAD = List.of("Failed", "Cancelled", "Canceled");

    SnapshotRun {
        written = Map.copyOf(written);
    }

    static SnapshotRun of(JsonObject listed) {
        return new SnapshotRun(
                listed.text("synchronizationId").orElse(""),
                listed.text("synchronizationMode").orElse(""),
                listed.text("status").orElse(""),
                listed.text("startTime").orElse(""),
                listed.text("endTime").orElse(""),
                listed.text("message").orElse(""),
                Map.of());
    }

    SnapshotRun withDetails(List<JsonObject> details) {
        Map<String, Tally> all = new TreeMap<>();
        details.forEach(one -> all.merge(
                one.text("dataSetId").orElse(""),
                new Tally(
                        one.number("filesWritten").orElse(0L),
                        one.number("sizeWritten").orElse(0L)),
                Tally::plus));
        return new SnapshotRun(id, mode, status, startedAt, endedAt, message, all);
    }

    boolean succeeded() {
        return GOOD.contains(status);
    }

    /** A status this version does not know is taken for one on the way. */
    boolean isOver() {
        return succeeded() || BAD.contains(status);
    }

    Optional<Instant> end() {
        try {
            return endedAt.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(endedAt));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    Tally total() {
        return written.values().stream().reduce(new Tally(0, 0), Tally::plus);
    }

    JsonObject json() {
        JsonObject details = JsonObject.empty();
        for (var one : new TreeMap<>(written).entrySet()) {
            details = details.with(
                    one.getKey(),
                    JsonObject.empty()
                            .with("files", one.getValue().files())
                            .with("bytes", one.getValue().bytes()));
        }
        return JsonObject.empty()
                .with("id", id)
                .with("mode", mode)
                .with("status", status)
                .with("startedAt", startedAt)
                .with("endedAt", endedAt)
                .with("message", message)
                .with("written", details);
    }

    static SnapshotRun parse(JsonObject json) {
        Map<String, Tally> written = new TreeMap<>();
        JsonObject details = json.at("written").orElseGet(JsonObject::empty);
        for (String id : details.names()) {
            JsonObject one = details.ownObject(id).orElseGet(JsonObject::empty);
            written.put(
                    id,
                    new Tally(
                            one.number("files").orElse(0L), one.number("bytes").orElse(0L)));
        }
        return new SnapshotRun(
                json.text("id").orElse(""),
                json.text("mode").orElse(""),
                json.text("status").orElse(""),
                json.text("startedAt").orElse(""),
                json.text("endedAt").orElse(""),
                json.text("message").orElse(""),
                written);
    }
}
