package io.github.azuredr.datalake;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobPort;
import io.github.azuredr.datalake.job.JobRequest;
import io.github.azuredr.datalake.script.Rewrite;
import io.github.azuredr.datalake.script.RewriteResult;
import io.github.azuredr.datalake.script.ScriptRewriter;
import io.github.azuredr.datalake.script.Undecided;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.route.Regional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Where users submit their jobs: the account of the region that is active, with the addresses in their scripts written for
 * it. While no region is active a submission is refused, as by every {@link Regional}. Safe for concurrent use.
 */
public final class DataLakeJobs {
    private final Regional<Place> active;

    private DataLakeJobs(Regional<Place> active) {
        this.active = active;
    }

    /** One region's account and how scripts are written for it. */
    private record Place(Region region, JobPort jobs, ScriptRewriter rewriter) {}

    /**
     * Follows the application's active region.
     *
     * @param dr the application
     * @param regions its two regions, as it was built with
     * @param accounts the accounts in them, as they are protected
     */
    public static DataLakeJobs of(DisasterRecovery dr, RegionPair regions, AnalyticsPair accounts) {
        return new DataLakeJobs(dr.regional(region -> {
            Side side = regions.sideOf(region);
            return new Place(
                    region, accounts.on(side).jobs(), accounts.settings().rewriterTo(side));
        }));
    }

    /**
     * A job that was submitted.
     *
     * @param region where
     * @param epoch in which epoch; to be written beside what the job is for
     * @param job as the service shows it
     * @param rewrites what was written otherwise
     * @param undecided what a person may want to look at; nothing that would have held the job up
     */
    public record Submitted(Region region, long epoch, Job job, List<Rewrite> rewrites, List<Undecided> undecided) {
        /** Copies the lists. */
        public Submitted {
            rewrites = List.copyOf(rewrites);
            undecided = List.copyOf(undecided);
        }
    }

    /**
     * Submits a script under a new id.
     *
     * @throws RecoveryException as of {@link #submit(JobRequest)}
     */
    public Submitted submit(String name, String script) {
        return submit(JobRequest.of(UUID.randomUUID(), name, script));
    }

    /**
     * Submits a job. Its id makes a repetition harmless: the service takes an id once.
     *
     * @throws RecoveryException when the script cannot be read, or names an account that no mapping covers; nothing is sent
     *     then, and the message names line and column
     * @throws io.github.azuredr.datalake.analytics.AnalyticsException when the account refuses it or does not answer
     */
    public Submitted submit(JobRequest request) {
        return active.use((place, epoch) -> {
            RewriteResult.Rewritten rewritten =
                    place.rewriter().rewrite(request.script()).orThrow();
            if (!rewritten.clear()) {
                throw new RecoveryException(
                        "The script of '" + request.name() + "' names what cannot be told to exist in " + place.region()
                                + ": "
                                + rewritten.undecided().stream()
                                        .filter(each -> each.reason().blocking())
                                        .map(Undecided::toString)
                                        .collect(Collectors.joining("; "))
                                + ".",
                        "map these accounts, or write the addresses for this region.");
            }
            Job job = place.jobs()
                    .submit(new JobRequest(
                            request.id(),
                            request.name(),
                            rewritten.text(),
                            request.priority(),
                            request.parallelism(),
                            request.related()));
            return new Submitted(place.region(), epoch, job, rewritten.rewrites(), rewritten.undecided());
        });
    }
}
