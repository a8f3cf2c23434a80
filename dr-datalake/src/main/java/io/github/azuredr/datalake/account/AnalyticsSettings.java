package io.github.azuredr.datalake.account;

import java.util.Optional;

/**
 * What can be changed of an analytics account.
 *
 * @param tier what is paid for, such as {@code Consumption} or {@code Commitment_500AUHours}
 * @param firewall whether rules count
 * @param mostJobs how many jobs run at once
 * @param mostParallelism how many units all jobs have together
 * @param mostParallelismPerJob how many one job has at most
 * @param leastPriorityPerJob the lowest number a job's priority may be
 * @param queryStoreDays for how many days job records are kept, 1 to 180
 */
public record AnalyticsSettings(
        String tier,
        Firewall firewall,
        int mostJobs,
        int mostParallelism,
        Optional<Integer> mostParallelismPerJob,
        Optional<Integer> leastPriorityPerJob,
        int queryStoreDays) {}
