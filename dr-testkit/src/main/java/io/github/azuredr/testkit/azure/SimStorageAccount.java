package io.github.azuredr.testkit.azure;

import java.util.regex.Pattern;

/**
 * One simulated storage account.
 *
 * @param name globally unique, 3 to 24 lower-case letters and digits
 * @param region the Azure region name, such as {@code eastus2}
 * @param hierarchical whether the account has a hierarchical namespace (Data Lake Storage Gen2)
 * @param key1Base64 the first shared key, 64 bytes in Base64; never printed
 * @param key2Base64 the second shared key, 64 bytes in Base64; never printed
 */
public record SimStorageAccount(
        String name, String region, boolean hierarchical, String key1Base64, String key2Base64) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{3,24}");

    /** Refuses a name that Azure would refuse. */
    public SimStorageAccount {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must have 3 to 24 lower-case letters and digits: '" + name + "'; choose another one");
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("region must not be blank; give an Azure region name such as eastus2");
        }
    }

    @Override
    public String toString() {
        return "SimStorageAccount[" + name + " in " + region + (hierarchical ? ", hierarchical" : "") + "]";
    }
}
