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
 * @param subscriptions by name
 * @param invitations those that can be answered; they hold addresses
 */
record ConsumerInventory(List<SubscriptionView> subscriptions, List<Named> invitations) {
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

    /** Reads an account; empty when there is none. */
    static Optional<ConsumerInventory> capture(DataShareSubscriber port) {
        return port.account()
                .map(account -> new ConsumerInventory(
                        port.subscriptions().stream()
                                .map(one -> new SubscriptionView(
                                        one,
                                        port.sourceDataSets(one.name()),
                                        port.children(one.name(), SubscriptionChild.MAPPINGS),
                                        port.children(one.name(), SubscriptionChild.TRIGGERS)))
                                .toList(),
                        port.invitations()));
    }

    /** The subscription to a share. */
    Optional<SubscriptionView> toShare(String share) {
        return subscriptions.stream()
                .filter(one -> one.share().equalsIgnoreCase(share))
                .findFirst();
    }

    JsonObject content() {
        return JsonObject.empty()
                .with(
                        "subscriptions",
                        subscriptions.stream().map(SubscriptionView::json).toList())
                .with(
                        "invitations",
                        invitations.stream().map(SubscriptionView::entry).toList());
    }

    static ConsumerInventory parse(JsonObject content) {
        return new ConsumerInventory(
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
