package io.github.azuredr.testkit.azure.streamanalytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmOperation;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.OperationForm;
import io.github.azuredr.testkit.azure.arm.OperationStart;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starting, stopping and scaling: each is accepted, goes on for a while and ends in a state of the job. */
final class Runs {
    static final String START = "start";
    static final String STOP = "stop";
    static final String SCALE = "scale";
    static final String DELETE = "delete";

    private static final Set<String> STARTABLE = Set.of("Created", "Stopped", "Failed");
    private static final Set<String> STOPPABLE = Set.of("Running", "Degraded", "Starting", "Restarting");

    private final ResourceManager arm;
    private final Parts parts;
    private final Stores stores;
    private final Units units;
    private int timesRealTime = 20;

    Runs(ResourceManager arm, Parts parts, Stores stores, Units units) {
        this.arm = arm;
        this.parts = parts;
        this.stores = stores;
        this.units = units;
    }

    void catchingUpAt(int times) {
        timesRealTime = times;
    }

    SimResponse start(ArmCall call) {
        Json body = call.request().text().isBlank() ? Json.object() : call.body();
        JobShape.requireStart(body);
        return start(call, job(call), body);
    }

    SimResponse start(ArmCall call, ArmResource job, Json how) {
        String state = job.body().text(Jobs.STATE).orElse("");
        if (!STARTABLE.contains(state)) {
            throw new ArmRefusal(409, "Conflict", "The streaming job '" + job.name() + "' is " + state + " already.");
        }
        requireWhole(job);
        String mode = how.text("outputStartMode").orElse("JobStartTime");
        Instant from = outputFrom(job, mode, how);
        units.require(call.parameter("subscription"), job.region(), Units.of(arm, job));
        ArmResource starting = put(job.with(Jobs.STATE, "Starting"));
        return accepted(call, starting, START, Json.object().with("from", from.toString()));
    }

    private void requireWhole(ArmResource job) {
        if (parts.all(job.id(), "inputs").isEmpty()) {
            throw unprocessable("The streaming job should have at least one input defined.");
        }
        if (parts.all(job.id(), "outputs").isEmpty()) {
            throw unprocessable("The streaming job should have at least one output defined.");
        }
        if (parts.all(job.id(), "transformations").isEmpty()) {
            throw unprocessable("The streaming job should have a transformation defined.");
        }
    }

    private Instant outputFrom(ArmResource job, String mode, Json how) {
        Instant now = now();
        return switch (mode) {
            case "LastOutputEventTime" ->
                Flow.lastOutput(job.body(), now)
                        .orElseThrow(() -> unprocessable(
                                "LastOutputEventTime must be available when OutputStartMode is set to LastOutputEventTime."
                                        + " Please make sure at least one output event has been processed."));
            case "CustomTime" -> instant(how.text("outputStartTime").orElse(""));
            default -> now;
        };
    }

    SimResponse stop(ArmCall call) {
        ArmResource job = job(call);
        String state = job.body().text(Jobs.STATE).orElse("");
        // Seen live: an idle job takes a stop, too, and stays as it is.
        boolean idle = !STOPPABLE.contains(state);
        if (idle && !STARTABLE.contains(state)) {
            throw new ArmRefusal(409, "Conflict", "The streaming job '" + job.name() + "' is " + state + ".");
        }
        ArmResource stopping = idle ? job : put(job.with(Jobs.STATE, "Stopping"));
        return accepted(call, stopping, STOP, Json.object().with("idle", idle));
    }

    SimResponse scale(ArmCall call) {
        ArmResource job = job(call);
        int wanted = call.body()
                .number("streamingUnits")
                .orElseThrow(() -> JobShape.invalid("streamingUnits is required."))
                .intValue();
        if (wanted < 1 || (wanted != 1 && wanted != 3 && wanted % 6 != 0)) {
            throw JobShape.invalid("streamingUnits must be 1, 3, 6 or a multiple of 6.");
        }
        if (!job.body().text(Jobs.STATE).equals(Optional.of("Running"))) {
            throw unprocessable("Only a running job can be scaled; change the transformation of a stopped one.");
        }
        units.require(call.parameter("subscription"), job.region(), wanted - Units.of(arm, job));
        return accepted(
                call, put(job.with(Jobs.STATE, "Scaling")), SCALE, Json.object().with("units", wanted));
    }

    SimResponse delete(ArmCall call) {
        Optional<ArmResource> job = arm.resources().find(Jobs.id(call.path()));
        return job.isEmpty()
                ? SimResponse.of(204)
                : accepted(call, put(job.get().with(Jobs.STATE, "Deleting")), DELETE, Json.object());
    }

    void finished(ArmOperation operation) {
        Optional<ArmResource> found = arm.resources().find(operation.resourceId());
        if (found.isEmpty() || operation.name().equals(Parts.TEST)) {
            return;
        }
        ArmResource job = found.get();
        Json data = operation.start().data();
        if (!operation.succeeded()) {
            fail(job);
            return;
        }
        switch (operation.name()) {
            case START -> started(job, Instant.parse(data.text("from").orElseThrow()));
            case STOP -> {
                if (!data.flag("idle").orElse(false)) {
                    put(new ArmResource(job.id(), job.region(), Flow.stopped(job.body(), now()))
                            .with(Jobs.STATE, "Stopped"));
                }
            }
            case SCALE -> {
                parts.all(job.id(), "transformations").forEach(one -> arm.resources()
                        .put(one.with(
                                "properties.streamingUnits",
                                data.number("units").orElse(3L))));
                put(job.with(Jobs.STATE, "Running"));
            }
            case DELETE -> arm.resources().remove(job.id());
            default -> throw new IllegalStateException("no such operation: " + operation.name());
        }
    }

    private void started(ArmResource job, Instant from) {
        Optional<String> principal = job.body().text("identity.principalId");
        boolean reachesAll = true;
        for (String collection : List.of("inputs", "outputs")) {
            for (ArmResource part : parts.all(job.id(), collection)) {
                Optional<Json> objection = stores.objection(part.body(), principal);
                if (objection.isPresent()) {
                    reachesAll = false;
                    diagnose(part, objection.get());
                } else {
                    arm.resources()
                            .put(new ArmResource(
                                    part.id(), part.region(), part.body().without("properties.diagnostics")));
                }
            }
        }
        if (reachesAll) {
            Json running = Flow.started(job.body(), now(), from, timesRealTime);
            put(new ArmResource(job.id(), job.region(), running).with(Jobs.STATE, "Running"));
        } else {
            fail(job);
        }
    }

    void fail(ArmResource job) {
        put(new ArmResource(job.id(), job.region(), Flow.stopped(job.body(), now())).with(Jobs.STATE, "Failed"));
    }

    void diagnose(ArmResource part, Json error) {
        Json condition = Json.object()
                .with("since", now().toString())
                .with("code", error.text("code").orElse(""))
                .with("message", error.text("message").orElse(""));
        arm.resources().put(part.with("properties.diagnostics.conditions", List.of(condition)));
    }

    static ArmRefusal unprocessable(String message) {
        return new ArmRefusal(422, "UnprocessableEntity", message);
    }

    static OperationStart operation(String name, ArmResource job, String words) {
        return OperationStart.of(name, job, OperationForm.LOCATION)
                .at(job.id() + "/OperationResults/" + Math.floorMod(words.hashCode(), 1_000_000) + "."
                        + Jobs.issue(name + words))
                .withoutRetryAfter()
                .signed();
    }

    private SimResponse accepted(ArmCall call, ArmResource job, String name, Json data) {
        long number = job.body().number(Secrets.KEPT + ".operations").orElse(0L) + 1;
        put(job.with(Secrets.KEPT + ".operations", number));
        OperationStart plain = operation(name, job, now() + job.id() + number);
        OperationStart start = plain.carrying(plain.data().merge(data)).answering(Optional.empty());
        return arm.operations().accepted(call, arm.operations().start(call, Jobs.NAMESPACE, start));
    }

    private ArmResource job(ArmCall call) {
        String path = Jobs.id(call.path());
        return arm.resources().get(path.substring(0, path.lastIndexOf('/')));
    }

    private ArmResource put(ArmResource job) {
        return arm.resources().put(job);
    }

    private Instant now() {
        return arm.azure().clock().instant();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw JobShape.invalid("outputStartTime '" + text + "' is no date-time.");
        }
    }
}
