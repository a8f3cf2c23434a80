package io.github.azuredr.streamanalytics;

import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.azure.SecretSource;
import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.azure.ArmStreamJobs;
import io.github.azuredr.streamanalytics.control.StartRequest;
import io.github.azuredr.streamanalytics.json.JsonTree;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.streamanalytics.twin.BoundKind;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import io.github.azuredr.streamanalytics.twin.JobId;
import io.github.azuredr.streamanalytics.twin.RegionRewrite;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import io.github.azuredr.testkit.azure.streamanalytics.InsightsProvider;
import io.github.azuredr.testkit.azure.streamanalytics.StreamAnalyticsProvider;
import io.github.azuredr.testkit.time.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** A hub, a database and room for a job in each of two regions of a simulated Azure; the job of eastus2 runs. */
public final class SimulatedJobs {
    public static final String JOB = "clicks";
    private static final String GROUPS = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/rg-";

    public final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    public final SimulatedAzure azure;
    public final ResourceManager arm;
    public final StreamAnalyticsProvider service;
    public final AzureAccess access;

    public SimulatedJobs() {
        AtomicReference<StreamAnalyticsProvider> provider = new AtomicReference<>();
        azure = SimulatedAzure.inMemory(clock).with(a -> new ResourceManager(a)
                .with(manager -> {
                    provider.set(new StreamAnalyticsProvider(manager));
                    return provider.get();
                })
                .with(InsightsProvider::new));
        arm = azure.service(ResourceManager.class).register("Microsoft.StreamAnalytics");
        service = provider.get();
        access = AzureAccess.builder()
                .credential(azure.credential())
                .subscription(SimulatedAzure.SUBSCRIPTION)
                .httpClient(azure.httpClient())
                .time(clock)
                .withoutRateLimit()
                .build();
        for (String region : List.of("eastus2", "centralus")) {
            arm.createGroup("rg-" + region, region);
            service.store(hubId(region), region, "key-" + region)
                    .store(GROUPS + region + "/providers/Microsoft.Sql/servers/sql-" + region, region, "pw-" + region);
        }
    }

    /** The job of eastus2 with its keys, running since ten minutes. */
    public SimulatedJobs running() {
        return running(definition("eastus2", "SELECT * INTO db FROM hub TIMESTAMP BY drEventTime"));
    }

    public SimulatedJobs running(JobDefinition definition) {
        port(Side.A).create(JOB, definition);
        port(Side.A).start(JOB, StartRequest.now());
        clock.advance(Duration.ofMinutes(1));
        port(Side.A).job(JOB);
        clock.advance(Duration.ofMinutes(10));
        return this;
    }

    public static JobDefinition definition(String region, String query) {
        return JobDefinition.of(JsonTree.parse("""
                {"location":"LOC","tags":{},"properties":{"sku":{"name":"Standard"},"compatibilityLevel":"1.2",
                "eventsOutOfOrderPolicy":"Adjust","outputErrorPolicy":"Stop","dataLocale":"en-US","jobType":"Cloud",
                "eventsOutOfOrderMaxDelayInSeconds":0,"eventsLateArrivalMaxDelayInSeconds":5,
                "contentStoragePolicy":"SystemAccount",
                "inputs":[{"name":"hub","properties":{"type":"Stream","datasource":{"type":"Microsoft.EventHub/EventHub",
                "properties":{"serviceBusNamespace":"hub-LOC","eventHubName":"clicks","consumerGroupName":"asa",
                "sharedAccessPolicyName":"listen"}},"serialization":{"type":"Json","properties":{"encoding":"UTF8"}}}}],
                "outputs":[{"name":"db","properties":{"datasource":{"type":"Microsoft.Sql/Server/Database",
                "properties":{"server":"sql-LOC","database":"clicks","table":"clicks","user":"asa"}}}}],
                "transformation":{"name":"query","properties":{"streamingUnits":3,"query":"QUERY"}}}}
                """.replace("LOC", region).replace("QUERY", query)));
    }

    /** What the owner of the job of eastus2 does to change it: stop, write, start again. */
    public void change(Side side, JobDefinition definition) {
        SeenJob seen = port(side).job(JOB).orElseThrow();
        boolean runs = !seen.state().isAtRest();
        if (runs) {
            port(side).stop(JOB);
            clock.advance(Duration.ofMinutes(1));
        }
        port(side).replace(JOB, definition, port(side).job(JOB).orElseThrow().etag());
        if (runs) {
            port(side).start(JOB, StartRequest.lastOutput());
            clock.advance(Duration.ofMinutes(1));
            port(side).job(JOB);
        }
        clock.advance(Duration.ofMinutes(5));
    }

    public TwinJobs.Builder twins() {
        return TwinJobs.builder()
                .job(JOB, id(Side.A), id(Side.B))
                .rewriting(rewrite())
                .secrets(Side.A, secrets("eastus2"))
                .secrets(Side.B, secrets("centralus"));
    }

    public static RegionRewrite rewrite() {
        return RegionRewrite.between("eastus2", "centralus")
                .with(BoundKind.EVENT_HUBS, "hub-eastus2", "hub-centralus")
                .with(BoundKind.SQL, "sql-eastus2", "sql-centralus");
    }

    public StreamJobs port(Side side) {
        return new ArmStreamJobs(access, Map.of(JOB, id(side)), "2020-03-01", secrets(region(side)));
    }

    public String state(Side side) {
        return port(side).job(JOB).map(seen -> seen.state().name()).orElse("Absent");
    }

    public static SecretSource secrets(String region) {
        return SecretSource.of(Map.of(
                "clicks--inputs-hub--sharedAccessPolicyKey", "key-" + region,
                "clicks--outputs-db--password", "pw-" + region));
    }

    public static String hubId(String region) {
        return GROUPS + region + "/providers/Microsoft.EventHub/namespaces/hub-" + region;
    }

    public static JobId id(Side side) {
        return new JobId(SimulatedAzure.SUBSCRIPTION, "rg-" + region(side), JOB);
    }

    public static String region(Side side) {
        return side == Side.A ? "eastus2" : "centralus";
    }
}
