package io.github.azuredr.pair;

import io.github.azuredr.error.RecoveryException;
import java.util.List;

/**
 * Two different regions of one cloud that protect one application, as side A and side B.
 *
 * <p>Any two known regions may be a pair here; Azure's own pairing is not required, since the newer regions have none.
 * What that costs is in {@link #remarks()}. Two pairs are equal when their regions are, side by side.
 */
public final class RegionPair {
    private final RegionFacts a;
    private final RegionFacts b;

    private RegionPair(RegionFacts a, RegionFacts b) {
        this.a = a;
        this.b = b;
    }

    /**
     * A pair of regions of the built-in catalog.
     *
     * @param a side A's region, by programmatic or display name
     * @param b side B's region, by programmatic or display name
     * @throws RecoveryException when a region is unknown, both are the same, or they are in different clouds
     */
    public static RegionPair of(String a, String b) {
        return of(Region.of(a), Region.of(b));
    }

    /**
     * A pair of regions of the built-in catalog.
     *
     * @throws RecoveryException when a region is unknown, both are the same, or they are in different clouds
     */
    public static RegionPair of(Region a, Region b) {
        return of(a, b, RegionCatalog.builtIn());
    }

    /**
     * A pair of regions of a catalog.
     *
     * @throws RecoveryException when a region is unknown, both are the same, or they are in different clouds
     */
    public static RegionPair of(Region a, Region b, RegionCatalog catalog) {
        RegionFacts factsA = catalog.find(a).orElseThrow(() -> catalog.unknown("RegionPair.A", a));
        RegionFacts factsB = catalog.find(b).orElseThrow(() -> catalog.unknown("RegionPair.B", b));
        if (a.equals(b)) {
            throw new RecoveryException(
                    "RegionPair.A and RegionPair.B are both '" + a + "', but a pair is two different regions.",
                    factsA.pair()
                            .map(pair -> "name a second region; Azure's pair of " + a + " is '" + pair + "'.")
                            .orElse("name a second region; Azure names no pair for " + a + "."));
        }
        if (factsA.cloud() != factsB.cloud()) {
            throw new RecoveryException(
                    "RegionPair.B is '" + b + "' in the cloud " + factsB.cloud() + ", but it must be in the cloud of '"
                            + a + "', " + factsA.cloud() + ".",
                    "name two regions of one cloud: identities and networks do not reach from one to the other.");
        }
        return new RegionPair(factsA, factsB);
    }

    /** The region on that side. */
    public Region region(Side side) {
        return facts(side).region();
    }

    /** What was known about that side's region when the pair was made. */
    public RegionFacts facts(Side side) {
        return side == Side.A ? a : b;
    }

    /** Whether the region is one of the two. */
    public boolean contains(Region region) {
        return region(Side.A).equals(region) || region(Side.B).equals(region);
    }

    /**
     * The side a region is on.
     *
     * @throws RecoveryException when it is on neither
     */
    public Side sideOf(Region region) {
        if (!contains(region)) {
            throw new RecoveryException(
                    "The region '" + region + "' is on neither side of " + this + ".",
                    "name " + region(Side.A) + " or " + region(Side.B) + ".");
        }
        return region(Side.A).equals(region) ? Side.A : Side.B;
    }

    /** The side as it is printed for people, such as {@code centralus (B)}. */
    public String label(Side side) {
        return region(side) + " (" + side + ")";
    }

    /** What a person should know before relying on this pair, a sentence each; empty when nothing is unusual. */
    public List<String> remarks() {
        return PairRemarks.about(a, b);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegionPair pair
                && region(Side.A).equals(pair.region(Side.A))
                && region(Side.B).equals(pair.region(Side.B));
    }

    @Override
    public int hashCode() {
        return 31 * region(Side.A).hashCode() + region(Side.B).hashCode();
    }

    @Override
    public String toString() {
        return label(Side.A) + " and " + label(Side.B);
    }
}
