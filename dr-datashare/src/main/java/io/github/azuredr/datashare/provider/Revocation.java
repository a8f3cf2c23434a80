package io.github.azuredr.datashare.provider;

import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.datashare.inventory.ShareEntry;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who loses the old side in a failover, and who gets the new one back: only consumers that hold a subscription on both,
 * so that nobody is left with none.
 *
 * @param revoked subscriptions of the old side
 * @param reinstated those of the new side that an earlier failover revoked
 */
record Revocation(List<Held> revoked, List<Held> reinstated) {

    /** A subscription by the provider's id. */
    record Held(String share, String subscription) {}

    static Revocation of(Comparison comparison) {
        List<Held> revoked = new ArrayList<>();
        List<Held> reinstated = new ArrayList<>();
        List<ShareEntry> old = comparison.here().map(ShareInventory::shares).orElse(List.of());
        for (ShareEntry share : old) {
            List<Named> there = comparison
                    .there()
                    .flatMap(inventory -> inventory.share(share.name()))
                    .map(ShareEntry::subscriptions)
                    .orElse(List.of());
            for (Named other : there) {
                if (is(other, "Revoked")) {
                    reinstated.add(new Held(share.name(), other.name()));
                }
            }
            for (Named mine : share.subscriptions()) {
                boolean onBoth = there.stream()
                        .anyMatch(other ->
                                holder(other).equals(holder(mine)) && (is(other, "Active") || is(other, "Revoked")));
                if (is(mine, "Active") && onBoth) {
                    revoked.add(new Held(share.name(), mine.name()));
                }
            }
        }
        return new Revocation(revoked, reinstated);
    }

    void draft(PlanDraft<DataShareAccount> draft, Side to) {
        for (Held held : revoked) {
            String name = "revoke-" + held.share() + "-" + held.subscription();
            draft.step(name, Phase.QUIESCE, new RevokeSubscription(to.other(), held.share(), held.subscription()))
                    .ifLost(IfLost.DEFER_AS_FENCE);
            draft.undo("undo-" + name, name, new ReinstateSubscription(to.other(), held.share(), held.subscription()));
        }
        for (Held held : reinstated) {
            draft.step(
                    "reinstate-" + held.share() + "-" + held.subscription(),
                    Phase.ACTIVATE,
                    new ReinstateSubscription(to, held.share(), held.subscription()));
        }
    }

    private static boolean is(Named subscription, String status) {
        return subscription.property("shareSubscriptionStatus").equals(Optional.of(status));
    }

    /** By address where there is one, else by name, within a tenant. */
    private static String holder(Named subscription) {
        return (subscription
                                .property("consumerEmail")
                                .or(() -> subscription.property("consumerName"))
                                .orElse("")
                        + " of "
                        + subscription.property("consumerTenantName").orElse(""))
                .toLowerCase(Locale.ROOT);
    }
}
