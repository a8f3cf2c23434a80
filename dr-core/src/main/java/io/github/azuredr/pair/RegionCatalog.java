package io.github.azuredr.pair;

import io.github.azuredr.error.RecoveryException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The regions that are known, and what is known about each; immutable.
 *
 * <p>The built-in one is a floor: a region that opened after this version was published is added with
 * {@link #with(RegionFacts)}.
 */
public final class RegionCatalog {
    private final Map<Region, RegionFacts> facts;

    private RegionCatalog(Map<Region, RegionFacts> facts) {
        this.facts = facts;
    }

    /** The regions of the three Azure clouds as this version of the library knows them. */
    public static RegionCatalog builtIn() {
        return BuiltIn.CATALOG;
    }

    /**
     * A catalog of exactly these regions.
     *
     * @throws RecoveryException when a region is given twice
     */
    public static RegionCatalog of(Collection<RegionFacts> facts) {
        Map<Region, RegionFacts> byRegion = new TreeMap<>();
        for (RegionFacts one : facts) {
            if (byRegion.putIfAbsent(one.region(), one) != null) {
                throw new RecoveryException(
                        "RegionCatalog has the region " + one.region() + " twice.", "give each region once.");
            }
        }
        return new RegionCatalog(byRegion);
    }

    /** This catalog with one region added or replaced. */
    public RegionCatalog with(RegionFacts added) {
        Map<Region, RegionFacts> more = new TreeMap<>(facts);
        more.put(added.region(), added);
        return new RegionCatalog(more);
    }

    /** Every region's facts, ordered by name. */
    public List<RegionFacts> all() {
        return List.copyOf(facts.values());
    }

    /** What is known about a region; empty when nothing is. */
    public Optional<RegionFacts> find(Region region) {
        return Optional.ofNullable(facts.get(region));
    }

    /**
     * What is known about a region, by programmatic or display name; empty when nothing is.
     *
     * @throws RecoveryException when the text cannot be a region's name
     */
    public Optional<RegionFacts> find(String name) {
        return find(Region.of(name));
    }

    /**
     * What is known about a region.
     *
     * @throws RecoveryException when nothing is known; it suggests the region spelled most like it
     */
    public RegionFacts get(Region region) {
        return find(region).orElseThrow(() -> unknown("Region", region));
    }

    /** The refusal of a region that is not in here, for the field that held it. */
    RecoveryException unknown(String field, Region region) {
        String hint = Spelling.nearest(region.name(), facts.keySet())
                .map(near -> "did you mean '" + near + "'? If not, ")
                .orElse("");
        return new RecoveryException(
                field + " is '" + region + "', but it must be a region the catalog knows.",
                hint + "check the spelling, or add a region newer than this library with RegionCatalog.with(...).");
    }

    private static final class BuiltIn {
        static final RegionCatalog CATALOG = RegionCatalog.of(RegionTable.read("regions.txt"));
    }
}
