package io.github.azuredr.datalake.job;

import io.github.azuredr.datalake.analytics.AnalyticsException;
import io.github.azuredr.datalake.analytics.AnalyticsFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
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
        return followed(request, begun(request));
    }

    /** The job under way or ended, whoever began it; several may be begun before the first is followed. */
    public Job begun(JobRequest request) {
        return jobs.find(request.id()).orElseGet(() -> submitted(request));
    }

    /** The job when it has ended, or as it was at the last look. */
    public Job followed(JobRequest request, Job begun) {
        Job job = begun;
        for (int look = 0; look < looks && !job.ended(); look++) {
            pause.accept(between);
            job = looked(request);
        }
        return job;
    }

    /**
     * Sees to it that a job does nothing any more: asks it to stop unless it has ended, and waits for that.
     *
     * @return whether it has ended, or never was
     */
    public boolean stopped(UUID id) {
        Optional<Job> job = jobs.find(id);
        if (job.map(Job::ended).orElse(true)) {
            return true;
        }
        try {
            jobs.cancel(id);
        } catch (AnalyticsException failed) {
            // It may have ended meanwhile; looking tells.
            if (failed.kind() != AnalyticsFailure.CONFLICT && failed.kind() != AnalyticsFailure.NO_ANSWER) {
                throw failed;
            }
        }
        for (int look = 0; look < looks; look++) {
            if (jobs.find(id).map(Job::ended).orElse(true)) {
                return true;
            }
            pause.accept(between);
        }
        return false;
    }

    /** The job of this id as it is now. */
    public Optional<Job> seen(UUID id) {
        return jobs.find(id);
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

    private Job looked(JobRequest request) {
        return jobs.find(request.id())
                .orElseThrow(() -> new AnalyticsException(
                        AnalyticsFailure.NOT_FOUND,
                        "The job " + request.id() + " '" + request.name() + "' is gone from " + jobs.account() + ".",
                        null));
    }
}
