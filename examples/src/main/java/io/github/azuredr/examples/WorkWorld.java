package io.github.azuredr.examples;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datalake.AnalyticsPair;
import io.github.azuredr.datalake.AnalyticsSettings;
import io.github.azuredr.datalake.azure.analytics.AnalyticsCatalog;
import io.github.azuredr.datalake.azure.analytics.AnalyticsJobs;
import io.github.azuredr.datalake.azure.gen1.Gen1Account;
import io.github.azuredr.datalake.azure.gen1.Gen1Lake;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobRequest;
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.datalake.job.Recurring;
import io.github.azuredr.datalake.job.Related;
import io.github.azuredr.datalake.script.AccountKind;
import io.github.azuredr.datalake.script.PathMapping;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.testkit.azure.Loopback;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.analytics.SimAnalytics;
import io.github.azuredr.testkit.azure.analytics.StoredCatalog;
import io.github.azuredr.testkit.azure.gen1.SimGen1;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.UUID;

/** A Data Lake Analytics account in each of two regions, each on a Data Lake Storage Gen1 account of its own. */
final class WorkWorld implements AutoCloseable {
    static final UUID DAILY = UUID.fromString("00000000-0000-0000-0000-00000000d001");
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final int LOOKS = 1_000;

    private final TwoRegions regions;
    private final SimulatedAzure azure;
    private final SimGen1 stores;
    private final AzureAccess access;
    private final List<Loopback> doors;

    WorkWorld(TwoRegions regions) {
        this.regions = regions;
        azure = regions.azure();
        stores = new SimGen1(azure)
                .createAccount(store(TwoRegions.PRIMARY), TwoRegions.PRIMARY)
                .createAccount(store(TwoRegions.SECONDARY), TwoRegions.SECONDARY);
        SimAnalytics analytics = new SimAnalytics(azure).jobsTake(1);
        azure.with(stores).with(analytics);
        for (String region : List.of(TwoRegions.PRIMARY, TwoRegions.SECONDARY)) {
            analytics.createAccount(account(region), region, store(region));
        }
        access = AzureAccess.builder()
                .credential(freshTokens())
                .subscription(SimulatedAzure.SUBSCRIPTION)
                .httpClient(azure.httpClient())
                .time(regions.time())
                .build();
        doors = List.of(door(TwoRegions.PRIMARY), door(TwoRegions.SECONDARY));
    }

    /** The SDK keeps a token for as long as the machine's clock says; here hours are skipped, so it asks each time. */
    private TokenCredential freshTokens() {
        return request -> azure.credential()
                .getToken(request)
                .map(token ->
                        new AccessToken(token.getToken(), token.getExpiresAt().minusDays(1)));
    }

    private Loopback door(String region) {
        return azure.loopback(store(region) + ".azuredatalakestore.net");
    }

    /** The secondary is named like the primary, with its side's letter. */
    static String account(String region) {
        return "orderswork" + (region.equals(TwoRegions.PRIMARY) ? "a" : "b");
    }

    static String store(String region) {
        return "ordersstore" + (region.equals(TwoRegions.PRIMARY) ? "a" : "b");
    }

    /** The whole store, by the official client. */
    LakePort tree(String region) {
        Loopback door = doors.get(region.equals(TwoRegions.PRIMARY) ? 0 : 1);
        Gen1Account account = Gen1Account.of(store(region), azure.credential())
                .playedBy(door.authority())
                .withTimeout(Duration.ofSeconds(5));
        return Gen1Lake.of(account, "/", regions.time());
    }

    /** The accounts as they are protected. */
    AnalyticsPair accounts() {
        PathMapping mapping = PathMapping.builder()
                .map(AccountKind.ADLS_GEN1, store(TwoRegions.PRIMARY), store(TwoRegions.SECONDARY))
                .map(AccountKind.ADLA, account(TwoRegions.PRIMARY), account(TwoRegions.SECONDARY))
                .build();
        return AnalyticsPair.of(
                        protectedAccount(TwoRegions.PRIMARY),
                        protectedAccount(TwoRegions.SECONDARY),
                        AnalyticsSettings.of(mapping).withLooks(LOOK, LOOKS))
                .goingOnWith(List.of(Recurring.of(DAILY)));
    }

    private AnalyticsPair.Account protectedAccount(String region) {
        return new AnalyticsPair.Account(
                AnalyticsCatalog.of(access, account(region)), AnalyticsJobs.of(access, account(region)));
    }

    /** A person runs a script; it must succeed. */
    void run(String region, String name, String script, Optional<UUID> recurrence) {
        JobRun run = new JobRun(AnalyticsJobs.of(access, account(region)), pause -> {}, LOOK, LOOKS);
        Job job = run.toItsEnd(new JobRequest(
                UUID.randomUUID(),
                name,
                script,
                OptionalInt.empty(),
                OptionalInt.empty(),
                recurrence.map(Related::of)));
        if (!job.succeeded()) {
            throw new IllegalStateException("the example's own job failed: " + job.why());
        }
    }

    void write(String region, String path, String text) {
        stores.files(store(region)).write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> read(String region, String path) {
        return stores.files(store(region)).read(path).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** The rows of every table, sorted. */
    SortedMap<String, List<String>> rows(String region) {
        return StoredCatalog.of(azure, account(region)).rows();
    }

    /** The text of all code. */
    SortedMap<String, String> code(String region) {
        return StoredCatalog.of(azure, account(region)).code();
    }

    @Override
    public void close() {
        doors.forEach(Loopback::close);
    }
}
