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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One subscription from both ends: what the consumer holds, and what the provider sees of it and may revoke. */
final class Subscriptions {
    static final String TYPE = "accounts/shareSubscriptions";
    static final String SEEN = "accounts/shares/providerShareSubscriptions";
    static final String REVOKE = "revoke";
    private static final String STATUS = "properties.shareSubscriptionStatus";

    private final Shelf shelf;
    private final ResourceManager arm;
    private final Accounts accounts;
    private final Invitations invitations;
    private final People people;

    Subscriptions(Shelf shelf, Accounts accounts, Invitations invitations, People people) {
        this.shelf = shelf;
        this.arm = shelf.arm();
        this.accounts = accounts;
        this.invitations = invitations;
        this.people = people;
    }

    /** Accepts an invitation. */
    SimResponse put(ArmCall call) {
        Json properties = Shelf.properties(call.body(), "invitationId", "sourceShareLocation", "expirationDate");
        String invitationId = properties
                .text("invitationId")
                .orElseThrow(() -> Kinds.invalid("properties.invitationId is required."));
        String location = properties
                .text("sourceShareLocation")
                .orElseThrow(() -> Kinds.invalid("properties.sourceShareLocation is required."));
        Shelf.instant(properties, "expirationDate");
        ArmResource account = accounts.ready(call);
        Optional<ArmResource> existing = arm.resources().find(call.path());
        if (existing.isPresent()) {
            if (!existing.get().body().text("properties.invitationId").equals(Optional.of(invitationId))) {
                throw new ArmRefusal(
                        409, "ShareSubscriptionExists", "The share subscription was made from another invitation.");
            }
            return shelf.written(shown(existing.get()), false, TYPE);
        }
        shelf.requireRoom(TYPE, call.path());
        requireAnswering(location.replace(" ", "").toLowerCase(Locale.ROOT));
        ArmResource invitation = invitations.find(call.caller(), location, invitationId);
        invitations.requirePending(invitation);
        invitations.answered(invitation, "Accepted");
        return shelf.written(shown(join(call, account, invitation, properties)), true, TYPE);
    }

    private ArmResource join(ArmCall call, ArmResource account, ArmResource invitation, Json properties) {
        String shareId = invitation.id().substring(0, invitation.id().lastIndexOf("/invitations/"));
        ArmResource share = arm.resources().get(shareId);
        Json mine = shelf.fresh(call, TYPE)
                .with("properties", properties)
                .with("properties.createdAt", shelf.now().toString())
                .with("properties.shareName", share.name())
                .with("properties.shareDescription", share.body().text("properties.description"))
                .with("properties.shareTerms", share.body().text("properties.terms"))
                .with("properties.shareKind", share.body().text("properties.shareKind"))
                .with("properties.providerName", share.body().text("properties.userName"))
                .with("properties.providerEmail", share.body().text("properties.userEmail"))
                .with(STATUS, "Active")
                .with(Shelf.STATE, "Succeeded")
                .with("shareId", shareId);
        ArmResource subscription = shelf.keep(account, call.path(), mine);
        String id = Shelf.issue("subscription " + call.path() + " at " + shelf.now());
        String typo = shareId + "/providerShareSubscripitons/" + id;
        Json seen = Json.object()
                .with("id", typo)
                .with("name", id)
                .with("type", Shelf.NAMESPACE + "/" + SEEN)
                .with("properties.consumerName", people.name(call.caller()))
                .with("properties.consumerEmail", people.email(call.caller()))
                .with("properties.consumerTenantName", call.caller().tenant())
                .with("properties.createdAt", shelf.now().toString())
                .with("properties.sharedAt", invitation.body().text("properties.sentAt"))
                .with("properties.expirationDate", properties.text("expirationDate"))
                .with("properties.shareSubscriptionObjectId", Shelf.issue("object " + call.path()))
                .with(STATUS, "Active")
                .with("subscriptionId", call.path());
        shelf.keep(share, shareId + "/providerShareSubscriptions/" + id, seen);
        return arm.resources().put(subscription.with("seenAs", shareId + "/providerShareSubscriptions/" + id));
    }

    /** Without what only the simulator wants to know; the casing of its id is not that of its creation. */
    Json body(ArmResource subscription) {
        return subscription
                .body()
                .without("shareId")
                .without("seenAs")
                .with("id", subscription.id().replace("/shareSubscriptions/", "/sharesubscriptions/"));
    }

    Json seenBody(ArmResource seen) {
        return seen.body().without("subscriptionId");
    }

    SimResponse get(ArmCall call) {
        return SimResponse.json(200, body(arm.resources().get(call.path())).toString());
    }

    SimResponse getSeen(ArmCall call) {
        return SimResponse.json(200, seenBody(arm.resources().get(call.path())).toString());
    }

    SimResponse revoke(ArmCall call) {
        ArmResource seen = arm.resources().get(above(call));
        ArmResource revoking = status(seen, "Revoking");
        ArmOperation operation = arm.operations()
                .start(
                        call,
                        Shelf.NAMESPACE,
                        OperationStart.of(REVOKE, revoking, OperationForm.ASYNC_OPERATION)
                                .withoutRetryAfter());
        return arm.operations().created(call, operation, 202, seenBody(revoking));
    }

    SimResponse reinstate(ArmCall call) {
        ArmResource seen = status(arm.resources().get(above(call)), "Active");
        return expiring(call, seen);
    }

    SimResponse adjust(ArmCall call) {
        return expiring(call, arm.resources().get(above(call)));
    }

    void revoked(ArmOperation operation) {
        arm.resources()
                .find(operation.resourceId())
                .ifPresent(seen -> status(seen, operation.succeeded() ? "Revoked" : "Active"));
    }

    /** The share is about to go: its subscriptions show it. */
    void sourceDeleted(String shareId) {
        shelf.children(shareId, SEEN).forEach(seen -> status(seen, "SourceDeleted"));
    }

    /** The share behind a subscription that may be used, its region answering. */
    ArmResource share(ArmResource subscription) {
        String status = subscription.body().text(STATUS).orElse("");
        if (!status.equals("Active")) {
            throw new ArmRefusal(409, "ShareSubscriptionNotActive", "The share subscription is " + status + ".");
        }
        ArmResource share =
                arm.resources().get(subscription.body().text("shareId").orElseThrow());
        requireAnswering(share.region());
        return share;
    }

    /** What the consumer may know of the datasets. */
    SimResponse sourceDataSets(ArmCall call) {
        ArmResource subscription = arm.resources().get(above(call));
        List<Json> sources = shelf.children(share(subscription).id(), Shares.DATA_SETS).stream()
                .map(dataSet -> source(subscription, dataSet))
                .toList();
        return shelf.page(call, sources);
    }

    SimResponse sourceSettings(ArmCall call) {
        ArmResource subscription = arm.resources().get(above(call));
        List<Json> settings = shelf.children(share(subscription).id(), Shares.SETTINGS).stream()
                .map(setting -> Json.object()
                        .with("kind", "ScheduleBased")
                        .with("properties.recurrenceInterval", setting.body().text("properties.recurrenceInterval"))
                        .with("properties.synchronizationTime", setting.body().text("properties.synchronizationTime")))
                .toList();
        return shelf.page(call, settings);
    }

    private Json source(ArmResource subscription, ArmResource dataSet) {
        String id = dataSet.body().text("properties.dataSetId").orElseThrow();
        return Json.object()
                .with(
                        "id",
                        subscription.id().replace("/shareSubscriptions/", "/sharesubscriptions/")
                                + "/consumerSourceDataSets/" + id)
                .with("name", null)
                .with("type", "Microsoft.DataShare/accounts/sharesubscriptions/consumerSourceDataSets")
                .with("properties.dataSetId", id)
                .with("properties.dataSetName", dataSet.name())
                .with("properties.dataSetPath", DataSetPath.of(dataSet.body()))
                .with("properties.dataSetLocation", null)
                .with("properties.dataSetType", dataSet.body().text("kind"));
    }

    private ArmResource shown(ArmResource subscription) {
        return new ArmResource(subscription.id(), subscription.region(), body(subscription));
    }

    private SimResponse expiring(ArmCall call, ArmResource seen) {
        Json properties = Shelf.properties(call.body(), "expirationDate");
        Shelf.instant(properties, "expirationDate");
        ArmResource kept =
                arm.resources().put(seen.with("properties.expirationDate", properties.text("expirationDate")));
        return SimResponse.json(200, seenBody(kept).toString());
    }

    /** Sets the status at both ends. */
    private ArmResource status(ArmResource seen, String status) {
        arm.resources().find(seen.body().text("subscriptionId").orElseThrow()).ifPresent(mine -> arm.resources()
                .put(mine.with(STATUS, status)));
        return arm.resources().put(seen.with(STATUS, status));
    }

    private void requireAnswering(String region) {
        if (arm.azure().region(region).isDark()) {
            throw new ArmRefusal(
                    504, "GatewayTimeout", "The gateway got no answer from Microsoft.DataShare in " + region + ".");
        }
    }

    private static String above(ArmCall call) {
        return call.path().substring(0, call.path().lastIndexOf('/'));
    }
}
