package io.github.azuredr.datalake.walk;

import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.azure.Secret;
import io.github.azuredr.datalake.AnalyticsPair;
import io.github.azuredr.datalake.AnalyticsSettings;
import io.github.azuredr.datalake.DataLakeRecovery;
import io.github.azuredr.datalake.azure.analytics.AnalyticsCatalog;
import io.github.azuredr.datalake.azure.analytics.AnalyticsJobs;
import io.github.azuredr.datalake.catalog.Login;
import io.github.azuredr.datalake.catalog.Logins;
import io.github.azuredr.datalake.catalog.ObjectKind;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.job.JobRequest;
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.datalake.job.MarkedJobs;
import io.github.azuredr.datalake.job.Recurring;
import io.github.azuredr.datalake.job.Related;
import io.github.azuredr.datalake.script.AccountKind;
import io.github.azuredr.datalake.script.PathMapping;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.MemoryLake;
import io.github.azuredr.datalake.store.TransferRoom;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.analytics.SimAnalytics;
import io.github.azuredr.testkit.azure.analytics.StoredCatalog;
import io.github.azuredr.testkit.time.ManualClock;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import io.github.azuredr.testkit.walk.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Two analytics accounts, each with its default store as the protected tree, in a simulated Azure. */
public final class AnalyticsWorld implements World {
    /** The recurring job of the story. */
    public static final UUID DAILY = UUID.fromString("00000000-0000-0000-0000-00000000d001");

    private static final String TREE = "orders";

    private final ManualClock clock = ManualClock.at("2026-11-20T12:00:00Z");
    private final SimulatedAzure azure = SimulatedAzure.inMemory(clock);
    private final SimAnalytics analytics = new SimAnalytics(azure);
    private final Map<Side, MemoryLake> lakes = new EnumMap<>(Side.class);
    private final Map<Side, StoreLake> stores = new EnumMap<>(Side.class);
    private final Map<Side, Integer> lakeCalls = new EnumMap<>(Side.class);
    private final Map<Side, Integer> ownCalls = new EnumMap<>(Side.class);
    private final Map<String, Integer> lakeEffects = new TreeMap<>();
    private final Set<Side> dark = EnumSet.noneOf(Side.class);
    private final AzureAccess access;
    private int scripts;

    public AnalyticsWorld() {
        azure.with(analytics);
        for (Side side : Side.values()) {
            analytics.createStore(store(side), region(side)).createAccount(account(side), region(side), store(side));
            MemoryLake lake = MemoryLake.flat(store(side), false).following(clock);
            lake.intercept((when, call) -> at(side, when, call));
            lakes.put(side, lake);
            stores.put(side, new StoreLake(lake, analytics.files(store(side))));
        }
        of(lakes, Side.B).absent();
        access = AzureAccess.builder()
                .credential(azure.credential())
                .subscription(SimulatedAzure.SUBSCRIPTION)
                .httpClient(azure.httpClient())
                .time(clock)
                .build();
    }

    /** The account of a side. */
    public static String account(Side side) {
        return side == Side.A ? "lakeeast" : "lakecentral";
    }

    /** The store of a side. */
    public static String store(Side side) {
        return side == Side.A ? "storeeast" : "storecentral";
    }

    private String region(Side side) {
        return pair().region(side).name();
    }

    public SimAnalytics analytics() {
        return analytics;
    }

    public SimulatedAzure azure() {
        return azure;
    }

    @Override
    public ManualClock clock() {
        return clock;
    }

    @Override
    public List<ProtectedWorkload> workloads() {
        return List.of(workload(Logins.none()));
    }

    /** The lake with what its credentials hold. */
    public ProtectedWorkload workload(Logins logins) {
        TransferRoom room = TransferRoom.sequential(Path.of("target", "scratch"), clock);
        return ProtectedWorkload.of(
                "lake",
                DataLakeRecovery.of(
                                TREE,
                                of(stores, Side.A).port(),
                                of(stores, Side.B).port(),
                                room)
                        .withAnalytics(pairOfAccounts().with(logins)));
    }

    /** The two accounts as an application names them. */
    public AnalyticsPair pairOfAccounts() {
        PathMapping mapping = PathMapping.builder()
                .map(AccountKind.ADLS_GEN1, store(Side.A), store(Side.B))
                .build();
        AnalyticsSettings settings = AnalyticsSettings.of(mapping)
                .withLooks(Duration.ofSeconds(5), 20)
                .withDeletionGuard(3, 0.5);
        return AnalyticsPair.of(named(Side.A), named(Side.B), settings).goingOnWith(List.of(Recurring.of(DAILY)));
    }

    private AnalyticsPair.Account named(Side side) {
        return new AnalyticsPair.Account(
                AnalyticsCatalog.of(access, account(side)), AnalyticsJobs.of(access, account(side)));
    }

    /** A person makes a credential. */
    public void hasCredential(Side side, String database, String name) {
        own(side, () -> AnalyticsCatalog.of(access, account(side))
                .putCredential(
                        ObjectName.inDatabase(ObjectKind.CREDENTIAL, database, name),
                        new Login("erp:1", "reader", Secret.of("first"))));
    }

    /** The names of a side's credentials. */
    public List<String> credentials(Side side) {
        List<String> names = new ArrayList<>();
        AnalyticsCatalog.of(access, account(side))
                .list(ObjectKind.CREDENTIAL, ObjectName.database("sales"))
                .forEach(each -> names.add(each.name().name()));
        return names;
    }

    /** A person runs a script that must succeed. */
    public void runs(Side side, String script) {
        own(side, () -> must(side, script, Optional.empty()));
    }

    /** The recurring job runs once more. */
    public void recurs(Side side, String script) {
        own(
                side,
                () -> must(
                        side,
                        script,
                        Optional.of(new Related(
                                DAILY,
                                Optional.of("daily report"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))));
    }

    /** A job of replication is submitted by a process that nobody hears of again. */
    public void replicationRuns(Side side, String script) {
        own(side, () -> MarkedJobs.ofReplication(AnalyticsJobs.of(access, account(side)), TREE)
                .submit(JobRequest.of(new UUID(1, 1), "dr import orders", script)));
    }

    private void must(Side side, String script, Optional<Related> related) {
        UUID id = JobIds.of("person", String.valueOf(++scripts), script);
        JobRun run = new JobRun(
                AnalyticsJobs.of(access, account(side)), pause -> clock.advance(pause), Duration.ofSeconds(5), 20);
        Job job = run.toItsEnd(new JobRequest(
                id,
                related.map(each -> "daily report").orElse("by hand"),
                script,
                OptionalInt.of(7),
                OptionalInt.of(3),
                related));
        if (!job.succeeded()) {
            throw new IllegalStateException(job.why());
        }
    }

    /** An application's own write. */
    public void write(Side side, String path, String content) {
        analytics.files(store(side)).write("/" + path, content.getBytes(StandardCharsets.UTF_8));
        of(stores, side).fromJobs();
    }

    /** The rows of every table of a side. */
    public Map<String, List<String>> rows(Side side) {
        return StoredCatalog.of(azure, account(side)).rows();
    }

    /** Every job of a side with its state. */
    public List<String> jobs(Side side) {
        return azure.state().keys("analytics/" + account(side) + "/jobs/").stream()
                .flatMap(key -> azure.state().get(key).stream())
                .map(Json::from)
                .map(json ->
                        json.text("name").orElse("") + " " + json.text("state").orElse("") + " "
                                + json.text("result").orElse(""))
                .toList();
    }

    /** The code of a side. */
    public Map<String, String> code(Side side) {
        return StoredCatalog.of(azure, account(side)).code();
    }

    /** Everything in a side's store, ours included. */
    public Map<String, String> everything(Side side) {
        of(stores, side).fromJobs();
        return of(lakes, side).everything();
    }

    private void own(Side side, Runnable calls) {
        int before = azure.calls().to(region(side)).count();
        calls.run();
        ownCalls.merge(side, azure.calls().to(region(side)).count() - before, Integer::sum);
    }

    private void at(Side side, MemoryLake.When when, String call) {
        if (when == MemoryLake.When.AFTER) {
            if (call.matches("(put|commit|copy|rename|delete) (?!_azuredr/).*|create")) {
                lakeEffects.merge(side + " " + call, 1, Integer::sum);
            }
            return;
        }
        lakeCalls.merge(side, 1, Integer::sum);
        if (dark.contains(side)) {
            throw new LakeException(LakeFailure.NO_ANSWER, "side " + side + " is dark.", null);
        }
    }

    @Override
    public String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (Side side : Side.values()) {
            text.append(side).append(" rows ").append(rows(side)).append('\n');
            text.append(side).append(" code ").append(code(side)).append('\n');
            Map<String, String> files = new TreeMap<>();
            Set<String> aside = new java.util.TreeSet<>();
            everything(side).forEach((path, content) -> {
                if (path.startsWith("_azuredr/setaside/")) {
                    aside.add(content);
                } else if (!path.startsWith("_azuredr/") && !path.startsWith("catalog/")) {
                    files.put(path, content);
                }
            });
            text.append(side).append(" files ").append(files).append('\n');
            text.append(side).append(" set aside ").append(aside).append('\n');
        }
        // One line for each thing, whatever ends a line in a file.
        return text.toString().replace("\r\n", "|");
    }

    @Override
    public Map<String, Integer> effects() {
        Map<String, Integer> effects = new TreeMap<>(lakeEffects);
        for (SimCall call : azure.calls().effects().list()) {
            String path = call.url().getPath();
            if (call.method().equals("PUT") && path.startsWith("/Jobs/")) {
                effects.merge(call.region() + " job " + name(call, path.substring(6)), 1, Integer::sum);
            }
        }
        return effects;
    }

    private String name(SimCall call, String id) {
        String account = call.url().getHost().replaceAll("\\..*", "");
        return azure.state()
                .get("analytics/" + account + "/jobs/" + id)
                .map(Json::from)
                .flatMap(json -> json.text("name"))
                .orElse(id);
    }

    @Override
    public int calls(Side side) {
        return azure.calls().to(region(side)).count()
                - ownCalls.getOrDefault(side, 0)
                + lakeCalls.getOrDefault(side, 0);
    }

    @Override
    public void goDark(Side side) {
        dark.add(side);
        azure.region(region(side)).goDark();
    }

    @Override
    public void comeBack(Side side) {
        dark.remove(side);
        azure.region(region(side)).comeBack();
    }

    private static <T> T of(Map<Side, T> sides, Side side) {
        return Optional.ofNullable(sides.get(side)).orElseThrow();
    }
}
