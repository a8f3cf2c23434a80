package io.github.azuredr.testkit.azure.streamanalytics;

import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_GROUP;
import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_SUBSCRIPTION;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.arm.ArmOperation;
import io.github.azuredr.testkit.azure.arm.ArmProvider;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ArmRoutes;
import io.github.azuredr.testkit.azure.arm.ArmType;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The namespace Microsoft.StreamAnalytics, api-versions 2020-03-01 and 2021-10-01-preview; add it as in
 * {@code azure.with(a -> new ResourceManager(a).with(StreamAnalyticsProvider::new))}.
 *
 * <p>Stricter than the service where that helps a client to be right: a read-only or unknown member that is sent is
 * refused. No query is executed: a running job's output time follows the clock. Inferred: the codes of refused states and
 * quotas, and that a job's ETag also covers its parts. Not simulated: clusters, private endpoints, query tests, samples.
 */
public final class StreamAnalyticsProvider implements ArmProvider {
    private static final String JOBS = IN_GROUP + Jobs.NAMESPACE + "/streamingjobs";
    private static final String JOB = JOBS + "/{job}";

    private final ResourceManager arm;
    private final Stores stores;
    private final Units units;
    private final Parts parts;
    private final Runs runs;
    private final Jobs jobs;

    /** The namespace on this resource manager. */
    public StreamAnalyticsProvider(ResourceManager arm) {
        this.arm = arm;
        stores = new Stores(arm);
        units = new Units(arm);
        parts = new Parts(arm, stores);
        runs = new Runs(arm, parts, stores, units);
        jobs = new Jobs(arm, parts, runs);
    }

    /**
     * A hub, account or server that jobs can connect to by the last segment of its id.
     *
     * @param id its resource id, on which identities hold roles
     * @param region where it is; when dark, nothing connects
     * @param key the key or password it takes
     */
    public StreamAnalyticsProvider store(String id, String region, String key) {
        stores.add(id, region, key);
        Json body = Json.object()
                .with("id", id)
                .with("name", id.substring(id.lastIndexOf('/') + 1))
                .with("location", region);
        arm.resources().put(new ArmResource(id, region, body));
        return this;
    }

    /** How long a role assignment takes until it counts; three minutes unless said otherwise, on Azure up to thirty. */
    public StreamAnalyticsProvider rolesPropagateIn(Duration time) {
        stores.propagation(time);
        return this;
    }

    /** How many streaming units a subscription may have at work in a region; 200 unless said otherwise. */
    public StreamAnalyticsProvider unitsIn(String region, int most) {
        units.limit(region, most);
        return this;
    }

    /** How many times real time a started job catches up at; 20 unless said otherwise. */
    public StreamAnalyticsProvider catchingUpAt(int timesRealTime) {
        runs.catchingUpAt(timesRealTime);
        return this;
    }

    /** A job stops working by itself, as after a bad update, and one of its inputs says why. */
    public StreamAnalyticsProvider failing(String jobId, String code, String message) {
        Json error = Json.object().with("code", code).with("message", message);
        runs.fail(arm.resources().get(jobId));
        parts.all(jobId, "inputs").stream().limit(1).forEach(input -> runs.diagnose(input, error));
        return this;
    }

    /** From when on a job that runs now writes output; for a stand-in that plays its query. */
    public Optional<Instant> writingFrom(String jobId) {
        return arm.resources().find(jobId).flatMap(job -> Flow.writingFrom(job.body()));
    }

    @Override
    public String namespace() {
        return Jobs.NAMESPACE;
    }

    @Override
    public List<ArmType> types() {
        return List.of(Jobs.ARM_TYPE);
    }

    @Override
    public ArmRoutes routes() {
        ArmRoutes routes = new ArmRoutes()
                .on("PUT", JOB, jobs::put)
                .on("PATCH", JOB, jobs::patch)
                .on("GET", JOB, jobs::get)
                .on("DELETE", JOB, runs::delete)
                .on("GET", JOBS, jobs::listInGroup)
                .on("GET", IN_SUBSCRIPTION + Jobs.NAMESPACE + "/streamingjobs", jobs::listInSubscription)
                .on("POST", JOB + "/start", runs::start)
                .on("POST", JOB + "/stop", runs::stop)
                .on("POST", JOB + "/scale", runs::scale)
                .on("GET", IN_SUBSCRIPTION + Jobs.NAMESPACE + "/locations/{location}/quotas", units::list);
        for (String collection : List.of("inputs", "outputs", "functions", "transformations")) {
            String part = JOB + "/" + collection + "/{name}";
            routes.on("PUT", part, call -> parts.put(call, collection))
                    .on("PATCH", part, call -> parts.patch(call, collection))
                    .on("GET", part, parts::get);
            // There is one transformation: it is neither listed nor deleted.
            if (!collection.equals("transformations")) {
                routes.on("DELETE", part, parts::delete)
                        .on("GET", JOB + "/" + collection, call -> parts.list(call, collection))
                        .on("POST", part + "/test", call -> parts.test(call, collection));
            }
        }
        return routes;
    }

    @Override
    public void finished(ArmOperation operation) {
        runs.finished(operation);
    }
}
