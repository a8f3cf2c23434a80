package io.github.azuredr.azure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a call to Azure Resource Manager gave no usable answer.
 *
 * @param method HTTP method
 * @param path path without its query
 * @param status HTTP status, 0 when no answer came
 * @param code the service's code; {@code NoAnswer}, {@code NoToken} or {@code NotJson} where it gave none
 * @param message the service's words, redacted
 * @param details further reasons the service gave
 * @param requestId id under which Azure's support finds the call
 * @param retryAfter how long the service asks to wait
 * @param attempts how often the call was sent
 * @param mayHaveHappened whether the effect may have taken place although the call failed; false for a read
 */
public record ArmFailure(
        String method,
        String path,
        int status,
        String code,
        String message,
        List<Detail> details,
        Optional<String> requestId,
        Optional<Duration> retryAfter,
        int attempts,
        boolean mayHaveHappened) {

    /**
     * One reason below the main one.
     *
     * @param code the service's code
     * @param target what it is about, empty when not said
     * @param message the service's words, redacted
     */
    public record Detail(String code, String target, String message) {}

    public ArmFailure {
        path = Redaction.url(path);
        message = Redaction.text(message);
        details = List.copyOf(details);
    }

    /** A refusal with a status, a code and words: what a stand-in for a port needs. */
    public static ArmFailure of(String method, String path, int status, String code, String message) {
        return new ArmFailure(
                method, path, status, code, message, List.of(), Optional.empty(), Optional.empty(), 1, false);
    }
}
