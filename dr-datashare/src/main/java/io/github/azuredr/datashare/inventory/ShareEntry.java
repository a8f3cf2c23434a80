package io.github.azuredr.datashare.inventory;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One share with all that belongs to it, each list ordered by name.
 *
 * @param share the share itself
 * @param dataSets what is shared
 * @param schedules when snapshots are due
 * @param invitations who was asked to subscribe; holds e-mail addresses
 * @param subscriptions who subscribed; holds e-mail addresses
 * @param received the newest good snapshot of each consumer; holds e-mail addresses
 */
public record ShareEntry(
        Named share,
        List<Named> dataSets,
        List<Named> schedules,
        List<Named> invitations,
        List<Named> subscriptions,
        List<JsonObject> received) {
    static final Comparator<Named> BY_NAME = Comparator.comparing(
                    (Named one) -> one.name().toLowerCase(Locale.ROOT))
            .thenComparing(Named::name);

    /** Copies and orders the lists. */
    public ShareEntry {
        dataSets = dataSets.stream().sorted(BY_NAME).toList();
        schedules = schedules.stream().sorted(BY_NAME).toList();
        invitations = invitations.stream().sorted(BY_NAME).toList();
        subscriptions = subscriptions.stream().sorted(BY_NAME).toList();
        received = List.copyOf(received);
    }

    /** A share of which nobody has received anything yet. */
    public ShareEntry(
            Named share,
            List<Named> dataSets,
            List<Named> schedules,
            List<Named> invitations,
            List<Named> subscriptions) {
        this(share, dataSets, schedules, invitations, subscriptions, List.of());
    }

    /** When the holder of a subscription last received everything; a consumer is the same by address, or else by name. */
    public Optional<Instant> lastReceived(Named subscription) {
        return received.stream()
                .filter(run -> isOf(run, subscription))
                .flatMap(run -> run.text("endTime").stream())
                .flatMap(ShareEntry::instant)
                .max(Comparator.naturalOrder());
    }

    private static boolean isOf(JsonObject run, Named subscription) {
        Optional<String> email = subscription.property("consumerEmail");
        return email.isPresent()
                ? run.text("consumerEmail")
                        .filter(email.get()::equalsIgnoreCase)
                        .isPresent()
                : subscription.property("consumerName").isPresent()
                        && subscription.property("consumerName").equals(run.text("consumerName"));
    }

    private static Stream<Instant> instant(String text) {
        try {
            return Stream.of(Instant.parse(text));
        } catch (DateTimeParseException unreadable) {
            return Stream.empty();
        }
    }

    /** The share's name. */
    public String name() {
        return share.name();
    }

    /** Finds by name, which Azure compares without case. */
    public static Optional<Named> find(List<Named> among, String name) {
        return among.stream().filter(one -> one.name().equalsIgnoreCase(name)).findFirst();
    }
}
