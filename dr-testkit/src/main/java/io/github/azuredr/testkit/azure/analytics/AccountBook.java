package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimState;
import io.github.azuredr.testkit.azure.gen1.Gen1Accounts;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Which analytics accounts and stores exist, whoever made them. */
final class AccountBook {
    private static final String ACCOUNTS = "analytics/accounts/";
    private static final String STORES = "analytics/stores/";

    private final SimState state;

    AccountBook(SimState state) {
        this.state = state;
    }

    /** An account that serves its data planes. */
    record Account(String name, String region, String defaultStore, Set<String> stores) {}

    Optional<Account> account(String name) {
        return state.get(ACCOUNTS + name)
                .map(Json::from)
                .map(json -> new Account(
                        name,
                        json.text("region").orElseThrow(),
                        json.text("store").orElseThrow(),
                        Set.copyOf(json.texts("stores"))));
    }

    void put(Account account) {
        state.put(
                ACCOUNTS + account.name(),
                Json.object()
                        .with("region", account.region())
                        .with("store", account.defaultStore())
                        .with("stores", account.stores().stream().sorted().toList())
                        .bytes());
    }

    void forget(String account) {
        state.remove(ACCOUNTS + account);
        state.keys("analytics/" + account + "/").forEach(state::remove);
    }

    void putStore(String name, String region) {
        state.put(STORES + name, Json.object().with("region", region).bytes());
    }

    /** A store made here at once, or one that the management plane made. */
    Optional<String> storeRegion(String name) {
        return state.get(STORES + name)
                .map(Json::from)
                .flatMap(json -> json.text("region"))
                .or(() -> new Gen1Accounts(state).region(name));
    }

    StoreFiles files(String store, Clock clock) {
        return new StoreFiles(state, store, clock);
    }
}
