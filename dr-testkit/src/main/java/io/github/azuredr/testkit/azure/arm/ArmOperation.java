package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * One long-running operation.
 *
 * @param id the last segment of where it is polled
 * @param path where it is polled
 * @param namespace the provider that started it
 * @param start what the provider said about it
 * @param started when it was started
 * @param due when it ends, unless enough polls came before
 * @param pollsLeft how many polls it takes until it ends
 * @param generation the region's count of lost results when it was started
 * @param outcome the status it will end with
 * @param status {@code InProgress}, then the outcome: {@code Succeeded}, {@code Failed}, {@code Canceled} or
 *     {@code Cancelled}
 * @param errorCode the error's code when it does not end well, else empty
 */
public record ArmOperation(
        String id,
        String path,
        String namespace,
        OperationStart start,
        Instant started,
        Instant due,
        int pollsLeft,
        long generation,
        String outcome,
        String status,
        String errorCode) {
    static final String IN_PROGRESS = "InProgress";
    static final String SUCCEEDED = "Succeeded";

    /** What is done, in the provider's own words. */
    public String name() {
        return start.name();
    }

    /** The resource it is done to. */
    public String resourceId() {
        return start.resourceId();
    }

    /** Whether it ended as wanted. */
    public boolean succeeded() {
        return status.equals(SUCCEEDED);
    }

    /** Whether it has ended. */
    public boolean ended() {
        return !status.equals(IN_PROGRESS);
    }

    ArmOperation polled() {
        return with(Math.max(0, pollsLeft - 1), status);
    }

    ArmOperation end() {
        return with(0, outcome);
    }

    ArmOperation failing(String finalStatus, String code) {
        return new ArmOperation(
                id, path, namespace, start, started, due, pollsLeft, generation, finalStatus, status, code);
    }

    private ArmOperation with(int left, String now) {
        return new ArmOperation(id, path, namespace, start, started, due, left, generation, outcome, now, errorCode);
    }

    Json error() {
        return Json.object()
                .with("code", errorCode)
                .with("message", "The operation '" + name() + "' ended as " + status + ".");
    }

    Json kept() {
        return Json.object()
                .with("id", id)
                .with("path", path)
                .with("namespace", namespace)
                .with("name", start.name())
                .with("resourceId", start.resourceId())
                .with("region", start.region())
                .with("form", start.form().name())
                .with("retryAfter", start.announcesRetryAfter())
                .with("data", start.data())
                .with("started", started.toString())
                .with("due", due.toString())
                .with("pollsLeft", pollsLeft)
                .with("generation", generation)
                .with("outcome", outcome)
                .with("status", status)
                .with("errorCode", errorCode);
    }

    static ArmOperation from(Json kept) {
        String path = kept.text("path").orElseThrow();
        OperationStart start = new OperationStart(
                kept.text("name").orElseThrow(),
                kept.text("resourceId").orElseThrow(),
                kept.text("region").orElseThrow(),
                OperationForm.valueOf(kept.text("form").orElseThrow()),
                Optional.of(path),
                kept.flag("retryAfter").orElseThrow(),
                kept.at("data").orElseThrow());
        return new ArmOperation(
                kept.text("id").orElseThrow(),
                path,
                kept.text("namespace").orElseThrow(),
                start,
                Instant.parse(kept.text("started").orElseThrow()),
                Instant.parse(kept.text("due").orElseThrow()),
                kept.number("pollsLeft").orElseThrow().intValue(),
                kept.number("generation").orElseThrow(),
                kept.text("outcome").orElseThrow(),
                kept.text("status").orElseThrow(),
                kept.text("errorCode").orElseThrow());
    }
}
