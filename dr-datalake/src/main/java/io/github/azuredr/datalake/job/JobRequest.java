package io.github.azuredr.datalake.job;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * A U-SQL job to submit.
 *
 * @param id chosen by the client: the service refuses a second job of the same id
 * @param name what people see
 * @param script at most 3 MB
 * @param priority lower runs sooner; the service's own when empty
 * @param parallelism analytics units; the service's own when empty
 * @param related what it recurs as
 */
public record JobRequest(
        UUID id, String name, String script, OptionalInt priority, OptionalInt parallelism, Optional<Related> related) {
    /** The longest script, in bytes of UTF-8. */
    public static final int LONGEST_SCRIPT = 3 << 20;

    /** Refuses what the service would. */
    public JobRequest {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank; people find the job by it");
        }
        if (script.isBlank() || script.getBytes(StandardCharsets.UTF_8).length > LONGEST_SCRIPT) {
            throw new IllegalArgumentException("script must have 1 to " + LONGEST_SCRIPT + " bytes; split it");
        }
        if (priority.orElse(1) < 1 || parallelism.orElse(1) < 1) {
            throw new IllegalArgumentException(
                    "priority and parallelism must be at least 1: " + priority + ", " + parallelism);
        }
    }

    /** A job of its own. */
    public static JobRequest of(UUID id, String name, String script) {
        return new JobRequest(id, name, script, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** This request as one of a recurrence. */
    public JobRequest relatedTo(Related other) {
        return new JobRequest(id, name, script, priority, parallelism, Optional.of(other));
    }
}
