package io.github.azuredr.azure;

import com.fasterxml.jackson.databind.JsonNode;

/** How a long-running operation stands when nobody waits for it any longer. */
public sealed interface OperationResult {
    /**
     * It is done, and the resource shows it.
     *
     * @param body what the reader found, or the service's last answer
     */
    record Succeeded(JsonNode body) implements OperationResult {
        /** Without the body, which may hold keys. */
        @Override
        public String toString() {
            return "Succeeded";
        }
    }

    /**
     * The service or the resource says it failed or was cancelled.
     *
     * @param code the service's code
     * @param message the service's words, redacted
     */
    record Failed(String code, String message) implements OperationResult {
        public Failed {
            message = Redaction.text(message);
        }
    }

    /**
     * The time given is up and it was last seen running.
     *
     * @param resumeToken goes on from here
     */
    record StillRunning(ResumeToken resumeToken) implements OperationResult {}

    /**
     * The time given is up, the poll was lost and the resource could not tell.
     *
     * @param reason what was seen last
     */
    record Unknown(String reason) implements OperationResult {
        public Unknown {
            reason = Redaction.text(reason);
        }
    }
}
