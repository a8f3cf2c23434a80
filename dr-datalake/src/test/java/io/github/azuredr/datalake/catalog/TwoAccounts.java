package io.github.azuredr.datalake.catalog;

import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datalake.azure.analytics.AnalyticsCatalog;
import io.github.azuredr.datalake.azure.analytics.AnalyticsJobs;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.job.JobRequest;
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.analytics.SimAnalytics;
import io.github.azuredr.testkit.azure.analytics.StoreFiles;
import io.github.azuredr.testkit.time.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A primary and a secondary analytics account in a simulated Azure, with everything to work on them. */
public final class TwoAccounts {
    public static final String EAST = "lakeeast";
    public static final String CENTRAL = "lakecentral";

    public final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    public final SimulatedAzure azure = SimulatedAzure.inMemory(clock);
    public final SimAnalytics analytics = new SimAnalytics(azure);
    public final AnalyticsCatalog east;
    public final AnalyticsCatalog central;
    public final AnalyticsJobs eastJobs;
    public final AnalyticsJobs centralJobs;
    private int scripts;

    public TwoAccounts() {
        azure.with(analytics);
        analytics.createStore("storeeast", "eastus2").createAccount(EAST, "eastus2", "storeeast");
        analytics.createStore("storecentral", "centralus").createAccount(CENTRAL, "centralus", "storecentral");
        AzureAccess access = AzureAccess.builder()
                .credential(azure.credential())
                .subscription(SimulatedAzure.SUBSCRIPTION)
                .httpClient(azure.httpClient())
                .time(clock)
                .build();
        east = AnalyticsCatalog.of(access, EAST);
        central = AnalyticsCatalog.of(access, CENTRAL);
        eastJobs = AnalyticsJobs.of(access, EAST);
        centralJobs = AnalyticsJobs.of(access, CENTRAL);
    }

    public JobRun eastRun() {
        return new JobRun(eastJobs, pause -> clock.advance(pause), Duration.ofSeconds(5), 10);
    }

    public JobRun centralRun() {
        return new JobRun(centralJobs, pause -> clock.advance(pause), Duration.ofSeconds(5), 10);
    }

    public StoreFiles eastFiles() {
        return analytics.files("storeeast");
    }

    public StoreFiles centralFiles() {
        return analytics.files("storecentral");
    }

    /** Runs a script in the primary that must succeed. */
    public void inEast(String script) {
        must(eastRun(), script);
    }

    /** Runs a script in the secondary that must succeed. */
    public void inCentral(String script) {
        must(centralRun(), script);
    }

    /** The rows of a table as text, in order, whatever their pieces. */
    public List<String> rows(String account, String table, String columns) {
        boolean primary = account.equals(EAST);
        String path = "/look/" + ++scripts;
        must(
                primary ? eastRun() : centralRun(),
                "@x = SELECT " + columns + " FROM " + table + "; OUTPUT @x TO \"" + path
                        + "\" USING Outputters.Csv(nullEscape: \"NULL\");");
        byte[] bytes = (primary ? eastFiles() : centralFiles()).read(path).orElseThrow();
        return new String(bytes, StandardCharsets.UTF_8).lines().sorted().toList();
    }

    private void must(JobRun run, String script) {
        UUID id = JobIds.of("test", String.valueOf(++scripts), script);
        Job job = run.toItsEnd(JobRequest.of(id, "test " + scripts, script));
        if (!job.succeeded()) {
            throw new IllegalStateException(job.why());
        }
    }
}
