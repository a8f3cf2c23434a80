package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at one side's accounts; what is missing is asked about as far as it can be before it is there. */
public final class AccountLook {
    private final AnalyticsAccounts port;
    private final Map<String, String> registrations = new TreeMap<>();
    private final Map<String, Capability> capabilities = new TreeMap<>();
    private final Map<String, Availability> names = new TreeMap<>();
    private final Map<String, List<RoleGrant>> grants = new TreeMap<>();

    private AccountLook(AnalyticsAccounts port) {
        this.port = port;
    }

    /**
     * Looks at the accounts of one side.
     *
     * @throws io.github.azuredr.azure.ArmException when the service does not answer: an outage is no absence
     */
    public static AccountInventory at(AnalyticsAccounts port, AccountPair pair, Side side) {
        return new AccountLook(port).look(pair, side);
    }

    private AccountInventory look(AccountPair pair, Side side) {
        Optional<String> group = port.groupRegion();
        if (group.isPresent()) {
            grants.put("", port.grants());
        }
        List<StoreAccount> stores = new ArrayList<>();
        for (String name : pair.names(AccountKind.STORE, side)) {
            Optional<StoreAccount> found = group.flatMap(any -> port.store(name));
            found.ifPresent(stores::add);
            about(AccountKind.STORE, name, found.isPresent());
        }
        String name = pair.analytics().on(side);
        Optional<AnalyticsAccount> analytics = group.flatMap(any -> port.analytics(name));
        about(AccountKind.ANALYTICS, name, analytics.isPresent());
        return new AccountInventory(
                group,
                registrations,
                capabilities,
                names,
                stores,
                analytics,
                grants,
                group.isPresent() ? port.locks() : Map.of());
    }

    private void about(AccountKind kind, String name, boolean there) {
        if (there) {
            registrations.put(kind.namespace(), "Registered");
            grants.put(kind.key(name), port.grants(kind, name));
            return;
        }
        String state = registrations.computeIfAbsent(kind.namespace(), any -> port.registration(kind));
        capabilities.computeIfAbsent(kind.namespace(), any -> port.capability(kind));
        // Names cannot be asked about before the subscription knows the namespace.
        if (state.equals("Registered")) {
            names.put(kind.key(name), port.availability(kind, name));
        }
    }
}
