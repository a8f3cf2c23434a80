package io.github.azuredr.datalake.job;

import io.github.azuredr.datalake.analytics.AnalyticsException;
import io.github.azuredr.datalake.analytics.AnalyticsFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings a job to its end, whoever began it: submits it unless its id is known, and looks at it until it has ended.
 * A lost answer to the submission is settled by looking.
 */
public final class JobRun {
    private final JobPort jobs;
    private final Consumer<Duration> pause;
    private final Duration between;
    private final int looks;

    /**
     * Creates a follower.
     *
     * @param pause waits; in a step that is the context's own
     * @param between how long between two looks
     * @param looks how many looks a job has until it counts as not ending
     */
    public JobRun(JobPort jobs, Consumer<Duration> pause, Duration between, int looks) {
        this.jobs = jobs;
        this.pause = pause;
        this.between = between;
        this.looks = looks;
    }

    /**
     * The job when it has ended, or as it was at the last look.
     *
     * @throws AnalyticsException when the service refuses the job, or cannot be asked
     */
    public Job toItsEnd(JobRequest request) {
        Job job = jobs.find(request.id()).orElseGet(() -> submitted(request));
        for (int look = 0; look < looks && !job.ended(); look++) {
            pause.accept(between);
            job = seen(request);
        }
        return job;
    }

    private Job submitted(JobRequest request) {
        try {
            return jobs.submit(request);
        } catch (AnalyticsException failed) {
            boolean maybeThere =
                    failed.kind() == AnalyticsFailure.CONFLICT || failed.kind() == AnalyticsFailure.NO_ANSWER;
            Optional<Job> there = maybeThere ? jobs.find(request.id()) : Optional.empty();
            return there.orElseThrow(() -> failed);
        }
    }

    private Job seen(JobRequest request) {
        return jobs.find(request.id())
                .orElseThrow(() -> new AnalyticsException(
                        AnalyticsFailure.NOT_FOUND,
                        "The job " + request.id() + " '" + request.name() + "' is gone from " + jobs.account() + ".",
                        null));
    }
}
