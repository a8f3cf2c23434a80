package io.github.azuredr.testkit.azure.streamanalytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmProvider;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ArmRoutes;
import io.github.azuredr.testkit.azure.arm.ArmType;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Microsoft.Insights as far as the metrics of jobs go, api-version 2018-01-01, a sample a minute: the watermark delay
 * follows the clock, counts are what a test says. A job that does not run has no samples.
 */
public final class InsightsProvider implements ArmProvider {
    private static final String DELAY = "OutputWatermarkDelaySeconds";
    private static final List<String> COUNTS = List.of(
            "InputEvents",
            "OutputEvents",
            "InputEventsSourcesBacklogged",
            "Errors",
            "ConversionErrors",
            "DeserializationError",
            "LateInputEvents",
            "EarlyInputEvents",
            "DroppedOrAdjustedEvents");
    private static final List<String> AGGREGATIONS = List.of("Average", "Minimum", "Maximum", "Total", "Count");
    private static final int MOST_SAMPLES = 60;

    private final ResourceManager arm;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** The namespace on this resource manager. */
    public InsightsProvider(ResourceManager arm) {
        this.arm = arm;
    }

    /** What each sample of a count says from now on. */
    public InsightsProvider counting(String jobId, String metric, long value) {
        if (!COUNTS.contains(metric)) {
            throw new IllegalArgumentException("metric '" + metric + "' is not one of " + COUNTS);
        }
        counts.put(key(jobId, metric), value);
        return this;
    }

    @Override
    public String namespace() {
        return "Microsoft.Insights";
    }

    @Override
    public List<ArmType> types() {
        return List.of(ArmType.of("metrics", "2018-01-01"));
    }

    @Override
    public ArmRoutes routes() {
        return new ArmRoutes().on("GET", "{resource...}/providers/Microsoft.Insights/metrics", this::metrics);
    }

    @Override
    public boolean registeredFromTheStart() {
        return true;
    }

    private SimResponse metrics(ArmCall call) {
        ArmResource job = arm.resources().get(Jobs.id(call.parameter("resource")));
        if (!job.type().equalsIgnoreCase(Jobs.TYPE)) {
            throw JobShape.invalid("No metrics are known for " + job.type() + ".");
        }
        Instant now = arm.azure().clock().instant();
        Instant[] span = span(call, now);
        List<String> aggregations = aggregations(call);
        List<Json> values = new ArrayList<>();
        for (String name : call.query("metricnames").orElse(DELAY).split(",", -1)) {
            if (!name.equals(DELAY) && !COUNTS.contains(name)) {
                throw JobShape.invalid("Failed to find metric configuration for metric: " + name);
            }
            values.add(metric(call, job, name, span, aggregations));
        }
        return SimResponse.json(
                200,
                Json.object()
                        .with("cost", 0)
                        .with("timespan", span[0] + "/" + span[1])
                        .with("interval", "PT1M")
                        .with("namespace", Jobs.TYPE)
                        .with("resourceregion", job.region())
                        .with("value", values)
                        .toString());
    }

    private Json metric(ArmCall call, ArmResource job, String name, Instant[] span, List<String> aggregations) {
        List<Json> samples = new ArrayList<>();
        Instant at = span[0].truncatedTo(ChronoUnit.MINUTES);
        while (at.isBefore(span[1]) && samples.size() < MOST_SAMPLES) {
            Instant end = at.plus(Duration.ofMinutes(1));
            Instant moment = end.isBefore(span[1]) ? end : span[1];
            String stamp = at.toString();
            // A sample bears the minute's beginning and says what was so at its end.
            Flow.delay(job.body(), moment).ifPresent(delay -> {
                long value = name.equals(DELAY) ? delay.toSeconds() : counts.getOrDefault(key(job.id(), name), 0L);
                Json sample = Json.object().with("timeStamp", stamp);
                for (String aggregation : aggregations) {
                    sample = sample.with(aggregation, aggregation.equals("count") ? 1 : value);
                }
                samples.add(sample);
            });
            at = end;
        }
        return Json.object()
                .with("id", call.path() + "/" + name)
                .with("type", "Microsoft.Insights/metrics")
                .with("name.value", name)
                .with("name.localizedValue", name)
                .with("displayDescription", name)
                .with("unit", name.equals(DELAY) ? "Seconds" : "Count")
                .with("errorCode", "Success")
                .with(
                        "timeseries",
                        List.of(Json.object().with("metadatavalues", List.of()).with("data", samples)));
    }

    private static List<String> aggregations(ArmCall call) {
        List<String> wanted = new ArrayList<>();
        for (String one : call.query("aggregation").orElse("Average").split(",", -1)) {
            if (AGGREGATIONS.stream().noneMatch(one.trim()::equalsIgnoreCase)) {
                throw JobShape.invalid("aggregation '" + one + "' is not one of " + AGGREGATIONS);
            }
            wanted.add(one.trim().toLowerCase(Locale.ROOT));
        }
        return wanted;
    }

    private static Instant[] span(ArmCall call, Instant now) {
        String text = call.query("timespan").orElse(now.minus(Duration.ofHours(1)) + "/" + now);
        String[] ends = text.split("/", -1);
        try {
            return new Instant[] {Instant.parse(ends[0]), Instant.parse(ends[ends.length - 1])};
        } catch (DateTimeParseException e) {
            throw JobShape.invalid("timespan '" + text + "' must be two instants joined by a slash.");
        }
    }

    private static String key(String jobId, String metric) {
        return Jobs.id(jobId).toLowerCase(Locale.ROOT) + " " + metric;
    }
}
