package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimState;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The long-running operations of all providers. An operation ends by the clock or by polls, and its effect happens then;
 * work in a dark region stands still, and results of a region that was dark are gone.
 */
public final class ArmOperations {
    private static final String ALL = "arm/operations/";
    private static final String PENDING = "arm/pending/";
    private static final String CERTIFICATE = "MIIHhzCCBm-gAwIBAgITHgVBnRTA".repeat(108);

    private final SimulatedAzure azure;
    private final SimState state;
    private final Clock clock;
    private final ArmResources resources;
    private final Consumer<ArmOperation> finished;
    private final List<Doom> dooms = new ArrayList<>();
    private OperationPace pace = OperationPace.ofDefaults();

    ArmOperations(SimulatedAzure azure, ArmResources resources, Consumer<ArmOperation> finished) {
        this.azure = azure;
        this.state = azure.state();
        this.clock = azure.clock();
        this.resources = resources;
        this.finished = finished;
    }

    private record Doom(Predicate<ArmOperation> which, String status, String code) {}

    /** How long operations started from now on take. */
    public synchronized void pace(OperationPace next) {
        pace = next;
    }

    /**
     * The next operation that fits ends badly.
     *
     * @param status {@code Failed}, {@code Canceled} or {@code Cancelled}: Azure spells it both ways
     * @param code the error code it ends with
     */
    public synchronized void failNext(Predicate<ArmOperation> which, String status, String code) {
        dooms.add(new Doom(which, status, code));
    }

    /** Starts an operation; answer the call with {@link #accepted} or {@link #created}. */
    public synchronized ArmOperation start(ArmCall call, String namespace, OperationStart start) {
        long number = state.get("arm/operation-count")
                        .map(Json::from)
                        .flatMap(json -> json.number("count"))
                        .orElse(0L)
                + 1;
        state.put("arm/operation-count", Json.object().with("count", number).bytes());
        String path = start.pollPath().orElseGet(() -> defaultPath(call, namespace, start, number));
        Instant now = clock.instant();
        ArmOperation operation = new ArmOperation(
                ArmIds.name(path),
                path,
                namespace,
                start,
                now,
                now.plus(pace.time()),
                pace.polls(),
                azure.region(start.region()).generation(),
                ArmOperation.SUCCEEDED,
                ArmOperation.IN_PROGRESS,
                "");
        for (Doom doom : dooms) {
            if (doom.which().test(operation)) {
                operation = operation.failing(doom.status(), doom.code());
                dooms.remove(doom);
                break;
            }
        }
        state.put(PENDING + ArmIds.fold(operation.id()), new byte[0]);
        return keep(operation);
    }

    /** 202 without a body, and where to poll. */
    public SimResponse accepted(ArmCall call, ArmOperation operation) {
        return announce(SimResponse.of(202), call.request(), operation);
    }

    /** An answer with the resource as it is so far (usually 201), and where to poll. */
    public SimResponse created(ArmCall call, ArmOperation operation, int status, Json body) {
        return announce(SimResponse.json(status, body.toString()), call.request(), operation);
    }

    /** The operations under way on a resource. */
    public List<ArmOperation> pending(String resourceId) {
        return pending().stream()
                .filter(operation -> operation.resourceId().equalsIgnoreCase(resourceId))
                .toList();
    }

    /** Ends what is due; a GET of a resource counts as a poll of what is under way on it. */
    synchronized void settle(SimRequest request) {
        String path = ArmCall.path(request);
        for (ArmOperation operation : pending()) {
            boolean watched =
                    request.method().equals("GET") && operation.resourceId().equalsIgnoreCase(path);
            ArmOperation now = watched ? keep(operation.polled()) : operation;
            endIfDue(now);
        }
    }

    /** The region an operation's result lives in, when a path is where one is polled. */
    Optional<String> regionOf(String path) {
        return find(path).map(operation -> operation.start().region());
    }

    /** The answer to a poll; empty when no operation was ever polled there. */
    synchronized Optional<SimResponse> poll(SimRequest request) {
        String path = ArmCall.path(request);
        return find(path).map(operation -> {
            if (operation.generation()
                    != azure.region(operation.start().region()).generation()) {
                return new ArmRefusal(
                                404, "OperationNotFound", "The operation '" + operation.id() + "' could not be found.")
                        .answer();
            }
            ArmOperation now = operation.ended() ? operation : endIfDue(keep(operation.polled()));
            boolean result = !path.equalsIgnoreCase(operation.path());
            return switch (operation.start().form()) {
                case ASYNC_OPERATION -> status(now);
                case ASYNC_OPERATION_AND_LOCATION -> result ? located(request, now) : status(now);
                case BODY_STATUS -> bodyStatus(now);
                case LOCATION, PROVISIONING_STATE -> located(request, now);
            };
        });
    }

    private Optional<ArmOperation> find(String path) {
        return state.get(ALL + ArmIds.fold(ArmIds.name(path)))
                .map(bytes -> ArmOperation.from(Json.from(bytes)))
                .filter(operation ->
                        path.equalsIgnoreCase(operation.path()) || path.equalsIgnoreCase(resultPath(operation)));
    }

    private List<ArmOperation> pending() {
        return state.keys(PENDING).stream()
                .flatMap(key -> state.get(ALL + key.substring(PENDING.length())).stream())
                .map(bytes -> ArmOperation.from(Json.from(bytes)))
                .sorted(Comparator.comparing(ArmOperation::started).thenComparing(ArmOperation::id))
                .toList();
    }

    private ArmOperation endIfDue(ArmOperation operation) {
        boolean due = operation.pollsLeft() == 0 || !clock.instant().isBefore(operation.due());
        if (!due || azure.region(operation.start().region()).isDark()) {
            return operation;
        }
        ArmOperation ended = operation.end();
        finished.accept(ended);
        keep(ended);
        state.remove(PENDING + ArmIds.fold(ended.id()));
        return ended;
    }

    private ArmOperation keep(ArmOperation operation) {
        state.put(ALL + ArmIds.fold(operation.id()), operation.kept().bytes());
        return operation;
    }

    private SimResponse announce(SimResponse answer, SimRequest request, ArmOperation operation) {
        String status = url(request, operation.path()) + signature(operation);
        SimResponse announced =
                switch (operation.start().form()) {
                    case ASYNC_OPERATION -> answer.with("Azure-AsyncOperation", status);
                    case ASYNC_OPERATION_AND_LOCATION ->
                        answer.with("Azure-AsyncOperation", status)
                                .with("Location", url(request, resultPath(operation)));
                    case LOCATION, BODY_STATUS -> answer.with("Location", status);
                    case PROVISIONING_STATE -> answer;
                };
        return withRetryAfter(announced, operation);
    }

    private SimResponse withRetryAfter(SimResponse answer, ArmOperation operation) {
        return pace.retryAfter()
                .filter(wait -> operation.start().announcesRetryAfter())
                .map(wait -> answer.with("Retry-After", Long.toString(wait.toSeconds())))
                .orElse(answer);
    }

    private SimResponse status(ArmOperation operation) {
        Json body = Json.object()
                .with("id", operation.path())
                .with("name", operation.id())
                .with("status", operation.status())
                .with("startTime", operation.started().toString());
        boolean bad = operation.ended() && !operation.succeeded();
        SimResponse answer = SimResponse.json(200, (bad ? body.with("error", operation.error()) : body).toString());
        return operation.ended() ? answer : withRetryAfter(answer, operation);
    }

    private static SimResponse bodyStatus(ArmOperation operation) {
        boolean bad = operation.ended() && !operation.succeeded();
        return SimResponse.json(
                200,
                Json.object()
                        .with("startTime", operation.started().toString())
                        .with("endTime", null)
                        .with("status", operation.status())
                        .with("error", bad ? operation.error() : null)
                        .toString());
    }

    private SimResponse located(SimRequest request, ArmOperation operation) {
        if (!operation.ended()) {
            return announce(SimResponse.of(202), request, operation);
        }
        if (!operation.succeeded()) {
            return SimResponse.json(
                    409, Json.object().with("error", operation.error()).toString());
        }
        Json data = operation.start().data();
        if (data.has(OperationStart.ANSWER)) {
            return data.at(OperationStart.ANSWER)
                    .map(answer -> SimResponse.json(200, answer.toString()))
                    .orElseGet(() -> SimResponse.of(200));
        }
        return resources
                .find(operation.resourceId())
                .map(resource -> SimResponse.json(200, resource.body().toString()))
                .orElseGet(() -> SimResponse.of(200));
    }

    private static String resultPath(ArmOperation operation) {
        String path = operation.path();
        return operation.start().form() == OperationForm.ASYNC_OPERATION_AND_LOCATION
                ? path.replaceFirst("/operationStatuses/", "/operationResults/")
                : path;
    }

    private static String defaultPath(ArmCall call, String namespace, OperationStart start, long number) {
        UUID id = UUID.nameUUIDFromBytes((namespace + " operation " + number).getBytes(StandardCharsets.UTF_8));
        String subscription = ArmIds.segmentAfter(call.path(), "subscriptions")
                .map(value -> "/subscriptions/" + value)
                .orElse("");
        boolean status = start.form() == OperationForm.ASYNC_OPERATION
                || start.form() == OperationForm.ASYNC_OPERATION_AND_LOCATION;
        return subscription + "/providers/" + namespace + "/locations/" + start.region()
                + (status ? "/operationStatuses/" : "/operationResults/") + id;
    }

    /** Some services sign the poll address anew in each answer; it is longer than many stores expect. */
    private String signature(ArmOperation operation) {
        return operation.start().data().flag(OperationStart.SIGNED).orElse(false)
                ? "&t=" + clock.instant().toEpochMilli() + "&c=" + CERTIFICATE + "&s="
                        + operation.id().hashCode() + "&h=" + clock.instant().hashCode()
                : "";
    }

    private static String url(SimRequest request, String path) {
        String version = ArmCall.query(request).getOrDefault("api-version", "");
        return "https://management.azure.com" + path + "?api-version=" + version;
    }
}
