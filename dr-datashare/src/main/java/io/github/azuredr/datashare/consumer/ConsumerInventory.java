package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.SubscriptionChild;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a consumer's account holds, and which invitations wait for it.
 *
 * @param account its provisioningState; empty when there is no account
 * @param subscriptions by name
 * @param invitations those that can be answered; they hold addresses
 */
record ConsumerInventory(String account, List<SubscriptionView> subscriptions, List<Named> invitations) {
    ConsumerInventory {
        subscriptions = subscriptions.stream()
                .sorted(Comparator.comparing(SubscriptionView::name))
                .toList();
        invitations = invitations.stream()
                .filter(one -> one.property("invitationStatus")
                        .filter("Pending"::equals)
                        .isPresent())
                .sorted(Comparator.comparing(one -> one.property("invitationId").orElse("")))
                .toList();
    }

    /**
     * Reads an account.
     *
     * @param invitations those to the caller, wherever they come from
     */
    static ConsumerInventory capture(DataShareSubscriber port, List<Named> invitations) {
        Optional<Named> account = port.account();
        String state = account.map(one -> one.property("provisioningState").orElse("unknown"))
                .orElse("");
        List<SubscriptionView> subscriptions = account.isEmpty()
                ? List.of()
                : port.subscriptions().stream()
                        .map(one -> new SubscriptionView(
                                one,
                                sources(port, one),
                                port.children(one.name(), SubscriptionChild.MAPPINGS),
                                port.children(one.name(), SubscriptionChild.TRIGGERS),
                                SnapshotHistory.capture(port, one.name())))
                        .toList();
        return new ConsumerInventory(state, subscriptions, invitations);
    }

    /** What the provider shares; nothing of one that was revoked or deleted, and the last look has to do while it is dark. */
    private static List<Named> sources(DataShareSubscriber port, Named subscription) {
        boolean active = subscription.property("shareSubscriptionStatus").equals(Optional.of("Active"));
        return active ? port.sourceDataSets(subscription.name()) : List.of();
    }

    boolean exists() {
        return !account.isEmpty();
    }

    /** The subscription to a share. */
    Optional<SubscriptionView> toShare(String share) {
        return subscriptions.stream()
                .filter(one -> one.share().equalsIgnoreCase(share))
                .findFirst();
    }

    JsonObject content() {
        return JsonObject.empty()
                .with("account", account)
                .with(
                        "subscriptions",
                        subscriptions.stream().map(SubscriptionView::json).toList())
                .with(
                        "invitations",
                        invitations.stream().map(SubscriptionView::entry).toList());
    }

    static ConsumerInventory parse(JsonObject content) {
        return new ConsumerInventory(
                content.text("account").orElse(""),
                content.list("subscriptions").stream()
                        .map(SubscriptionView::parse)
                        .toList(),
                content.list("invitations").stream()
                        .map(SubscriptionView::named)
                        .toList());
    }

    /** How much, and nothing personal. */
    @Override
    public String toString() {
        return "ConsumerInventory[" + subscriptions.size() + " subscriptions, " + invitations.size() + " invitations]";
    }
}
