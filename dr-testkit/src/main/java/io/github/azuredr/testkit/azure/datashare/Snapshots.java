package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmOperation;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.OperationForm;
import io.github.azuredr.testkit.azure.arm.OperationStart;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Snapshots of a subscription: Queued, then Accepted, then what the copying came to. */
final class Snapshots {
    static final String TYPE = "accounts/shareSubscriptions/synchronizationOperationResults";
    static final String RUN = "snapshot";
    private static final String ACCEPTED = "Accepted";

    private final Shelf shelf;
    private final ResourceManager arm;
    private final Accounts accounts;
    private final Subscriptions subscriptions;
    private final Mappings mappings;
    private final SnapshotCopy copy;

    Snapshots(Shelf shelf, Accounts accounts, Subscriptions subscriptions, Mappings mappings, SnapshotCopy copy) {
        this.shelf = shelf;
        this.arm = shelf.arm();
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.mappings = mappings;
        this.copy = copy;
    }

    SimResponse synchronize(ArmCall call) {
        String mode = call.body().text("synchronizationMode").orElse("Incremental");
        if (!List.of("Incremental", "FullSync").contains(mode)) {
            throw Kinds.invalid("synchronizationMode must be Incremental or FullSync.");
        }
        accounts.ready(call);
        String id = above(call);
        ArmResource subscription = shelf.live(id);
        ArmResource share = subscriptions.share(subscription);
        if (share.body().text("properties.shareKind").equals(Optional.of("InPlace"))) {
            throw Kinds.invalid("A share of kind 'InPlace' has no snapshots.");
        }
        if (mappings.of(id).stream()
                .noneMatch(mapping -> mappings.dataSet(mapping).isPresent())) {
            throw Kinds.invalid("The share subscription has no valid dataset mapping.");
        }
        ArmResource kept = begun(subscription, mode);
        arm.operations()
                .start(
                        call,
                        Shelf.NAMESPACE,
                        OperationStart.of(RUN, kept, OperationForm.BODY_STATUS).withoutRetryAfter());
        return announced(call, id, kept.name(), brief(kept.body()).with("status", "Queued"));
    }

    /** A trigger's time has come: a whole run, at once; it fails where one on demand would be refused. */
    void scheduled(ArmResource subscription, String mode) {
        ArmResource run = begun(subscription, mode);
        try {
            subscriptions.share(shelf.live(subscription.id()));
            finish(run);
        } catch (ArmRefusal refused) {
            ended(run, "Failed", String.valueOf(refused.getMessage()), List.of());
        }
    }

    private ArmResource begun(ArmResource subscription, String mode) {
        String id = subscription.id();
        ArmResource account = shelf.account(id);
        String run = Shelf.issue("snapshot " + id + " " + runs(id).size() + " at " + shelf.now());
        Json body = Json.object()
                .with("status", ACCEPTED)
                .with("synchronizationId", run)
                .with("synchronizationMode", mode)
                .with("startTime", shelf.now().toString())
                .with("share", subscription.body().text("shareId"))
                .with("seenAs", subscription.body().text("seenAs"))
                .with("generation", arm.azure().region(account.region()).generation());
        return shelf.keep(account, id + "/synchronizationOperationResults/" + run, body);
    }

    /** One look at a snapshot under way; its result is gone when the region was. */
    SimResponse poll(ArmCall call) {
        ArmResource run = arm.resources().get(call.path());
        long born = run.body().number("generation").orElse(0L);
        if (born != arm.azure().region(run.region()).generation()) {
            throw new ArmRefusal(404, "OperationNotFound", "The operation '" + run.name() + "' could not be found.");
        }
        String status = run.body().text("status").orElseThrow();
        boolean failed = status.equals("Failed");
        Json error = Json.object()
                .with("code", "SynchronizationFailed")
                .with("message", run.body().text("message").orElse("The snapshot failed."));
        // A poll spells it with one l, a list of runs with two.
        String polled = status.equals("Cancelled") ? "Canceled" : status;
        return SimResponse.json(
                200,
                Json.object()
                        .with("startTime", null)
                        .with("endTime", null)
                        .with("status", polled)
                        .with("error", failed ? error : null)
                        .toString());
    }

    SimResponse cancel(ArmCall call) {
        ArmResource run = named(call);
        if (!run.body().text("status").equals(Optional.of(ACCEPTED))) {
            throw new ArmRefusal(409, "SynchronizationNotRunning", "The snapshot has ended.");
        }
        ArmResource cancelled = ended(run, "Cancelled", "Cancelled by the consumer.", List.of());
        return announced(call, above(call), run.name(), brief(cancelled.body()));
    }

    SimResponse listForConsumer(ArmCall call) {
        arm.resources().get(above(call));
        return shelf.page(
                call, runs(above(call)).stream().map(run -> shown(run.body())).toList());
    }

    SimResponse detailsForConsumer(ArmCall call) {
        return shelf.page(call, named(call).body().list("details"));
    }

    SimResponse listForProvider(ArmCall call) {
        String share = arm.resources().get(above(call)).id();
        return shelf.page(
                call,
                ofShare(share).stream()
                        .map(run -> shown(run.body()).merge(consumer(run)))
                        .toList());
    }

    SimResponse detailsForProvider(ArmCall call) {
        String share = arm.resources().get(above(call)).id();
        String id = call.body().text("synchronizationId").orElse("");
        return shelf.page(
                call,
                ofShare(share).stream()
                        .filter(run -> run.body().text("synchronizationId").equals(Optional.of(id)))
                        .flatMap(run -> run.body().list("details").stream())
                        .toList());
    }

    void ended(ArmOperation operation) {
        Optional<ArmResource> found = arm.resources()
                .find(operation.resourceId())
                .filter(run -> run.body().text("status").equals(Optional.of(ACCEPTED)));
        if (found.isEmpty()) {
            return;
        }
        ArmResource run = found.get();
        if (!operation.succeeded()) {
            ended(
                    run,
                    operation.status().startsWith("Cancel") ? "Cancelled" : "Failed",
                    operation.errorCode(),
                    List.of());
            return;
        }
        finish(run);
    }

    private void finish(ArmResource run) {
        String subscription = run.id().substring(0, run.id().lastIndexOf("/synchronizationOperationResults/"));
        boolean full = run.body().text("synchronizationMode").equals(Optional.of("FullSync"));
        Optional<Instant> since = full ? Optional.empty() : lastSuccess(subscription);
        List<Json> details = mappings.of(subscription).stream()
                .map(mapping -> copy.copy(mapping, mappings.dataSet(mapping), since))
                .toList();
        List<String> broken = details.stream()
                .filter(one -> !one.text("status").equals(Optional.of("Succeeded")))
                .flatMap(one -> one.text("message").stream())
                .toList();
        ended(run, broken.isEmpty() ? "Succeeded" : "Failed", String.join(" ", broken), details);
    }

    private ArmResource ended(ArmResource run, String status, String message, List<Json> details) {
        Instant start = Shelf.instant(run.body(), "startTime").orElseThrow();
        Json body = run.body()
                .with("status", status)
                .with("message", message)
                .with("endTime", shelf.now().toString())
                .with("durationMs", Duration.between(start, shelf.now()).toMillis())
                .with("details", details);
        return arm.resources().put(new ArmResource(run.id(), run.region(), body));
    }

    /** When the last snapshot that succeeded began: what changed since then is copied by an incremental one. */
    private Optional<Instant> lastSuccess(String subscription) {
        return runs(subscription).stream()
                .filter(run -> run.body().text("status").equals(Optional.of("Succeeded")))
                .flatMap(run -> Shelf.instant(run.body(), "startTime").stream())
                .max(Comparator.naturalOrder());
    }

    private List<ArmResource> runs(String subscription) {
        return shelf.children(subscription, TYPE).stream()
                .sorted(Comparator.comparing(run -> run.body().text("startTime").orElse("")))
                .toList();
    }

    private List<ArmResource> ofShare(String shareId) {
        return runs("/subscriptions").stream()
                .filter(run -> run.body()
                        .text("share")
                        .filter(shareId::equalsIgnoreCase)
                        .isPresent())
                .toList();
    }

    private ArmResource named(ArmCall call) {
        String id = call.body()
                .text("synchronizationId")
                .orElseThrow(() -> Kinds.invalid("synchronizationId is required."));
        return arm.resources().get(above(call) + "/synchronizationOperationResults/" + id);
    }

    private Json consumer(ArmResource run) {
        Json seen = run.body()
                .text("seenAs")
                .flatMap(arm.resources()::find)
                .map(ArmResource::body)
                .orElseGet(Json::object);
        return Json.object()
                .with("consumerEmail", seen.text("properties.consumerEmail"))
                .with("consumerName", seen.text("properties.consumerName"))
                .with("consumerTenantName", seen.text("properties.consumerTenantName"));
    }

    private SimResponse announced(ArmCall call, String subscription, String run, Json body) {
        String host = "https://management.azure.com" + subscription;
        String version = "?api-version=" + call.query("api-version").orElse("");
        return SimResponse.json(202, body.toString())
                .with("Azure-AsyncOperation", host + "/synchronizationOperationResults/" + run + version)
                .with("Location", host + "/shareSubscriptionSynchronizations/" + run + version);
    }

    private static Json brief(Json run) {
        return Json.object()
                .with("status", run.text("status"))
                .with("synchronizationId", run.text("synchronizationId"))
                .with("synchronizationMode", run.text("synchronizationMode"));
    }

    private static Json shown(Json run) {
        return run.without("details").without("share").without("seenAs").without("generation");
    }

    private static String above(ArmCall call) {
        return call.path().substring(0, call.path().lastIndexOf('/'));
    }
}
