package io.github.azuredr.pair;

import io.github.azuredr.error.RecoveryException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an Azure region in Azure's programmatic spelling: {@code East US 2} and {@code eastus2} are one region.
 *
 * <p>A region may be newer than this library; whether it is known is a question for {@link RegionCatalog}.
 *
 * @param name the normalised name: lower case letters and digits, no blanks
 */
public record Region(String name) implements Comparable<Region> {
    private static final Pattern SANE = Pattern.compile("[a-z][a-z0-9]{2,39}");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");

    /** Normalises the spelling and refuses what cannot be a region's name. */
    public Region {
        String given = name;
        name = BLANKS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
        if (!SANE.matcher(name).matches()) {
            throw new RecoveryException(
                    "Region.name is '" + given
                            + "', but a region's name is 3 to 40 letters and digits, a letter first.",
                    "write it as the Azure portal or Azure Resource Manager does, such as 'East US 2' or 'eastus2'.");
        }
    }

    /**
     * The region of that name.
     *
     * @param name programmatic name or English display name
     * @throws RecoveryException when the text cannot be a region's name
     */
    public static Region of(String name) {
        return new Region(name);
    }

    @Override
    public int compareTo(Region other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
