package io.github.azuredr.testkit.azure.streamanalytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmOperation;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inputs, outputs, functions and the one transformation of a job; each has an ETag of its own. */
final class Parts {
    static final String TEST = "test";

    private final ResourceManager arm;
    private final Stores stores;

    Parts(ResourceManager arm, Stores stores) {
        this.arm = arm;
        this.stores = stores;
    }

    /** The parts of a whole job, checked before anything is kept. */
    Map<String, List<Json>> given(ArmCall call, Json job) {
        Map<String, List<Json>> given = Jobs.none();
        for (String collection : List.of("inputs", "outputs", "functions")) {
            given.put(collection, job.list("properties." + collection));
        }
        given.put(
                "transformations", job.at("properties.transformation").stream().toList());
        given.forEach((collection, list) -> list.forEach(part -> {
            JobShape.requireText(part, "name");
            JobShape.requirePart(call, collection, part);
        }));
        return given;
    }

    SimResponse put(ArmCall call, String collection) {
        ArmResource job = job(call);
        String id = Jobs.id(call.path());
        Optional<ArmResource> existing = arm.resources().find(id);
        Jobs.requireCondition(call, existing.flatMap(one -> one.body().text("properties.etag")));
        JobShape.requirePart(call, collection, call.body());
        Jobs.requireAtRest(job);
        if (collection.equals("transformations")
                && existing.isEmpty()
                && !all(job.id(), collection).isEmpty()) {
            throw Runs.unprocessable("The streaming job '" + job.name() + "' has a transformation already.");
        }
        ArmResource part = keep(job, collection, call.body().with("name", call.parameter("name")));
        touch(job);
        return answer(call, existing.isEmpty() ? 201 : 200, part);
    }

    SimResponse patch(ArmCall call, String collection) {
        ArmResource job = job(call);
        ArmResource existing = arm.resources().get(Jobs.id(call.path()));
        Jobs.requireCondition(call, existing.body().text("properties.etag"));
        Jobs.requireAtRest(job);
        Json merged = Secrets.hidden(existing.body()).merge(call.body());
        Json plain = Json.object()
                .with("name", existing.name())
                .with(
                        "properties",
                        merged.at("properties")
                                .orElseGet(Json::object)
                                .without("etag")
                                .without("diagnostics"));
        JobShape.requirePart(call, collection, plain);
        List<String> secrets = Secrets.of(existing.body());
        ArmResource part = keep(job, collection, plain);
        if (Secrets.of(part.body()).isEmpty()) {
            part = arm.resources().put(part.with(Secrets.KEPT + ".secrets", secrets));
        }
        touch(job);
        return answer(call, 200, part);
    }

    SimResponse get(ArmCall call) {
        return answer(call, 200, arm.resources().get(Jobs.id(call.path())));
    }

    SimResponse delete(ArmCall call) {
        ArmResource job = job(call);
        Jobs.requireAtRest(job);
        Optional<ArmResource> existing = arm.resources().find(Jobs.id(call.path()));
        existing.ifPresent(one -> arm.resources().remove(one.id()));
        if (existing.isPresent()) {
            touch(job);
        }
        return SimResponse.of(existing.isPresent() ? 200 : 204);
    }

    SimResponse list(ArmCall call, String collection) {
        String path = Jobs.id(call.path());
        return arm.page(call, shown(call, path.substring(0, path.lastIndexOf('/')), collection));
    }

    /** 202 and where to ask for the result, which is a status and not the part. */
    SimResponse test(ArmCall call, String collection) {
        ArmResource job = job(call);
        String path = Jobs.id(call.path());
        Json part =
                arm.resources().get(path.substring(0, path.lastIndexOf('/'))).body();
        if (!call.request().text().isBlank()) {
            JobShape.requirePart(call, collection, call.body());
            part = Secrets.putAway(call.body());
        }
        Optional<Json> objection = stores.objection(part, job.body().text("identity.principalId"));
        Json status = Json.object().with("status", objection.isEmpty() ? "TestSucceeded" : "TestFailed");
        status = objection.isEmpty() ? status : status.with("error", objection);
        ArmOperation operation = arm.operations()
                .start(
                        call,
                        Jobs.NAMESPACE,
                        Runs.operation(TEST, job, arm.azure().clock().instant() + path)
                                .answering(Optional.of(status)));
        return arm.operations().accepted(call, operation);
    }

    /** Keeps a part below its job; its secrets are never shown again. */
    ArmResource keep(ArmResource job, String collection, Json given) {
        String name = given.text("name").orElseThrow();
        String id = job.id() + "/" + collection + "/" + name;
        long version = arm.resources()
                        .find(id)
                        .flatMap(one -> one.body().number(Secrets.KEPT + ".version"))
                        .orElse(0L)
                + 1;
        Json body = Secrets.putAway(Json.object()
                        .with("id", id)
                        .with("name", name)
                        .with("type", Jobs.TYPE + "/" + collection)
                        .with("properties", given.at("properties")))
                .with(Secrets.KEPT + ".version", version)
                .with(
                        "properties.etag",
                        Jobs.issue("etag " + id + version + arm.azure().clock().instant()));
        if (collection.equals("transformations") && !body.has("properties.streamingUnits")) {
            body = body.with("properties.streamingUnits", 3);
        }
        return arm.resources().put(new ArmResource(id, job.region(), body));
    }

    void removeAll(String jobId) {
        for (ArmResource one : arm.resources().within(jobId)) {
            if (!one.id().equalsIgnoreCase(jobId)) {
                arm.resources().remove(one.id());
            }
        }
    }

    List<ArmResource> all(String jobId, String collection) {
        return arm.resources().ofType(jobId, Jobs.TYPE + "/" + collection);
    }

    List<Json> shown(ArmCall call, String jobId, String collection) {
        arm.resources().get(jobId);
        return all(jobId, collection).stream()
                .map(part -> JobShape.shown(call, Secrets.hidden(part.body())))
                .toList();
    }

    private SimResponse answer(ArmCall call, int status, ArmResource part) {
        Json shown = JobShape.shown(call, Secrets.hidden(part.body()));
        return SimResponse.json(status, shown.toString())
                .with("ETag", part.body().text("properties.etag").orElse(""));
    }

    /** The job's own ETag covers its parts. */
    private void touch(ArmResource job) {
        arm.resources().put(new ArmResource(job.id(), job.region(), Jobs.changed(job.body())));
    }

    private ArmResource job(ArmCall call) {
        String path = Jobs.id(call.path());
        String[] segments = path.split("/", -1);
        return arm.resources().get(String.join("/", List.of(segments).subList(0, 9)));
    }
}
