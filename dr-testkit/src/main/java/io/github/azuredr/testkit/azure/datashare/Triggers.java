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
import java.util.List;
import java.util.Optional;

/** Triggers: a consumer's consent to the provider's schedule, word for word; Inactive until their creation ends. */
final class Triggers {
    static final String TYPE = "accounts/shareSubscriptions/triggers";
    static final String CREATE = "create-trigger";
    private static final String FIRED = "firedUpTo";
    private static final String STATUS = "properties.triggerStatus";
    private static final String TIME = "properties.synchronizationTime";
    private static final String INTERVAL = "properties.recurrenceInterval";

    private final Shelf shelf;
    private final ResourceManager arm;
    private final Accounts accounts;
    private final Subscriptions subscriptions;
    private final People people;

    Triggers(Shelf shelf, Accounts accounts, Subscriptions subscriptions, People people) {
        this.shelf = shelf;
        this.arm = shelf.arm();
        this.accounts = accounts;
        this.subscriptions = subscriptions;
        this.people = people;
    }

    SimResponse put(ArmCall call) {
        Json properties =
                Shares.schedule(call.body(), "recurrenceInterval", "synchronizationTime", "synchronizationMode");
        String mode = properties.text("synchronizationMode").orElse("Incremental");
        if (!List.of("Incremental", "FullSync").contains(mode)) {
            throw Kinds.invalid("properties.synchronizationMode must be Incremental or FullSync.");
        }
        ArmResource account = accounts.ready(call);
        ArmResource subscription = shelf.parent(call);
        Json trigger = Json.object().with("properties", properties.with("synchronizationMode", mode));
        if (!hasSchedule(subscriptions.share(subscription).id(), trigger)) {
            throw Kinds.invalid("The trigger must have the interval and the time of the share's schedule.");
        }
        if (arm.resources().find(call.path()).isPresent()) {
            throw new ArmRefusal(409, "TriggerExists", "The trigger exists; delete it before creating it anew.");
        }
        Json body = shelf.fresh(call, TYPE)
                .with("kind", "ScheduleBased")
                .merge(trigger)
                .with("properties.createdAt", shelf.now().toString())
                .with("properties.userName", people.name(call.caller()))
                .with(STATUS, "Inactive")
                .with(Shelf.STATE, "Creating");
        ArmResource kept = shelf.keep(account, call.path(), body);
        arm.operations()
                .start(
                        call,
                        Shelf.NAMESPACE,
                        OperationStart.of(CREATE, kept, OperationForm.PROVISIONING_STATE)
                                .withoutRetryAfter());
        return shelf.written(kept, true, TYPE).with("Location", Accounts.url(call));
    }

    SimResponse get(ArmCall call) {
        return SimResponse.json(200, shown(arm.resources().get(call.path())).toString());
    }

    /** As it is now: a schedule that was changed or deleted leaves the trigger behind. */
    Json shown(ArmResource trigger) {
        boolean active = trigger.body().text(STATUS).equals(Optional.of("Active"));
        Optional<String> share = arm.resources()
                .find(trigger.id().substring(0, trigger.id().lastIndexOf("/triggers/")))
                .flatMap(subscription -> subscription.body().text("shareId"));
        boolean orphaned = active && share.isPresent() && !hasSchedule(share.get(), trigger.body());
        Json told = trigger.body().without(FIRED);
        return orphaned ? told.with(STATUS, "SourceSynchronizationSettingDeleted") : told;
    }

    /**
     * Runs what is due: at most once for each trigger, however many of its times have passed. A time that comes while the
     * account's region is dark is missed for good.
     */
    void fire(Snapshots snapshots) {
        for (ArmResource trigger : shelf.children("/subscriptions", TYPE)) {
            Optional<Instant> due = shown(trigger).text(STATUS).equals(Optional.of("Active"))
                    ? lastDue(trigger.body())
                    : Optional.empty();
            if (due.isPresent()) {
                arm.resources().put(trigger.with(FIRED, due.get().toString()));
                if (!arm.azure().region(trigger.region()).isDark()) {
                    snapshots.scheduled(
                            arm.resources()
                                    .get(trigger.id().substring(0, trigger.id().lastIndexOf("/triggers/"))),
                            trigger.body()
                                    .text("properties.synchronizationMode")
                                    .orElseThrow());
                }
            }
        }
    }

    /** The newest of its times that has come since it last fired, or since it was made. */
    private Optional<Instant> lastDue(Json trigger) {
        Instant since = Shelf.instant(trigger, FIRED)
                .or(() -> Shelf.instant(trigger, "properties.createdAt"))
                .orElseThrow();
        Instant first = Shelf.instant(trigger, TIME).orElseThrow();
        Duration interval =
                trigger.text(INTERVAL).equals(Optional.of("Hour")) ? Duration.ofHours(1) : Duration.ofDays(1);
        if (first.isAfter(shelf.now())) {
            return Optional.empty();
        }
        long passed = Duration.between(first, shelf.now()).dividedBy(interval);
        return Optional.of(first.plus(interval.multipliedBy(passed))).filter(due -> due.isAfter(since));
    }

    void created(ArmOperation operation) {
        arm.resources().find(operation.resourceId()).ifPresent(trigger -> arm.resources()
                .put(trigger.with(Shelf.STATE, operation.succeeded() ? "Succeeded" : "Failed")
                        .with(STATUS, operation.succeeded() ? "Active" : "Inactive")));
    }

    private boolean hasSchedule(String shareId, Json trigger) {
        return shelf.children(shareId, Shares.SETTINGS).stream()
                .anyMatch(setting -> setting.body().text(INTERVAL).equals(trigger.text(INTERVAL))
                        && Shelf.instant(setting.body(), TIME).equals(Shelf.instant(trigger, TIME)));
    }
}
