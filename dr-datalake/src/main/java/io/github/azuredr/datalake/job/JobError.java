package io.github.azuredr.datalake.job;

/**
 * One reason why a job failed or would.
 *
 * @param id the service's error id
 * @param severity such as {@code Error} or {@code Warning}
 * @param line in the script, from 1; 0 when not said
 * @param message the service's words
 */
public record JobError(String id, String severity, int line, String message) {
    @Override
    public String toString() {
        return (line > 0 ? "line " + line + ": " : "") + message + " (" + id + ")";
    }
}
