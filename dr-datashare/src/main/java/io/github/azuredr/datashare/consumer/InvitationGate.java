package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.pair.Region;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

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
        String share = invitation.property("shareName").orElse("");
        String status = invitation.property("invitationStatus").orElse("");
        if (!status.equals("Pending")) {
            return decline("not-pending", share, "is " + (status.isEmpty() ? "without status" : status));
        }
        Optional<String> location = invitation.property("location");
        if (location.isEmpty() || !Region.of(location.get()).equals(from)) {
            return decline("other-region", share, "comes from " + location.orElse("nowhere") + ", not from " + from);
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
                                .with("properties.sourceShareLocation", from.name()));
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
