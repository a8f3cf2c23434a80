package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimState;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** Whether an account's identity may read or write a store: roles count only after they have propagated. */
final class Stores {
    private static final String BLOB_OWNER = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private static final String BLOB_CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
    private static final String BLOB_READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    private static final Set<String> READERS = Set.of(BLOB_READER, BLOB_CONTRIBUTOR, BLOB_OWNER);
    private static final Set<String> WRITERS = Set.of(BLOB_CONTRIBUTOR, BLOB_OWNER);
    private static final String SQL_USERS = "datashare/sql-users/";

    private final ResourceManager arm;
    private Duration propagation = Duration.ofMinutes(3);

    Stores(ResourceManager arm) {
        this.arm = arm;
    }

    void propagation(Duration time) {
        propagation = time;
    }

    /** What the T-SQL of a person does: a contained user named like the account. */
    void addSqlUser(String serverId, String account) {
        state().put(sqlUser(serverId, account), new byte[0]);
    }

    boolean hasSqlUser(String serverId, String account) {
        return state().get(sqlUser(serverId, account)).isPresent();
    }

    /** Refuses when the store a dataset or mapping names is not there, or the identity may not use it. */
    void require(ArmResource account, Kinds.Kind kind, Json properties, boolean writes) {
        switch (kind.store()) {
            case STORAGE -> {
                String id = storeId(properties);
                requireAnswering(account, id);
                if (!holds(account, id, writes ? WRITERS : READERS)) {
                    throw new ArmRefusal(
                            403,
                            "5006",
                            "Missing permissions for DataShareAccount on resource '" + id.substring(1) + "'.");
                }
            }
            case GEN1 ->
                throw new ArmRefusal(
                        400,
                        "UnsupportedDataSetKind",
                        "Azure Data Lake Storage Gen1 was retired; a dataset of kind '" + kind.name()
                                + "' cannot be created.");
            case KUSTO, SQL -> {
                // Their permissions lie in the database; only a snapshot finds out.
            }
        }
    }

    private void requireAnswering(ArmResource account, String storeId) {
        ArmResource store = arm.resources().get(storeId);
        if (arm.azure().region(store.region()).isDark()) {
            throw new ArmRefusal(
                    504,
                    "GatewayTimeout",
                    "The data share account '" + account.name() + "' got no answer from '" + store.name() + "'.");
        }
    }

    private static String storeId(Json properties) {
        return "/subscriptions/" + properties.text("subscriptionId").orElseThrow() + "/resourceGroups/"
                + properties.text("resourceGroup").orElseThrow() + "/providers/Microsoft.Storage/storageAccounts/"
                + properties.text("storageAccountName").orElseThrow();
    }

    private boolean holds(ArmResource account, String storeId, Set<String> roles) {
        String principal = account.body().text("identity.principalId").orElseThrow();
        Instant now = arm.azure().clock().instant();
        return arm.holdsRole(storeId, principal, roles)
                .filter(since -> !since.plus(propagation).isAfter(now))
                .isPresent();
    }

    private SimState state() {
        return arm.azure().state();
    }

    private static String sqlUser(String serverId, String account) {
        return SQL_USERS + serverId.toLowerCase(Locale.ROOT) + "/" + account.toLowerCase(Locale.ROOT);
    }
}
