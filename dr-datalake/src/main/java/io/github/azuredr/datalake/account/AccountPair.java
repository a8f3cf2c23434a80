package io.github.azuredr.datalake.account;

import io.github.azuredr.datalake.naming.NamingScheme;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which accounts of one side stand for which of the other, and how they are kept.
 *
 * @param a where side A's accounts live
 * @param b where side B's accounts live
 * @param analytics the analytics accounts
 * @param stores the store accounts, the default one first
 * @param storage linked blob storage accounts
 * @param locked whether accounts get a lock against deletion
 */
public record AccountPair(
        AccountHome a, AccountHome b, Twin analytics, List<Twin> stores, List<StorageTwin> storage, boolean locked) {

    /** Copies its lists and refuses a pair without a store, and one name twice. */
    public AccountPair {
        stores = List.copyOf(stores);
        storage = List.copyOf(storage);
        if (stores.isEmpty()) {
            throw new RecoveryException(
                    "AccountPair.stores is empty, but an analytics account needs a default store.",
                    "name the default store of both sides first.");
        }
        requireDistinct(
                "stores",
                stores.stream()
                        .flatMap(twin -> List.of(twin.a().value(), twin.b().value()).stream())
                        .toList());
        requireDistinct(
                "storage",
                storage.stream()
                        .flatMap(twin -> List.of(twin.a(), twin.b()).stream())
                        .toList());
    }

    /** An analytics account and its default store on each side, locked against deletion. */
    public static AccountPair of(AccountHome a, AccountHome b, Twin analytics, Twin defaultStore) {
        return new AccountPair(a, b, analytics, List.of(defaultStore), List.of(), true);
    }

    /** The same, named by a scheme: the two kinds have name spaces of their own, so that one base serves both. */
    public static AccountPair named(NamingScheme scheme, String base, AccountHome a, AccountHome b) {
        return of(a, b, Twin.named(scheme, base), Twin.named(scheme, base));
    }

    /** This pair with one more store linked. */
    public AccountPair withStore(Twin store) {
        List<Twin> more = new ArrayList<>(stores);
        more.add(store);
        return new AccountPair(a, b, analytics, more, storage, locked);
    }

    /** This pair with one more blob storage account linked. */
    public AccountPair withStorage(StorageTwin twin) {
        List<StorageTwin> more = new ArrayList<>(storage);
        more.add(twin);
        return new AccountPair(a, b, analytics, stores, more, locked);
    }

    /** This pair without locks: whoever may delete an account then does so at once. */
    public AccountPair withoutLocks() {
        return new AccountPair(a, b, analytics, stores, storage, false);
    }

    /** Where a side's accounts live. */
    public AccountHome home(Side side) {
        return side == Side.A ? a : b;
    }

    /** The names of a side's accounts of one kind. */
    public List<String> names(AccountKind kind, Side side) {
        return (kind == AccountKind.STORE ? stores : List.of(analytics))
                .stream().map(twin -> twin.on(side)).toList();
    }

    /** What stands for a side's store on the other side. */
    Optional<String> otherStore(Side side, String store) {
        return stores.stream()
                .filter(twin -> twin.on(side).equals(store))
                .map(twin -> twin.on(side.other()))
                .findFirst();
    }

    /** What stands for a side's blob storage account. */
    Optional<StorageTwin> storage(Side side, String name) {
        return storage.stream().filter(twin -> twin.on(side).equals(name)).findFirst();
    }

    private static void requireDistinct(String field, List<String> names) {
        names.stream()
                .filter(name -> names.stream().filter(name::equals).count() > 1)
                .findFirst()
                .ifPresent(name -> {
                    throw new RecoveryException(
                            "AccountPair." + field + " names '" + name + "' twice.",
                            "name each account once; it can stand for one other only.");
                });
    }
}
