package io.github.azuredr.streamanalytics;

import io.github.azuredr.azure.ArmException;
import io.github.azuredr.azure.ArmFailure;
import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.time.ManualClock;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import io.github.azuredr.testkit.walk.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A job that runs in eastus2, and in centralus nothing but a hub and a database of its own. */
final class TwinWorld implements World {
    private static final List<String> VOLATILE = List.of("etag", "jobId", "createdDate", "provisioningState");

    final SimulatedJobs jobs = new SimulatedJobs().running();
    private final StandbyMode standby;
    private final Set<Side> dark = EnumSet.noneOf(Side.class);
    private final Map<Side, Integer> refused = new EnumMap<>(Side.class);

    private TwinWorld(StandbyMode standby) {
        this.standby = standby;
    }

    static TwinWorld cold() {
        return new TwinWorld(StandbyMode.COLD);
    }

    static TwinWorld hot() {
        return new TwinWorld(StandbyMode.HOT);
    }

    StreamAnalyticsRecovery contract() {
        return StreamAnalyticsRecovery.over(
                failingFast(Side.A),
                failingFast(Side.B),
                jobs.twins().standby(standby).build(),
                jobs.clock);
    }

    @Override
    public ManualClock clock() {
        return jobs.clock;
    }

    @Override
    public List<ProtectedWorkload> workloads() {
        return List.of(ProtectedWorkload.of("clicks", contract()));
    }

    @Override
    public String fingerprint() {
        return jobs.arm.resources().within("/subscriptions").stream()
                .filter(one -> one.type().startsWith("Microsoft.StreamAnalytics/"))
                .map(TwinWorld::line)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String line(ArmResource resource) {
        Json properties = resource.body().at("properties").orElseGet(Json::object);
        for (String name : VOLATILE) {
            properties = properties.without(name);
        }
        return resource.id().toLowerCase(Locale.ROOT) + " " + properties + " "
                + resource.body().at("tags").map(Json::toString).orElse("");
    }

    @Override
    public Map<String, Integer> effects() {
        Map<String, Integer> counts = new TreeMap<>();
        for (SimCall call : jobs.azure.calls().effects().list()) {
            String path = call.url().getPath();
            boolean effect =
                    !call.method().equals("GET") && path.contains("StreamAnalytics") && !path.endsWith("/test");
            if (effect) {
                counts.merge((path.contains("centralus") ? "B " : "A ") + call.method() + " " + path, 1, Integer::sum);
            }
        }
        return counts;
    }

    @Override
    public int calls(Side side) {
        return jobs.azure.calls().to(SimulatedJobs.region(side)).count() + refused.getOrDefault(side, 0);
    }

    @Override
    public void goDark(Side side) {
        jobs.azure.region(SimulatedJobs.region(side)).goDark();
        dark.add(side);
    }

    @Override
    public void comeBack(Side side) {
        jobs.azure.region(SimulatedJobs.region(side)).comeBack();
        dark.remove(side);
    }

    /** A dark side refuses at once: repeats and time-outs would move the clock between two plans that must be equal. */
    private StreamJobs failingFast(Side side) {
        StreamJobs port = jobs.port(side);
        return (StreamJobs) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StreamJobs.class}, (proxy, method, arguments) -> {
                    if (dark.contains(side) && !method.getName().equals("id")) {
                        refused.merge(side, 1, Integer::sum);
                        throw new ArmException(ArmFailure.of(
                                "GET", "/" + SimulatedJobs.region(side), 504, "GatewayTimeout", "no answer"));
                    }
                    try {
                        return method.invoke(port, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
