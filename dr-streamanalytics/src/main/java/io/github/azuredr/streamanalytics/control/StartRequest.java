package io.github.azuredr.streamanalytics.control;

import java.time.Instant;
import java.util.Optional;

/**
 * What is asked of the service.
 *
 * @param mode from when on it writes
 * @param from the first output's event time; given exactly with {@link StartMode#CUSTOM_TIME}
 */
public record StartRequest(StartMode mode, Optional<Instant> from) {
    /** Refuses a time without the mode that takes it, and the mode without a time. */
    public StartRequest {
        if (from.isPresent() != (mode == StartMode.CUSTOM_TIME)) {
            throw new IllegalArgumentException("from: must be given exactly with CUSTOM_TIME, was " + from + " with "
                    + mode + "; name the first output's time or another mode");
        }
    }

    /** From now. */
    public static StartRequest now() {
        return new StartRequest(StartMode.JOB_START_TIME, Optional.empty());
    }

    /** From an event time. */
    public static StartRequest from(Instant time) {
        return new StartRequest(StartMode.CUSTOM_TIME, Optional.of(time));
    }

    /** From this job's last output. */
    public static StartRequest lastOutput() {
        return new StartRequest(StartMode.LAST_OUTPUT_EVENT_TIME, Optional.empty());
    }

    @Override
    public String toString() {
        return mode.word() + from.map(time -> " " + time).orElse("");
    }
}
