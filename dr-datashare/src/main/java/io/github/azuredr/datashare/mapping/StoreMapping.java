package io.github.azuredr.datashare.mapping;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.StoreType;
import io.github.azuredr.error.RecoveryException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which store of the second region stands for which of the first. Subscriptions and resource groups that are not named
 * stay as they are; a store that is not named is a gap, because a dataset that points to the lost region is no copy. A
 * store that serves both regions is mapped to itself. Names are compared without case. Immutable.
 */
public final class StoreMapping {
    private final Map<String, String> subscriptions;
    private final Map<String, String> groups;
    private final Map<StoreType, Map<String, String>> stores;
    private final Map<String, Gen2Place> gen1;

    private StoreMapping(Builder from) {
        subscriptions = anyCase(from.subscriptions);
        groups = anyCase(from.groups);
        stores = new EnumMap<>(StoreType.class);
        from.stores.forEach((type, names) -> stores.put(type, anyCase(names)));
        gen1 = anyCase(from.gen1);
    }

    /**
     * Where the files of a retired Data Lake Storage Gen1 account live now.
     *
     * @param subscriptionId the storage account's subscription
     * @param resourceGroup the storage account's group
     * @param storageAccount the storage account
     * @param fileSystem the file system that holds what the Gen1 account held
     */
    public record Gen2Place(String subscriptionId, String resourceGroup, String storageAccount, String fileSystem) {}

    /** Starts a mapping. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a mapping: objects named {@code subscriptions}, {@code resourceGroups}, {@code storageAccounts},
     * {@code sqlServers}, {@code kustoClusters} and {@code synapseWorkspaces} from old to new name, and
     * {@code gen1Accounts} from old name to an object with {@code subscriptionId}, {@code resourceGroup},
     * {@code storageAccountName} and {@code fileSystem}.
     *
     * @throws RecoveryException when it has another member, or a value is no string
     */
    public static StoreMapping parse(JsonObject json) {
        Builder builder = builder();
        for (String member : json.names()) {
            JsonObject pairs = json.ownObject(member).orElseThrow(() -> unreadable(member, "is no object"));
            for (String from : pairs.names()) {
                if (member.equals("gen1Accounts")) {
                    JsonObject to = pairs.ownObject(from)
                            .orElseThrow(() -> unreadable(member, "has a value that is no object"));
                    builder.gen1Account(
                            from,
                            new Gen2Place(
                                    member(to, "subscriptionId"),
                                    member(to, "resourceGroup"),
                                    member(to, "storageAccountName"),
                                    member(to, "fileSystem")));
                } else {
                    builder.pair(member, from, member(pairs, from));
                }
            }
        }
        return builder.build();
    }

    /**
     * The way back. Gen1 accounts have none.
     *
     * @throws RecoveryException when two names lead to one, so that nobody knows which to go back to
     */
    public StoreMapping reversed() {
        Builder back = builder();
        turned("subscription", subscriptions).forEach(back::subscription);
        turned("resource group", groups).forEach(back::resourceGroup);
        stores.forEach((type, names) -> turned(type.words(), names).forEach((from, to) -> back.store(type, from, to)));
        return back.build();
    }

    private static Map<String, String> turned(String what, Map<String, String> names) {
        Map<String, String> back = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        names.forEach((from, to) -> {
            if (back.put(to, from) != null) {
                throw new RecoveryException(
                        "The store mapping leads two of a kind (" + what + ") to " + to + ".",
                        "give the way back as a mapping of its own.");
            }
        });
        return back;
    }

    String subscription(String from) {
        return subscriptions.getOrDefault(from, from);
    }

    String group(String from) {
        return groups.getOrDefault(from, from);
    }

    /** The store that stands for this one. */
    public Optional<String> store(StoreType type, String from) {
        return Optional.ofNullable(stores.getOrDefault(type, Map.of()).get(from));
    }

    /** Where a Gen1 account's files live now. */
    public Optional<Gen2Place> gen1Account(String from) {
        return Optional.ofNullable(gen1.get(from));
    }

    private static String member(JsonObject json, String name) {
        return json.own(name).orElseThrow(() -> unreadable(name, "is no string"));
    }

    private static RecoveryException unreadable(String member, String why) {
        return new RecoveryException(
                "The store mapping's " + member + " " + why + ".",
                "write the members that StoreMapping.parse documents, and nothing else.");
    }

    private static <V> Map<String, V> anyCase(Map<String, V> from) {
        Map<String, V> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        from.forEach((name, value) -> {
            if (copy.put(name, value) != null) {
                throw new RecoveryException(
                        "The store mapping names " + name.toLowerCase(Locale.ROOT) + " twice.", "name it once.");
            }
        });
        return copy;
    }

    /** Collects the pairs. */
    public static final class Builder {
        private final Map<String, String> subscriptions = new TreeMap<>();
        private final Map<String, String> groups = new TreeMap<>();
        private final Map<StoreType, Map<String, String>> stores = new EnumMap<>(StoreType.class);
        private final Map<String, Gen2Place> gen1 = new TreeMap<>();

        private Builder() {}

        /** A subscription and the one its stores' counterparts are in. */
        public Builder subscription(String from, String to) {
            subscriptions.put(from, to);
            return this;
        }

        /** A resource group and the one its stores' counterparts are in. */
        public Builder resourceGroup(String from, String to) {
            groups.put(from, to);
            return this;
        }

        /** A storage account and its counterpart. */
        public Builder storageAccount(String from, String to) {
            return store(StoreType.STORAGE_ACCOUNT, from, to);
        }

        /** A SQL server and its counterpart; database names stay. */
        public Builder sqlServer(String from, String to) {
            return store(StoreType.SQL_SERVER, from, to);
        }

        /** A Data Explorer cluster and its counterpart; database names stay. */
        public Builder kustoCluster(String from, String to) {
            return store(StoreType.KUSTO_CLUSTER, from, to);
        }

        /** A Synapse workspace and its counterpart; pool names stay. */
        public Builder synapseWorkspace(String from, String to) {
            return store(StoreType.SYNAPSE_WORKSPACE, from, to);
        }

        /** A Gen1 account and where its files live now. */
        public Builder gen1Account(String from, Gen2Place to) {
            gen1.put(from, to);
            return this;
        }

        /** The mapping. */
        public StoreMapping build() {
            return new StoreMapping(this);
        }

        private Builder store(StoreType type, String from, String to) {
            if (from.isBlank() || to.isBlank()) {
                throw new RecoveryException(
                        "The store mapping has a blank " + type.words() + ".", "name both, old and new.");
            }
            stores.computeIfAbsent(type, any -> new TreeMap<>()).put(from, to);
            return this;
        }

        private void pair(String member, String from, String to) {
            switch (member) {
                case "subscriptions" -> subscription(from, to);
                case "resourceGroups" -> resourceGroup(from, to);
                case "storageAccounts" -> storageAccount(from, to);
                case "sqlServers" -> sqlServer(from, to);
                case "kustoClusters" -> kustoCluster(from, to);
                case "synapseWorkspaces" -> synapseWorkspace(from, to);
                default -> throw unreadable(member, "is not known");
            }
        }
    }
}
