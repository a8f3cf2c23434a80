package io.github.azuredr.testkit.azure;

import java.util.List;
import java.util.Optional;

/**
 * The storage accounts that exist in the simulated Azure, whoever made them: a client through Azure Resource Manager, or
 * a test directly. The data planes ask here whether a host name is an account, where it lives and which keys it accepts.
 */
public interface SimStorageAccounts {

    /** The account of this name (lower case); empty when there is none or it was deleted. */
    Optional<SimStorageAccount> find(String name);

    /**
     * Creates an account at once, as a finished management operation would have.
     *
     * @param name globally unique, 3 to 24 lower-case letters and digits
     * @param region the Azure region name, such as {@code eastus2}
     * @param hierarchical whether the account has a hierarchical namespace (Data Lake Storage Gen2)
     * @throws IllegalArgumentException when the name breaks the rule or is taken
     */
    SimStorageAccount create(String name, String region, boolean hierarchical);

    /** All accounts, ordered by name. */
    List<SimStorageAccount> all();
}
