package io.github.azuredr.datalake.account;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What locks of a group mean for one of its accounts; a lock holds at its scope and below. */
final class Locks {
    private static final Set<String> HOLD = Set.of("CanNotDelete", "ReadOnly");

    private Locks() {}

    /** Whether something keeps the account from being deleted. */
    static boolean holds(Map<String, String> locks, String path) {
        return locks.entrySet().stream()
                .anyMatch(lock -> covers(lock.getKey(), path) && HOLD.contains(lock.getValue()));
    }

    /** Whether something keeps the account from being changed at all. */
    static boolean freezes(Map<String, String> locks, String path) {
        return locks.entrySet().stream()
                .anyMatch(lock -> covers(lock.getKey(), path) && lock.getValue().equals("ReadOnly"));
    }

    private static boolean covers(String scope, String path) {
        String account = path.toLowerCase(Locale.ROOT);
        String above = scope.toLowerCase(Locale.ROOT);
        return account.equals(above) || account.startsWith(above + "/");
    }
}
