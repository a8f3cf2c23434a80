package io.github.azuredr.datashare.invite;

import io.github.azuredr.datashare.inventory.ShareEntry;
import io.github.azuredr.datashare.resource.Named;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The invitations one consumer was sent to one share: named after it, the second one with {@code -2} and so on, because an
 * invitation that was used, expired, rejected or withdrawn cannot be used again.
 */
record InvitationHistory(Consumer consumer, List<Attempt> attempts, List<Named> subscriptions) {

    record Attempt(int number, Named invitation) {}

    static InvitationHistory of(Consumer consumer, Optional<ShareEntry> share) {
        Pattern name = Pattern.compile(Pattern.quote(consumer.id()) + "(?:-([0-9]{1,6}))?", Pattern.CASE_INSENSITIVE);
        List<Attempt> attempts = share.map(ShareEntry::invitations).orElse(List.of()).stream()
                .flatMap(invitation -> {
                    Matcher matcher = name.matcher(invitation.name());
                    return matcher.matches()
                            ? Stream.of(new Attempt(
                                    matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1)), invitation))
                            : Stream.empty();
                })
                .sorted(Comparator.comparingInt(Attempt::number))
                .toList();
        return new InvitationHistory(
                consumer, attempts, share.map(ShareEntry::subscriptions).orElse(List.of()));
    }

    /** The name of the invitation to send now; empty when the newest one can still be used, or is in use. */
    Optional<String> nextName(Instant now) {
        if (consumer.address() instanceof ConsumerAddress.Email && subscribed()) {
            return Optional.empty();
        }
        if (attempts.isEmpty()) {
            return Optional.of(consumer.id());
        }
        Attempt newest = attempts.get(attempts.size() - 1);
        boolean good =
                switch (newest.invitation().property("invitationStatus").orElse("")) {
                    case "Pending" -> !expired(newest.invitation(), now);
                    case "Accepted" -> subscribed();
                    case "Rejected", "Withdrawn" -> false;
                    // A status this version does not know is left to a person.
                    default -> true;
                };
        return good ? Optional.empty() : Optional.of(consumer.id() + "-" + (newest.number() + 1));
    }

    private static boolean expired(Named invitation, Instant now) {
        try {
            return invitation
                    .property("expirationDate")
                    .map(Instant::parse)
                    .filter(end -> !now.isBefore(end))
                    .isPresent();
        } catch (DateTimeParseException unreadable) {
            return false;
        }
    }

    /** By address where there is one; a principal's subscription does not show whose it is, so any counts. */
    private boolean subscribed() {
        return subscriptions.stream()
                .filter(one -> one.property("shareSubscriptionStatus")
                        .filter("Active"::equals)
                        .isPresent())
                .anyMatch(one -> !(consumer.address() instanceof ConsumerAddress.Email email)
                        || one.property("consumerEmail")
                                .map(address -> address.toLowerCase(Locale.ROOT))
                                .filter(email.address().toLowerCase(Locale.ROOT)::equals)
                                .isPresent());
    }
}
