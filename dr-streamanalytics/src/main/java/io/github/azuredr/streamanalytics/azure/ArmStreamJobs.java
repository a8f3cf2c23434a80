package io.github.azuredr.streamanalytics.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.azuredr.azure.ArmClient;
import io.github.azuredr.azure.ArmException;
import io.github.azuredr.azure.ArmRequest;
import io.github.azuredr.azure.ArmResponse;
import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.azure.OperationResult;
import io.github.azuredr.azure.ResourceReader;
import io.github.azuredr.azure.SecretSource;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.streamanalytics.control.StartRequest;
import io.github.azuredr.streamanalytics.json.JsonTree;
import io.github.azuredr.streamanalytics.port.ConnectionTest;
import io.github.azuredr.streamanalytics.port.RoleGrant;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.streamanalytics.port.UnitQuota;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import io.github.azuredr.streamanalytics.twin.JobId;
import io.github.azuredr.streamanalytics.twin.Part;
import io.github.azuredr.streamanalytics.twin.SecretSlot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** Jobs through Azure Resource Manager; keys are read from the secret source in the moment they are sent. */
public final class ArmStreamJobs implements StreamJobs {
    private static final String CORE_VERSION = "2021-04-01";
    private static final String ROLE_VERSION = "2022-04-01";
    private static final String METRIC_VERSION = "2018-01-01";
    private static final String EXPANDED = "inputs,transformation,outputs,functions";
    private static final Duration LONGEST_TEST = Duration.ofMinutes(5);
    private static final Duration SAMPLES = Duration.ofMinutes(10);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final AzureAccess azure;
    private final ArmClient arm;
    private final Map<String, JobId> jobs;
    private final String apiVersion;
    private final SecretSource secrets;

    /**
     * The port; calls nothing yet.
     *
     * @param azure who calls
     * @param jobs where the jobs of this side are, by the name plans give them
     * @param apiVersion {@code 2020-03-01} or {@code 2021-10-01-preview}; the older one hides what it does not know
     * @param secrets where keys and passwords of this side's hubs and stores come from
     */
    public ArmStreamJobs(AzureAccess azure, Map<String, JobId> jobs, String apiVersion, SecretSource secrets) {
        this.azure = azure;
        this.arm = azure.arm();
        this.jobs = Map.copyOf(jobs);
        this.apiVersion = apiVersion;
        this.secrets = secrets;
    }

    @Override
    public JobId id(String job) {
        JobId id = jobs.get(job);
        if (id == null) {
            throw new IllegalArgumentException("job '" + job + "' is not one of " + jobs.keySet());
        }
        return id;
    }

    @Override
    public Optional<SeenJob> job(String job) {
        return arm.find(get(job, "").query("$expand", EXPANDED))
                .map(answer -> new SeenJob(tree(answer.body()), answer.etag().orElse("")));
    }

    @Override
    public Optional<String> groupRegion(String job) {
        return arm.find(ArmRequest.get(id(job).groupPath(), CORE_VERSION)).flatMap(group -> group.text("/location"));
    }

    @Override
    public String registration(String job) {
        return arm.send(ArmRequest.get(namespace(job), CORE_VERSION))
                .text("/registrationState")
                .orElse("Unknown");
    }

    @Override
    public void register(String job) {
        arm.send(ArmRequest.post(namespace(job) + "/register", CORE_VERSION));
    }

    @Override
    public List<SecretSlot> missingSecrets(List<SecretSlot> wanted) {
        return wanted.stream().filter(slot -> !isThere(slot)).toList();
    }

    private boolean isThere(SecretSlot slot) {
        try {
            return !secrets.secret(slot.name()).reveal().isEmpty();
        } catch (RecoveryException missing) {
            return false;
        }
    }

    @Override
    public void create(String job, JobDefinition definition) {
        arm.send(put(job, definition).ifAbsent());
    }

    @Override
    public void replace(String job, JobDefinition definition, String etag) {
        arm.send(put(job, definition).ifMatch(etag));
    }

    private ArmRequest put(String job, JobDefinition definition) {
        JsonTree body = definition.content();
        for (SecretSlot slot : SecretSlot.of(id(job).name(), definition)) {
            body = body.with(slot.pointer(), secrets.secret(slot.name()).reveal());
        }
        return ArmRequest.put(id(job).path(), apiVersion, node(body));
    }

    @Override
    public void start(String job, StartRequest how) {
        JsonTree body = JsonTree.object().with("/outputStartMode", how.mode().word());
        if (how.from().isPresent()) {
            body = body.with(
                    "/outputStartTime",
                    how.from().get().truncatedTo(ChronoUnit.MILLIS).toString());
        }
        arm.send(ArmRequest.post(id(job).path() + "/start", apiVersion, node(body)));
    }

    @Override
    public void stop(String job) {
        arm.send(ArmRequest.post(id(job).path() + "/stop", apiVersion));
    }

    @Override
    public void scale(String job, int streamingUnits) {
        JsonTree body = JsonTree.object().with("/streamingUnits", streamingUnits);
        arm.send(ArmRequest.post(id(job).path() + "/scale", apiVersion, node(body)));
    }

    @Override
    public ConnectionTest test(String job, Part.Kind kind, String part, Consumer<Duration> pause) {
        String path = id(job).path() + "/" + kind.segment() + ArmRequest.path(part) + "/test";
        // Only the operation's own answer tells; there is no resource that shows it.
        ResourceReader nowhere = () -> new ResourceReader.Reading.Unclear("no answer to the test of " + part);
        OperationResult result = arm.begin(ArmRequest.post(path, apiVersion)).await(nowhere, LONGEST_TEST, pause);
        if (result instanceof OperationResult.Succeeded succeeded) {
            return judged(succeeded.body());
        }
        if (result instanceof OperationResult.Failed failed) {
            return new ConnectionTest(false, failed.code() + " " + failed.message());
        }
        return new ConnectionTest(false, "the service gave no result within " + LONGEST_TEST.toMinutes() + " minutes");
    }

    private static ConnectionTest judged(JsonNode body) {
        String status = body.path("status").asText("without a status");
        if (status.equals("TestSucceeded")) {
            return new ConnectionTest(true, "");
        }
        JsonNode error = body.path("error");
        return new ConnectionTest(
                false,
                status + ": " + error.path("code").asText("") + " "
                        + error.path("message").asText(""));
    }

    @Override
    public UnitQuota units(String job, String region) {
        String path = ArmRequest.path(
                "subscriptions",
                id(job).subscriptionId(),
                "providers",
                "Microsoft.StreamAnalytics",
                "locations",
                region,
                "quotas");
        // Only the stable version is sure to list quotas in all regions.
        for (JsonNode quota : arm.send(ArmRequest.get(path, apiVersion)).body().path("value")) {
            if (quota.path("name").asText().equalsIgnoreCase("StreamingUnits")) {
                return new UnitQuota(
                        quota.at("/properties/maxCount").asInt(),
                        quota.at("/properties/currentCount").asInt());
            }
        }
        throw new RecoveryException(
                "The quotas of " + region + " name no streaming units.",
                "check the api-version; look at the subscription's usage by hand.");
    }

    @Override
    public Optional<Duration> watermarkDelay(String job) {
        Instant now = azure.time().now();
        String path = id(job).path() + "/providers/Microsoft.Insights/metrics";
        ArmResponse answer = arm.send(ArmRequest.get(path, METRIC_VERSION)
                .query("metricnames", "OutputWatermarkDelaySeconds")
                .query("aggregation", "Maximum")
                .query("interval", "PT1M")
                .query(
                        "timespan",
                        now.minus(SAMPLES).truncatedTo(ChronoUnit.SECONDS) + "/"
                                + now.truncatedTo(ChronoUnit.SECONDS)));
        JsonNode series = answer.body().at("/value/0/timeseries");
        return StreamSupport.stream(series.spliterator(), false)
                .flatMap(one -> newest(one.path("data")).stream())
                .max(Duration::compareTo);
    }

    private static Optional<Duration> newest(JsonNode data) {
        return StreamSupport.stream(data.spliterator(), false)
                .filter(sample -> sample.path("maximum").isNumber())
                .map(sample -> Duration.ofSeconds(sample.path("maximum").asLong()))
                .reduce((older, newer) -> newer);
    }

    @Override
    public boolean holds(RoleGrant grant, String principalId) {
        return arm.find(ArmRequest.get(grant.path(principalId), ROLE_VERSION)).isPresent();
    }

    @Override
    public void grant(RoleGrant grant, String principalId) {
        String subscription = grant.scope().split("/", -1)[2];
        JsonTree body = JsonTree.object()
                .with(
                        "/properties/roleDefinitionId",
                        "/subscriptions/" + subscription + "/providers/Microsoft.Authorization/roleDefinitions/"
                                + grant.role())
                .with("/properties/principalId", principalId)
                .with("/properties/principalType", "ServicePrincipal");
        try {
            arm.send(ArmRequest.put(grant.path(principalId), ROLE_VERSION, node(body)));
        } catch (ArmException refused) {
            // The same assignment under a name that a person or another tool gave it.
            if (!refused.code().equals("RoleAssignmentExists")) {
                throw refused;
            }
        }
    }

    @Override
    public String toString() {
        return "ArmStreamJobs[" + jobs.keySet() + "]";
    }

    private ArmRequest get(String job, String below) {
        return ArmRequest.get(id(job).path() + below, apiVersion);
    }

    private String namespace(String job) {
        return ArmRequest.path("subscriptions", id(job).subscriptionId(), "providers", "Microsoft.StreamAnalytics");
    }

    private static JsonNode node(JsonTree tree) {
        try {
            return MAPPER.readTree(tree.json());
        } catch (JsonProcessingException impossible) {
            throw new RecoveryException("A JSON object wrote no JSON.", "report it as a defect.", impossible);
        }
    }

    private static JsonTree tree(JsonNode body) {
        return JsonTree.parse(body.toString());
    }
}
