package io.github.azuredr.testkit.azure.arm;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One resource type of a provider.
 *
 * @param name without the namespace, such as {@code storageAccounts}
 * @param apiVersions the versions it speaks, such as {@code 2023-05-01}
 * @param regions where it can be created, by region name; empty means everywhere
 */
public record ArmType(String name, List<String> apiVersions, Set<String> regions) {

    /** Refuses a type without a version. */
    public ArmType {
        if (apiVersions.isEmpty()) {
            throw new IllegalArgumentException("apiVersions must not be empty; name the versions " + name + " speaks");
        }
        apiVersions = List.copyOf(apiVersions);
        regions = Set.copyOf(new TreeSet<>(regions));
    }

    /** A type that can be created everywhere. */
    public static ArmType of(String name, String... apiVersions) {
        return new ArmType(name, List.of(apiVersions), Set.of());
    }
}
