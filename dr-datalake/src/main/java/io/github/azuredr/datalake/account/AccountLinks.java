package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stores and blob storage accounts an analytics account is linked to; a link leads to the counterpart, never across. */
final class AccountLinks {
    private final AccountPair pair;
    private final Side to;
    private final String account;
    private final Wish wish;

    AccountLinks(AccountPair pair, Side to, String account, Wish wish) {
        this.pair = pair;
        this.to = to;
        this.account = account;
        this.wish = wish;
    }

    /**
     * Adds the links that are missing.
     *
     * @param made the steps that make each account, none for one that is there
     * @param after the steps that make the analytics account
     */
    void link(
            AnalyticsAccount model,
            Optional<AnalyticsAccount> known,
            Map<String, List<String>> made,
            List<String> after) {
        for (String store : model.stores()) {
            if (!store.equals(model.defaultStore())) {
                store(store, known, made, after);
            }
        }
        for (LinkedStorage storage : model.storage()) {
            storage(storage, known, after);
        }
        known.ifPresent(there -> onlyThere(model, there));
        for (String what : model.unlike()) {
            wish.found(Finding.missing(
                    "unlike",
                    "analytics account " + account,
                    "The " + what + " of " + model.name()
                            + " cannot be carried over: set their counterparts by hand."));
        }
    }

    private void store(
            String store, Optional<AnalyticsAccount> known, Map<String, List<String>> made, List<String> after) {
        Optional<String> twin = pair.otherStore(to.other(), store);
        List<String> ready =
                twin.map(one -> made.get(AccountKind.STORE.key(one))).orElse(null);
        if (twin.isEmpty()) {
            wish.found(Finding.missing(
                    "store-unmapped",
                    "analytics account " + account,
                    "Its counterpart is linked to store " + store
                            + ", which has no counterpart in the account pair: name it there, for a job cannot use a store"
                            + " of another region."));
        } else if (ready != null
                && known.filter(there -> there.stores().contains(twin.get())).isEmpty()) {
            List<String> both = new ArrayList<>(after);
            both.addAll(ready);
            wish.step("link-" + twin.get(), new LinkStoreAccount(to, account, twin.get()), both);
        }
    }

    private void storage(LinkedStorage storage, Optional<AnalyticsAccount> known, List<String> after) {
        Optional<StorageTwin> twin = pair.storage(to.other(), storage.name());
        if (twin.isEmpty()) {
            wish.found(Finding.missing(
                    "storage-unmapped",
                    "analytics account " + account,
                    "Its counterpart is linked to blob storage " + storage.name()
                            + ", which has no counterpart in the account pair: name it there, with its secret."));
            return;
        }
        LinkedStorage wanted = new LinkedStorage(twin.get().on(to), storage.suffix());
        if (known.filter(there -> there.storage().contains(wanted)).isEmpty()) {
            wish.step(
                    "link-" + wanted.name(),
                    new LinkStorageAccount(to, account, wanted, twin.get().secretOn(to)),
                    after);
        }
    }

    private void onlyThere(AnalyticsAccount model, AnalyticsAccount there) {
        List<String> extra = new ArrayList<>();
        there.stores().stream()
                .filter(one -> pair.otherStore(to, one)
                        .filter(model.stores()::contains)
                        .isEmpty())
                .forEach(one -> extra.add("store " + one));
        there.storage().stream()
                .filter(one -> pair.storage(to, one.name())
                        .filter(twin -> model.storage().stream()
                                .anyMatch(same -> same.name().equals(twin.on(to.other()))))
                        .isEmpty())
                .forEach(one -> extra.add("blob storage " + one.name()));
        for (String what : extra) {
            wish.found(Finding.note(
                    "only-on-standby",
                    "analytics account " + account,
                    "Its link to " + what + " is only on side " + to
                            + ": remove it there if it was removed on purpose on" + " side " + to.other() + "."));
        }
    }
}
