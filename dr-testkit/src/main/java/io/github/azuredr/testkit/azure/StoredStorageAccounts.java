package io.github.azuredr.testkit.azure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The storage accounts of one simulated Azure, kept in its state; their keys follow from name and key generation. */
public final class StoredStorageAccounts implements SimStorageAccounts {
    private static final String PREFIX = "azure/storage-accounts/";

    private final SimState state;

    StoredStorageAccounts(SimState state) {
        this.state = state;
    }

    @Override
    public Optional<SimStorageAccount> find(String name) {
        return state.get(PREFIX + name).map(Json::from).map(StoredStorageAccounts::account);
    }

    @Override
    public synchronized SimStorageAccount create(String name, String region, boolean hierarchical) {
        if (find(name).isPresent()) {
            throw new IllegalArgumentException("name is taken: '" + name + "'; storage account names are global");
        }
        SimStorageAccount account =
                new SimStorageAccount(name, region, hierarchical, key(name, "key1", 0), key(name, "key2", 0));
        state.put(
                PREFIX + name,
                Json.object()
                        .with("name", name)
                        .with("region", region)
                        .with("hierarchical", hierarchical)
                        .with("key1", 0)
                        .with("key2", 0)
                        .bytes());
        return account;
    }

    @Override
    public List<SimStorageAccount> all() {
        return state.keys(PREFIX).stream()
                .flatMap(key -> state.get(key).stream())
                .map(bytes -> account(Json.from(bytes)))
                .toList();
    }

    /** Removes an account; what its data planes keep is theirs to forget. */
    public synchronized void delete(String name) {
        state.remove(PREFIX + name);
    }

    /**
     * Replaces one key; the old one is refused from now on.
     *
     * @param keyName {@code key1} or {@code key2}
     * @throws IllegalArgumentException when there is no such account or key
     */
    public synchronized SimStorageAccount regenerate(String name, String keyName) {
        Json kept = state.get(PREFIX + name)
                .map(Json::from)
                .filter(json -> json.number(keyName).isPresent())
                .orElseThrow(() -> new IllegalArgumentException("No key '" + keyName + "' of an account '" + name
                        + "'; keys are key1 and key2 of an existing account"));
        Json next = kept.with(keyName, kept.number(keyName).orElseThrow() + 1);
        state.put(PREFIX + name, next.bytes());
        return account(next);
    }

    private static SimStorageAccount account(Json kept) {
        String name = kept.text("name").orElseThrow();
        return new SimStorageAccount(
                name,
                kept.text("region").orElseThrow(),
                kept.flag("hierarchical").orElseThrow(),
                key(name, "key1", kept.number("key1").orElseThrow()),
                key(name, "key2", kept.number("key2").orElseThrow()));
    }

    private static String key(String name, String keyName, long generation) {
        try {
            String seed = "simulated storage account " + name + " " + keyName + " " + generation;
            byte[] bytes = MessageDigest.getInstance("SHA-512").digest(seed.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-512", e);
        }
    }
}
