package io.github.azuredr.datalake.job;

import java.util.Optional;
import java.util.UUID;

/**
 * What a job recurs as.
 *
 * @param recurrenceId the stable key of a recurring script
 * @param recurrenceName its name
 * @param pipelineId the pipeline it belongs to
 * @param pipelineName the pipeline's name
 * @param pipelineUri where the pipeline is shown
 * @param runId the pipeline's run
 */
public record Related(
        UUID recurrenceId,
        Optional<String> recurrenceName,
        Optional<UUID> pipelineId,
        Optional<String> pipelineName,
        Optional<String> pipelineUri,
        Optional<UUID> runId) {

    /** A recurrence outside of pipelines. */
    public static Related of(UUID recurrenceId) {
        return new Related(
                recurrenceId, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
