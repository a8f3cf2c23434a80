package io.github.azuredr.datalake.job;

import io.github.azuredr.datalake.analytics.AnalyticsException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The jobs of one analytics account; every call may throw an {@link AnalyticsException}. */
public interface JobPort {

    /** The account's name. */
    String account();

    /**
     * Submits.
     *
     * @throws AnalyticsException of kind CONFLICT when the id was used before: read that job instead
     */
    Job submit(JobRequest request);

    /** The job of this id with script and errors. */
    Optional<Job> find(UUID id);

    /** Compiles a script without running it; the job it answers has ended. */
    Job build(String name, String script);

    /** Asks a job to stop. */
    void cancel(UUID id);

    /**
     * The jobs of a recurrence, newest first, without scripts.
     *
     * @param since only those submitted at or after this time
     */
    Iterable<Job> ofRecurrence(UUID recurrenceId, Instant since);

    /** The jobs of a pipeline, newest first, without scripts. */
    Iterable<Job> ofPipeline(UUID pipelineId, Instant since);
}
