package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Invitations: sent by a provider, seen and answered only by the very principal they were sent to. */
final class Invitations {
    static final String TYPE = "accounts/shares/invitations";
    static final String STATUS = "properties.invitationStatus";

    private final Shelf shelf;
    private final ResourceManager arm;
    private final Accounts accounts;
    private final People people;
    private final Guests guests;

    Invitations(Shelf shelf, Accounts accounts, People people, Guests guests) {
        this.shelf = shelf;
        this.arm = shelf.arm();
        this.accounts = accounts;
        this.people = people;
        this.guests = guests;
    }

    SimResponse put(ArmCall call) {
        Json properties = Shelf.properties(
                call.body(), "targetEmail", "targetActiveDirectoryId", "targetObjectId", "expirationDate");
        boolean byEmail = properties.text("targetEmail").isPresent();
        boolean tenant = properties.text("targetActiveDirectoryId").isPresent();
        boolean object = properties.text("targetObjectId").isPresent();
        if (tenant != object || byEmail == tenant) {
            throw Kinds.invalid("Give either targetEmail or both targetActiveDirectoryId and targetObjectId.");
        }
        Shelf.instant(properties, "expirationDate");
        ArmResource account = accounts.ready(call);
        shelf.parent(call);
        Optional<ArmResource> existing = arm.resources().find(call.path());
        if (existing.isPresent()) {
            return again(existing.get(), properties);
        }
        Json body = shelf.fresh(call, TYPE)
                .with(
                        "properties",
                        properties
                                .with("invitationId", Shelf.issue("invitation " + call.path() + " at " + shelf.now()))
                                .with("invitationStatus", "Pending")
                                .with("sentAt", shelf.now().toString())
                                .with("userName", people.name(call.caller()))
                                .with("userEmail", people.email(call.caller())));
        return shelf.written(shelf.keep(account, call.path(), body), true, TYPE);
    }

    /** A pending invitation to the same target stays as it is; anything else needs a new name. */
    private SimResponse again(ArmResource existing, Json properties) {
        boolean same = List.of("targetEmail", "targetActiveDirectoryId", "targetObjectId").stream()
                .allMatch(field -> properties.text(field).equals(existing.body().text("properties." + field)));
        if (!same || !isPending(existing)) {
            throw new ArmRefusal(
                    409,
                    "InvitationExists",
                    "The invitation '" + existing.name() + "' exists and is "
                            + existing.body().text(STATUS).orElse("") + ".");
        }
        return shelf.written(existing, false, TYPE);
    }

    /** Every invitation to this caller in a region that answers. */
    SimResponse listForCaller(ArmCall call) {
        return shelf.page(
                call,
                everywhere()
                        .filter(one -> isFor(one, call.caller()))
                        .filter(one -> !arm.azure().region(one.region()).isDark())
                        .map(this::shown)
                        .toList());
    }

    SimResponse getForCaller(ArmCall call) {
        ArmResource found = find(call.caller(), call.parameter("location"), call.parameter("invitation"));
        return SimResponse.json(200, shown(found).toString());
    }

    SimResponse reject(ArmCall call) {
        String id = Shelf.properties(call.body(), "invitationId")
                .text("invitationId")
                .orElseThrow(() -> Kinds.invalid("properties.invitationId is required."));
        ArmResource found = find(call.caller(), call.parameter("location"), id);
        requirePending(found);
        return SimResponse.json(200, shown(answered(found, "Rejected")).toString());
    }

    /** The invitation of this id in this region that the caller was sent, or the refusal 7001. */
    ArmResource find(SimTokens.Caller caller, String location, String id) {
        String region = location.replace(" ", "").toLowerCase(Locale.ROOT);
        return everywhere()
                .filter(one -> one.region().equals(region))
                .filter(one -> one.body().text("properties.invitationId").equals(Optional.of(id)))
                .filter(one -> isFor(one, caller))
                .findFirst()
                .orElseThrow(() -> new ArmRefusal(404, "7001", "Invitation not found"));
    }

    void requirePending(ArmResource invitation) {
        if (!isPending(invitation)) {
            throw new ArmRefusal(
                    409,
                    "InvitationNotPending",
                    "The invitation is " + invitation.body().text(STATUS).orElse("") + " and cannot be answered.");
        }
        Optional<Instant> expires = Shelf.instant(invitation.body(), "properties.expirationDate");
        if (expires.isPresent() && !shelf.now().isBefore(expires.get())) {
            throw new ArmRefusal(409, "InvitationExpired", "The invitation expired at " + expires.get() + ".");
        }
    }

    ArmResource answered(ArmResource invitation, String status) {
        return arm.resources()
                .put(invitation
                        .with(STATUS, status)
                        .with("properties.respondedAt", shelf.now().toString()));
    }

    private static boolean isPending(ArmResource invitation) {
        return invitation.body().text(STATUS).equals(Optional.of("Pending"));
    }

    private boolean isFor(ArmResource invitation, SimTokens.Caller caller) {
        Json properties = invitation.body().at("properties").orElseThrow();
        Optional<String> email = properties.text("targetEmail");
        if (email.isPresent()) {
            return people.email(caller).filter(email.get()::equalsIgnoreCase).isPresent() && guests.mayAnswer(caller);
        }
        return properties.text("targetObjectId").orElse("").equalsIgnoreCase(caller.principalId())
                && properties.text("targetActiveDirectoryId").orElse("").equalsIgnoreCase(caller.tenantId());
    }

    /** What the invited sees: the share's face, never the provider's resource ids. */
    private Json shown(ArmResource invitation) {
        String shareId = invitation.id().substring(0, invitation.id().lastIndexOf("/invitations/"));
        ArmResource share = arm.resources().get(shareId);
        Json properties = invitation.body().at("properties").orElseThrow();
        String id = properties.text("invitationId").orElseThrow();
        Json shown = Json.object()
                .with(
                        "id",
                        "providers/Microsoft.DataShare/locations/" + invitation.region() + "/consumerInvitations/" + id)
                .with("name", invitation.name())
                .with("type", "Microsoft.DataShare/locations/consumerInvitations")
                .with("properties.invitationId", id)
                .with("properties.location", invitation.region())
                .with("properties.invitationStatus", properties.text("invitationStatus"))
                .with("properties.sentAt", properties.text("sentAt"))
                .with("properties.respondedAt", properties.text("respondedAt"))
                .with("properties.expirationDate", properties.text("expirationDate"))
                .with("properties.shareName", share.name())
                .with("properties.description", share.body().text("properties.description"))
                .with("properties.termsOfUse", share.body().text("properties.terms"))
                .with("properties.providerName", share.body().text("properties.userName"))
                .with("properties.providerEmail", share.body().text("properties.userEmail"))
                .with(
                        "properties.providerTenantName",
                        shelf.account(shareId).body().text("identity.tenantId"));
        return shown.with(
                "properties.dataSetCount",
                shelf.children(shareId, Shares.DATA_SETS).size());
    }

    private Stream<ArmResource> everywhere() {
        return shelf.children("/subscriptions", TYPE).stream();
    }
}
