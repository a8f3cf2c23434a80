package io.github.azuredr.datashare.mirror;

import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.pair.Region;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The account of the second region, whether it exists or not.
 *
 * @param id which account
 * @param region where it is or will be
 * @param tags what a new account is tagged with
 * @param groupRegion where its resource group lives; empty when the group was not seen
 */
public record MirrorTarget(AccountId id, Region region, Map<String, String> tags, Optional<Region> groupRegion) {

    /** Copies the tags in their order. */
    public MirrorTarget {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /** A target without tags of its own. */
    public static MirrorTarget of(AccountId id, Region region, Optional<Region> groupRegion) {
        return new MirrorTarget(id, region, Map.of("dr-role", "secondary"), groupRegion);
    }
}
