package io.github.azuredr.datalake.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A job as the service shows it. State and result are the service's words: it may know more than these.
 *
 * @param id its id
 * @param name its name
 * @param state {@code Ended} when it will not change any more
 * @param result {@code Succeeded}, {@code Failed} or {@code Cancelled} once it has ended
 * @param submitted when
 * @param priority lower runs sooner
 * @param parallelism analytics units
 * @param related what it recurs as
 * @param script its script; lists do not tell it
 * @param errors why it failed
 */
public record Job(
        UUID id,
        String name,
        String state,
        String result,
        Optional<Instant> submitted,
        OptionalInt priority,
        OptionalInt parallelism,
        Optional<Related> related,
        Optional<String> script,
        List<JobError> errors) {
    /** Copies the errors. */
    public Job {
        errors = List.copyOf(errors);
    }

    /** Whether it will not change any more. */
    public boolean ended() {
        return state.equals("Ended");
    }

    /** Whether it ended well. */
    public boolean succeeded() {
        return ended() && result.equals("Succeeded");
    }

    /** Why it did not succeed, in a sentence; its state when no reason was given. */
    public String why() {
        return errors.isEmpty()
                ? "it is " + state + ", its result " + result
                : errors.stream().map(JobError::toString).collect(Collectors.joining("; "));
    }

    /** Without the script, which may hold what only its author should read. */
    @Override
    public String toString() {
        return "Job[" + id + " '" + name + "' " + state + " " + result + "]";
    }
}
