package io.github.azuredr.testkit.azure.streamanalytics;

import io.github.azuredr.pair.Region;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many streaming units a subscription may have at work in a region; jobs that do not run take none. */
final class Units {
    private static final int USUAL = 200;
    private static final Set<String> AT_WORK = Set.of("Starting", "Running", "Degraded", "Restarting", "Scaling");

    private final ResourceManager arm;
    private final Map<String, Integer> most = new HashMap<>();

    Units(ResourceManager arm) {
        this.arm = arm;
    }

    void limit(String region, int units) {
        most.put(region, units);
    }

    SimResponse list(ArmCall call) {
        String region = Region.of(call.parameter("location")).name();
        Json quota = Json.object()
                .with("id", call.path() + "/StreamingUnits")
                .with("name", "StreamingUnits")
                .with("type", Jobs.NAMESPACE + "/quotas")
                .with("properties.maxCount", max(region))
                .with("properties.currentCount", used(call.parameter("subscription"), region));
        return SimResponse.json(200, Json.page(List.of(quota)).toString());
    }

    /** Refuses to put more units to work than there are. */
    void require(String subscription, String region, int units) {
        int used = used(subscription, region);
        if (used + units > max(region)) {
            throw new ArmRefusal(
                    409,
                    "StreamingUnitsQuotaExceeded",
                    "The subscription has " + max(region) + " streaming units in " + region + " of which " + used
                            + " are in use; " + units + " more cannot be had.");
        }
    }

    static int of(ResourceManager arm, ArmResource job) {
        return arm.resources().ofType(job.id(), Jobs.NAMESPACE + "/streamingjobs/transformations").stream()
                .mapToInt(one -> one.body()
                        .number("properties.streamingUnits")
                        .orElse(3L)
                        .intValue())
                .sum();
    }

    private int max(String region) {
        return most.getOrDefault(region, USUAL);
    }

    private int used(String subscription, String region) {
        return arm.resources().ofType("/subscriptions/" + subscription, Jobs.NAMESPACE + "/streamingjobs").stream()
                .filter(job -> job.region().equals(region))
                .filter(job -> AT_WORK.contains(job.body().text(Jobs.STATE).orElse("")))
                .mapToInt(job -> of(arm, job))
                .sum();
    }
}
