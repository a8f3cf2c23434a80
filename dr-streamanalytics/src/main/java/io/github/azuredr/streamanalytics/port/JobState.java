package io.github.azuredr.streamanalytics.port;

import java.util.Set;

/**
 * A job's state as the service names it; unknown names are kept and count as neither at rest nor at work.
 *
 * @param name such as {@code Running}
 */
public record JobState(String name) {
    private static final Set<String> AT_REST = Set.of("Created", "Stopped", "Failed");
    private static final Set<String> AT_WORK = Set.of("Running", "Degraded", "Scaling", "Restarting");

    /** The state of this name. */
    public static JobState of(String name) {
        return new JobState(name);
    }

    /** Nothing runs: it can be changed and started. */
    public boolean isAtRest() {
        return AT_REST.contains(name);
    }

    /** It works; {@code Degraded} still does, with errors it retries by itself. */
    public boolean isAtWork() {
        return AT_WORK.contains(name);
    }

    /** It works or is about to. */
    public boolean isUp() {
        return isAtWork() || is("Starting");
    }

    /** It gave up and needs action. */
    public boolean isFailed() {
        return is("Failed");
    }

    /** Whether it is this one. */
    public boolean is(String state) {
        return name.equals(state);
    }

    @Override
    public String toString() {
        return name;
    }
}
