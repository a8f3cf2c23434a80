package io.github.azuredr.datalake.walk;

import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datalake.AnalyticsPair;
import io.github.azuredr.datalake.AnalyticsSettings;
import io.github.azuredr.datalake.DataLakeRecovery;
import io.github.azuredr.datalake.account.SimulatedAccounts;
import io.github.azuredr.datalake.azure.analytics.AnalyticsCatalog;
import io.github.azuredr.datalake.azure.analytics.AnalyticsJobs;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.job.JobRequest;
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.datalake.script.AccountKind;
import io.github.azuredr.datalake.script.PathMapping;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.MemoryLake;
import io.github.azuredr.datalake.store.TransferRoom;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.analytics.SimAnalytics;
import io.github.azuredr.testkit.azure.analytics.StoredCatalog;
import io.github.azuredr.testkit.azure.gen1.Gen1Accounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A lake whose second region has nothing at all: no store, no analytics account, and hosts that answer nobody. */
final class ManagedLakeWorld {
    final SimulatedAccounts accounts = new SimulatedAccounts();
    private final MemoryLake east = MemoryLake.flat("storeeast", false).following(accounts.clock);
    private final MemoryLake central = MemoryLake.flat("storecentral", false).following(accounts.clock);
    private final AzureAccess access = AzureAccess.builder()
            .credential(accounts.azure.credential())
            .subscription(SimulatedAzure.SUBSCRIPTION)
            .httpClient(accounts.azure.httpClient())
            .time(accounts.clock)
            .withoutRateLimit()
            .build();
    private int scripts;

    ManagedLakeWorld() {
        central.absent();
        central.intercept((when, call) -> {
            if (new Gen1Accounts(accounts.azure.state()).region("storecentral").isEmpty()) {
                throw new LakeException(LakeFailure.NO_ANSWER, "storecentral has no address.", null);
            }
        });
    }

    DataLakeRecovery contract() {
        AnalyticsSettings settings = AnalyticsSettings.of(PathMapping.builder()
                        .map(AccountKind.ADLS_GEN1, "storeeast", "storecentral")
                        .build())
                .withLooks(Duration.ofSeconds(5), 20);
        TransferRoom room = TransferRoom.sequential(Path.of("target", "scratch"), accounts.clock);
        return DataLakeRecovery.of("orders", port(east, "storeeast"), port(central, "storecentral"), room)
                .withAnalytics(AnalyticsPair.of(named("lakeeast"), named("lakecentral"), settings))
                .withAccounts(SimulatedAccounts.PAIR, accounts.port(Side.A), accounts.port(Side.B));
    }

    private LakePort port(MemoryLake lake, String store) {
        return new StoreLake(lake, accounts.azure.service(SimAnalytics.class).files(store)).port();
    }

    private AnalyticsPair.Account named(String account) {
        return new AnalyticsPair.Account(AnalyticsCatalog.of(access, account), AnalyticsJobs.of(access, account));
    }

    /** A person runs a script that must succeed. */
    void runs(String account, String script) {
        UUID id = JobIds.of("person", String.valueOf(++scripts), script);
        JobRun run = new JobRun(
                AnalyticsJobs.of(access, account), pause -> accounts.clock.advance(pause), Duration.ofSeconds(5), 20);
        Job job = run.toItsEnd(JobRequest.of(id, "by hand", script));
        if (!job.succeeded()) {
            throw new IllegalStateException(job.why());
        }
    }

    Map<String, List<String>> rows(String account) {
        return StoredCatalog.of(accounts.azure, account).rows();
    }
}
