package io.github.azuredr.testkit.azure.streamanalytics;

import io.github.azuredr.pair.RegionCatalog;
import io.github.azuredr.pair.RegionFacts;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ArmType;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Jobs as resources: written under a condition, shown with or without their parts, never with their secrets. */
final class Jobs {
    static final String NAMESPACE = "Microsoft.StreamAnalytics";
    static final String TYPE = NAMESPACE + "/streamingjobs";
    static final ArmType ARM_TYPE = ArmType.of("streamingjobs", JobShape.STABLE, JobShape.PREVIEW);
    static final String STATE = "properties.jobState";

    private static final String ETAG = "properties.etag";
    private static final Set<String> AT_REST = Set.of("Created", "Stopped", "Failed");
    private static final Set<String> EXPANDABLE = Set.of("inputs", "transformation", "outputs", "functions");

    private final ResourceManager arm;
    private final Parts parts;
    private final Runs runs;

    Jobs(ResourceManager arm, Parts parts, Runs runs) {
        this.arm = arm;
        this.parts = parts;
        this.runs = runs;
    }

    SimResponse put(ArmCall call) {
        String id = id(call.path());
        Optional<ArmResource> existing = arm.resources().find(id);
        requireCondition(call, existing.flatMap(job -> job.body().text(ETAG)));
        Json body = call.body();
        JobShape.requireJob(call, body);
        if (!body.has("properties.sku.name") && !body.has("sku.name")) {
            throw JobShape.invalid("sku is required.");
        }
        String region = arm.requireLocation(call, NAMESPACE, ARM_TYPE);
        existing.ifPresent(Jobs::requireAtRest);
        Map<String, List<Json>> given = parts.given(call, body);
        boolean startsAtOnce = body.has("properties.outputStartMode");
        if (startsAtOnce && given.getOrDefault("inputs", List.of()).isEmpty()) {
            throw Runs.unprocessable("The streaming job should have at least one input defined.");
        }
        existing.ifPresent(job -> parts.removeAll(job.id()));
        ArmResource job = arm.resources().put(new ArmResource(id, region, fresh(call, body, region, existing)));
        given.forEach((collection, list) -> list.forEach(one -> parts.keep(job, collection, one)));
        if (startsAtOnce) {
            runs.start(call, job, body.at("properties").orElseGet(Json::object));
        }
        // Seen live: the answer to the creation is 200, too.
        return shown(call, arm.resources().get(id), EXPANDABLE);
    }

    private Json fresh(ArmCall call, Json body, String region, Optional<ArmResource> existing) {
        Instant now = arm.azure().clock().instant();
        String id = id(call.path());
        Json properties = body.at("properties")
                .orElseGet(Json::object)
                .without("inputs")
                .without("outputs")
                .without("functions")
                .without("transformation")
                .without("outputStartMode")
                .without("outputStartTime");
        Json defaults = Json.object()
                .with("jobType", "Cloud")
                .with("eventsOutOfOrderPolicy", "Adjust")
                .with("outputErrorPolicy", "Stop")
                .with("eventsOutOfOrderMaxDelayInSeconds", 0)
                .with("eventsLateArrivalMaxDelayInSeconds", 5)
                .with("dataLocale", "en-US")
                .with("compatibilityLevel", "1.0")
                .with("contentStoragePolicy", "SystemAccount");
        Json job = Json.object()
                .with("id", id)
                .with("name", id.substring(id.lastIndexOf('/') + 1))
                .with("type", TYPE)
                .with("location", displayName(region))
                .with("tags", body.at("tags").orElseGet(Json::object))
                .with("properties", defaults.merge(properties));
        if (body.has("sku")) {
            job = job.with("sku", body.at("sku"));
        }
        Json kept = Secrets.putAway(withIdentity(call, job, body, existing))
                .with(
                        "properties.jobId",
                        issue(id + existing.map(same -> jobId(same.body())).orElse(now.toString())))
                .with("properties.provisioningState", "Succeeded")
                .with(STATE, existing.flatMap(same -> same.body().text(STATE)).orElse("Created"))
                .with("properties.createdDate", now.toString());
        Optional<Json> run = existing.flatMap(same -> same.body().at(Secrets.KEPT + ".run"));
        kept = run.isPresent() ? kept.with(Secrets.KEPT + ".run", run) : kept;
        return changed(kept.with(Secrets.KEPT + ".version", version(existing)));
    }

    private static String jobId(Json body) {
        return body.text("properties.jobId").orElse("");
    }

    private static long version(Optional<ArmResource> existing) {
        return existing.flatMap(same -> same.body().number(Secrets.KEPT + ".version"))
                .orElse(0L);
    }

    private static Json withIdentity(ArmCall call, Json job, Json body, Optional<ArmResource> existing) {
        Optional<Json> identity = body.at("identity");
        if (identity.isEmpty()) {
            return job;
        }
        Json shown = identity.get();
        if (shown.text("type").orElse("").contains("SystemAssigned")) {
            String principal = existing.flatMap(same -> same.body().text("identity.principalId"))
                    .orElseGet(() -> issue("identity of " + call.path()));
            shown = shown.with("principalId", principal)
                    .with("tenantId", call.caller().tenantId());
        }
        return job.with("identity", shown);
    }

    SimResponse patch(ArmCall call) {
        ArmResource job = arm.resources().get(id(call.path()));
        requireCondition(call, job.body().text(ETAG));
        Json body = call.body();
        for (String name : EXPANDABLE) {
            if (body.has("properties." + name)) {
                throw JobShape.invalid("properties." + name + " cannot be changed here; change the part itself.");
            }
        }
        if (body.has("location")) {
            throw JobShape.invalid("location cannot be changed.");
        }
        if (body.has("properties")) {
            requireAtRest(job);
            JobShape.requireJob(call, body);
        }
        ArmResource now =
                new ArmResource(job.id(), job.region(), changed(job.body().merge(body)));
        return shown(call, arm.resources().put(now), Set.of());
    }

    SimResponse get(ArmCall call) {
        return shown(call, arm.resources().get(id(call.path())), expanded(call));
    }

    SimResponse listInGroup(ArmCall call) {
        return list(call, call.path().substring(0, call.path().indexOf("/providers")));
    }

    SimResponse listInSubscription(ArmCall call) {
        return list(call, "/subscriptions/" + call.parameter("subscription"));
    }

    private SimResponse list(ArmCall call, String scope) {
        Set<String> expanded = expanded(call);
        return arm.page(
                call,
                arm.resources().ofType(scope, TYPE).stream()
                        .map(job -> body(call, job, expanded))
                        .toList());
    }

    private static Set<String> expanded(ArmCall call) {
        Set<String> names = Set.of(call.query("$expand").filter(text -> !text.isBlank()).stream()
                .flatMap(text -> List.of(text.split(",", -1)).stream())
                .map(String::trim)
                .distinct()
                .toArray(String[]::new));
        if (!EXPANDABLE.containsAll(names)) {
            throw JobShape.invalid("$expand knows inputs, transformation, outputs and functions.");
        }
        return names;
    }

    private SimResponse shown(ArmCall call, ArmResource job, Set<String> expanded) {
        return SimResponse.json(200, body(call, job, expanded).toString())
                .with("ETag", job.body().text(ETAG).orElse(""));
    }

    private Json body(ArmCall call, ArmResource job, Set<String> expanded) {
        Json body = Secrets.hidden(job.body());
        Optional<Instant> last = Flow.lastOutput(job.body(), arm.azure().clock().instant());
        if (last.isPresent()) {
            body = body.with("properties.lastOutputEventTime", last.get().toString());
        }
        for (String collection : List.of("inputs", "outputs", "functions")) {
            if (expanded.contains(collection)) {
                body = body.with("properties." + collection, parts.shown(call, job.id(), collection));
            }
        }
        List<Json> query = parts.shown(call, job.id(), "transformations");
        if (expanded.contains("transformation") && !query.isEmpty()) {
            body = body.with("properties.transformation", query.get(0));
        }
        return JobShape.isPreview(call)
                ? body
                : body.without("sku").without("properties.externals").without("identity.userAssignedIdentities");
    }

    /** A job that is running or on its way there cannot be edited. */
    static void requireAtRest(ArmResource job) {
        String state = job.body().text(STATE).orElse("");
        if (!AT_REST.contains(state)) {
            throw Runs.unprocessable(
                    "The streaming job '" + job.name() + "' is " + state + "; it must be stopped to be changed.");
        }
    }

    /** The job with a new ETag: a bare GUID, as seen live. */
    static Json changed(Json job) {
        long version = job.number(Secrets.KEPT + ".version").orElse(0L) + 1;
        return job.with(Secrets.KEPT + ".version", version)
                .with(ETAG, issue("etag " + job.text("id").orElse("") + version));
    }

    /** Checks If-Match and If-None-Match against what is there. */
    static void requireCondition(ArmCall call, Optional<String> etag) {
        Optional<String> match = call.request().header("If-Match");
        Optional<String> noneMatch = call.request().header("If-None-Match");
        boolean holds = match.map(wanted -> etag.filter(is -> wanted.equals("*") || wanted.equals(is))
                                .isPresent())
                        .orElse(true)
                && noneMatch
                        .map(unwanted -> unwanted.equals("*") && etag.isEmpty())
                        .orElse(true);
        if (!holds) {
            throw new ArmRefusal(
                    412, "PreconditionFailed", "The condition set in the request's headers does not hold.");
        }
    }

    /** Resource ids are shown with resourceGroups, however they were asked for. */
    static String id(String path) {
        return path.replaceFirst("(?i)/resourcegroups/", "/resourceGroups/");
    }

    static String issue(String words) {
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String displayName(String region) {
        return RegionCatalog.builtIn()
                .find(region)
                .map(RegionFacts::displayName)
                .orElse(region);
    }

    /** By collection, in the order they are written. */
    static Map<String, List<Json>> none() {
        return new LinkedHashMap<>();
    }
}
