package io.github.azuredr.datalake;

import io.github.azuredr.datalake.catalog.CatalogPort;
import io.github.azuredr.datalake.catalog.Logins;
import io.github.azuredr.datalake.job.JobPort;
import io.github.azuredr.datalake.job.Recurring;
import io.github.azuredr.pair.Side;
import java.util.List;

/**
 * The two analytics accounts that work on a protected tree.
 *
 * @param a the account on side A
 * @param b the account on side B
 * @param settings how they are replicated and failed over
 * @param recurring the jobs that a failover goes on with
 * @param logins what credentials in the catalog hold
 */
public record AnalyticsPair(
        Account a, Account b, AnalyticsSettings settings, List<Recurring> recurring, Logins logins) {
    /** Copies the jobs. */
    public AnalyticsPair {
        recurring = List.copyOf(recurring);
    }

    /**
     * One account.
     *
     * @param catalog its catalog
     * @param jobs its jobs
     */
    public record Account(CatalogPort catalog, JobPort jobs) {}

    /** Two accounts without recurring jobs and credentials. */
    public static AnalyticsPair of(Account a, Account b, AnalyticsSettings settings) {
        return new AnalyticsPair(a, b, settings, List.of(), Logins.none());
    }

    /** The same, going on with these jobs after a failover. */
    public AnalyticsPair goingOnWith(List<Recurring> jobs) {
        return new AnalyticsPair(a, b, settings, jobs, logins);
    }

    /** The same with these credentials. */
    public AnalyticsPair with(Logins other) {
        return new AnalyticsPair(a, b, settings, recurring, other);
    }

    Account on(Side side) {
        return side == Side.A ? a : b;
    }
}
