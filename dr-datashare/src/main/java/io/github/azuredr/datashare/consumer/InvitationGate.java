package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.pair.Region;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides which invitations are accepted: pending ones from the expected region, to an allow-listed share of its provider,
 * under unchanged terms. Pure.
 *
 * @param allowed what may be accepted
 */
public record InvitationGate(List<AllowedShare> allowed) {

    /** Copies the list. */
    public InvitationGate {
        allowed = List.copyOf(allowed);
    }

    /**
     * Judges one invitation.
     *
     * @param from the region it must come from
     * @param now by which it may have expired
     */
    public InvitationJudgement judge(Named invitation, Region from, Instant now) {
        return judge(invitation, from::equals, "not from " + from, now);
    }

    /**
     * Judges one invitation to a stand-in, wherever the provider has its other account.
     *
     * @param inUse the region of the share that is in use: a stand-in there would be lost with it
     * @param now by which it may have expired
     */
    public InvitationJudgement judgeStandIn(Named invitation, Region inUse, Instant now) {
        return judge(invitation, from -> !from.equals(inUse), "where the share in use is", now);
    }

    private InvitationJudgement judge(Named invitation, Predicate<Region> from, String otherwise, Instant now) {
        String share = invitation.property("shareName").orElse("");
        String status = invitation.property("invitationStatus").orElse("");
        if (!status.equals("Pending")) {
            return decline("not-pending", share, "is " + (status.isEmpty() ? "without status" : status));
        }
        Optional<Region> location = invitation.property("location").map(Region::of);
        if (location.filter(from).isEmpty()) {
            return decline(
                    "other-region",
                    share,
                    "comes from " + location.map(Region::name).orElse("nowhere") + ", " + otherwise);
        }
        if (expired(invitation, now)) {
            return decline("expired", share, "has expired; ask for a new one");
        }
        List<AllowedShare> known = allowed.stream()
                .filter(one -> one.share().equalsIgnoreCase(share) && isFrom(one, invitation))
                .toList();
        if (known.isEmpty()) {
            return decline("not-allowed", share, "is not of an allowed provider and share");
        }
        String terms = AllowedShare.hash(invitation.property("termsOfUse").orElse(""));
        if (known.stream().noneMatch(one -> one.termsHash().equals(terms))) {
            return decline(
                    "terms-changed", share, "has other terms than those approved; read them and approve " + terms);
        }
        Optional<String> id = invitation.property("invitationId");
        return id.isEmpty()
                ? decline("without-id", share, "has no id")
                : new InvitationJudgement.Accept(
                        share,
                        JsonObject.empty()
                                .with("properties.invitationId", id.get())
                                .with(
                                        "properties.sourceShareLocation",
                                        location.get().name()));
    }

    /** An address identifies a provider; a name does only where there is no address. */
    private static boolean isFrom(AllowedShare allowed, Named invitation) {
        return invitation
                .property("providerEmail")
                .or(() -> invitation.property("providerName"))
                .filter(allowed.provider()::equalsIgnoreCase)
                .isPresent();
    }

    private static boolean expired(Named invitation, Instant now) {
        try {
            return invitation
                    .property("expirationDate")
                    .map(Instant::parse)
                    .filter(end -> !now.isBefore(end))
                    .isPresent();
        } catch (DateTimeParseException unreadable) {
            return true;
        }
    }

    private static InvitationJudgement decline(String rule, String share, String why) {
        return new InvitationJudgement.Decline(rule, "The invitation to share '" + share + "' " + why + ".");
    }
}
