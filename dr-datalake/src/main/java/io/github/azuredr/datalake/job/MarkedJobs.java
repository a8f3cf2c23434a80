package io.github.azuredr.datalake.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Jobs that recovery itself submits, marked by a recurrence of their own: so they are found again by whoever takes over,
 * and nobody mistakes them for the application's.
 */
public final class MarkedJobs implements JobPort {
    private final JobPort jobs;
    private final UUID mark;
    private final String name;

    private MarkedJobs(JobPort jobs, UUID mark, String name) {
        this.jobs = jobs;
        this.mark = mark;
        this.name = name;
    }

    /** The jobs that replicate a tree's tables and catalog. */
    public static MarkedJobs ofReplication(JobPort jobs, String tree) {
        return new MarkedJobs(jobs, JobIds.of("replication", tree), "azuredr replication of " + tree);
    }

    /** The marked jobs that have not ended, newest first. */
    public List<Job> open(Instant since) {
        List<Job> open = new ArrayList<>();
        for (Job job : jobs.ofRecurrence(mark, since)) {
            if (!job.ended()) {
                open.add(job);
            }
        }
        return open;
    }

    @Override
    public String account() {
        return jobs.account();
    }

    @Override
    public Job submit(JobRequest request) {
        return jobs.submit(request.relatedTo(new Related(
                mark, Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    @Override
    public Optional<Job> find(UUID id) {
        return jobs.find(id);
    }

    @Override
    public Job build(String job, String script) {
        return jobs.build(job, script);
    }

    @Override
    public void cancel(UUID id) {
        jobs.cancel(id);
    }

    @Override
    public Iterable<Job> ofRecurrence(UUID recurrenceId, Instant since) {
        return jobs.ofRecurrence(recurrenceId, since);
    }

    @Override
    public Iterable<Job> ofPipeline(UUID pipelineId, Instant since) {
        return jobs.ofPipeline(pipelineId, since);
    }
}
