package io.github.azuredr.examples;

import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.azure.SecretSource;
import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.OutputProgress;
import io.github.azuredr.streamanalytics.TwinJobs;
import io.github.azuredr.streamanalytics.azure.ArmStreamJobs;
import io.github.azuredr.streamanalytics.control.StartRequest;
import io.github.azuredr.streamanalytics.json.JsonTree;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.streamanalytics.twin.BoundKind;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import io.github.azuredr.streamanalytics.twin.JobId;
import io.github.azuredr.streamanalytics.twin.RegionRewrite;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.arm.OperationPace;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import io.github.azuredr.testkit.azure.streamanalytics.InsightsProvider;
import io.github.azuredr.testkit.azure.streamanalytics.StreamAnalyticsProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A hub, a database and room for a job in each of two regions. */
final class StreamWorld {
    private static final String JOB = "clicks";
    private static final String GROUPS = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/clicks-";

    private final TwoRegions regions;
    private final StreamAnalyticsProvider service;
    private final AzureAccess access;
    private final Place a;
    private final Place b;

    /** What one region has. */
    private record Place(MemoryHub hub, MemoryOutput output, StandInJob job) {}

    StreamWorld(TwoRegions regions) {
        this.regions = regions;
        SimulatedAzure azure = regions.azure();
        if (azure.find(ResourceManager.class).isEmpty()) {
            azure.with(ResourceManager::new);
        }
        List<StreamAnalyticsProvider> made = new ArrayList<>();
        ResourceManager arm = azure.service(ResourceManager.class)
                .with(manager -> {
                    StreamAnalyticsProvider provider = new StreamAnalyticsProvider(manager);
                    made.add(provider);
                    return provider;
                })
                .with(InsightsProvider::new)
                .register("Microsoft.StreamAnalytics");
        service = made.get(0).catchingUpAt(100_000);
        // Waits are real here, so that operations end at the first look.
        arm.operations().pace(new OperationPace(Duration.ZERO, 1, Optional.empty()));
        access = AzureAccess.builder()
                .credential(azure.credential())
                .subscription(SimulatedAzure.SUBSCRIPTION)
                .httpClient(azure.httpClient())
                .time(regions.time())
                .build();
        for (Side side : Side.values()) {
            String region = region(side);
            arm.createGroup("clicks-" + region, region);
            service.store(GROUPS + region + "/providers/Microsoft.EventHub/namespaces/hub-" + region, region, "key")
                    .store(GROUPS + region + "/providers/Microsoft.Sql/servers/sql-" + region, region, "word");
        }
        a = place(Side.A);
        b = place(Side.B);
    }

    AzureAccess access() {
        return access;
    }

    TwinJobs twins(OutputProgress progress) {
        return TwinJobs.builder()
                .job(JOB, id(Side.A), id(Side.B))
                .rewriting(RegionRewrite.between(region(Side.A), region(Side.B))
                        .with(BoundKind.EVENT_HUBS, "hub-" + region(Side.A), "hub-" + region(Side.B))
                        .with(BoundKind.SQL, "sql-" + region(Side.A), "sql-" + region(Side.B)))
                .secrets(Side.A, secrets())
                .secrets(Side.B, secrets())
                .progress(progress)
                .build();
    }

    /** What the application's owner did long ago: the job of the primary exists and runs. */
    void createAndStart() {
        StreamJobs jobs = port(Side.A);
        jobs.create(JOB, JobDefinition.of(JsonTree.parse("""
                {"location":"LOC","properties":{"sku":{"name":"Standard"},"compatibilityLevel":"1.2",
                "inputs":[{"name":"hub","properties":{"type":"Stream","datasource":{"type":"Microsoft.EventHub/EventHub",
                "properties":{"serviceBusNamespace":"hub-LOC","eventHubName":"clicks","sharedAccessPolicyName":"listen"}},
                "serialization":{"type":"Json","properties":{"encoding":"UTF8"}}}}],
                "outputs":[{"name":"db","properties":{"datasource":{"type":"Microsoft.Sql/Server/Database",
                "properties":{"server":"sql-LOC","database":"clicks","table":"clicks","user":"asa"}}}}],
                "transformation":{"name":"query","properties":{"streamingUnits":3,
                "query":"SELECT * INTO db FROM hub TIMESTAMP BY drEventTime"}}}}
                """.replace("LOC", region(Side.A)))));
        jobs.start(JOB, StartRequest.now());
        state(Side.A);
    }

    String state(Side side) {
        return port(side).job(JOB).map(seen -> seen.state().name()).orElse("Absent");
    }

    MemoryHub hub(String region) {
        return region.equals(region(Side.A)) ? a.hub() : b.hub();
    }

    Map<Side, MemoryOutput> outputs() {
        return Map.of(Side.A, a.output(), Side.B, b.output());
    }

    /** Both jobs work off what came in; one in a dark region stands still. */
    void work() {
        for (Side side : Side.values()) {
            if (!isDark(side)) {
                (side == Side.A ? a : b).job().work();
            }
        }
    }

    private StreamJobs port(Side side) {
        return new ArmStreamJobs(access, Map.of(JOB, id(side)), "2020-03-01", secrets());
    }

    private Place place(Side side) {
        MemoryHub hub = new MemoryHub("hub-" + region(side), () -> isDark(side));
        MemoryOutput output = new MemoryOutput("sql-" + region(side), () -> isDark(side));
        String job = GROUPS + region(side) + "/providers/Microsoft.StreamAnalytics/streamingjobs/" + JOB;
        return new Place(hub, output, new StandInJob(hub, output, () -> service.writingFrom(job)));
    }

    private boolean isDark(Side side) {
        return regions.azure().region(region(side)).isDark();
    }

    private static SecretSource secrets() {
        return SecretSource.of(
                Map.of("clicks--inputs-hub--sharedAccessPolicyKey", "key", "clicks--outputs-db--password", "word"));
    }

    private static JobId id(Side side) {
        return new JobId(SimulatedAzure.SUBSCRIPTION, "clicks-" + region(side), JOB);
    }

    private static String region(Side side) {
        return side == Side.A ? TwoRegions.PRIMARY : TwoRegions.SECONDARY;
    }
}
