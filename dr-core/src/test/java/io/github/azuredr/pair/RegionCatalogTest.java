package io.github.azuredr.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.RegionFacts.Cloud;
import io.github.azuredr.pair.RegionFacts.Pairing;
import io.github.azuredr.pair.RegionFacts.Zones;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RegionCatalogTest {
    private final RegionCatalog catalog = RegionCatalog.builtIn();

    @Test
    void aRegionIsFoundByEitherOfItsNames() {
        assertThat(catalog.find("West US 3")).isEqualTo(catalog.find("westus3")).isPresent();
        assertThat(catalog.find("atlantis")).isEmpty();
    }

    @Test
    void thirteenPublicRegionsHaveNoPairAndFiveHaveAOneWayPair() {
        assertThat(catalog.all())
                .filteredOn(facts -> facts.pairing() == Pairing.NONE)
                .hasSize(13);
        assertThat(catalog.all())
                .filteredOn(facts -> facts.pairing() == Pairing.ONE_WAY)
                .extracting(facts -> facts.region().name())
                .containsExactly("brazilsouth", "brazilsoutheast", "indiasouthcentral", "westindia", "westus3");
    }

    @Test
    void anUnknownRegionIsRefusedWithTheNearestSpelling() {
        assertThatThrownBy(() -> catalog.get(Region.of("westsu2")))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("Region is 'westsu2'")
                .hasMessageContaining("did you mean 'westus2'?");
    }

    @Test
    void wordsInAnotherOrderAreRecognised() {
        assertThatThrownBy(() -> RegionPair.of("eastus", "US West 2")).hasMessageContaining("did you mean 'westus2'?");
    }

    @Test
    void nothingIsSuggestedForATextLikeNoRegion() {
        assertThatThrownBy(() -> catalog.get(Region.of("zzzzzzzzzz"))).message().doesNotContain("did you mean");
    }

    @Test
    void aRegionNewerThanTheLibraryCanBeAdded() {
        RegionFacts added = facts("Saudi Central", Optional.empty(), Pairing.NONE);

        assertThat(catalog.with(added).get(Region.of("saudicentral"))).isEqualTo(added);
        assertThat(catalog.find("saudicentral")).isEmpty();
    }

    @Test
    void aRegionPairedWithItselfIsRefused() {
        assertThatThrownBy(() -> facts("Nowhere", Optional.of(Region.of("nowhere")), Pairing.SYMMETRIC))
                .hasMessageContaining("names the region itself");
    }

    @Test
    void aPairingWithoutAPairIsRefused() {
        assertThatThrownBy(() -> facts("Nowhere", Optional.empty(), Pairing.SYMMETRIC))
                .hasMessageContaining("pairing is SYMMETRIC while pair is absent");
        assertThatThrownBy(() -> facts("Nowhere", Optional.of(Region.of("eastus")), Pairing.NONE))
                .hasMessageContaining("pairing is NONE while pair is eastus");
    }

    @Test
    void aRegionGivenTwiceIsRefused() {
        RegionFacts one = facts("Nowhere", Optional.empty(), Pairing.NONE);

        assertThatThrownBy(() -> RegionCatalog.of(List.of(one, one))).hasMessageContaining("nowhere twice");
    }

    @Test
    void aMalformedRowOfTheTableIsNamed() {
        assertThatThrownBy(() -> RegionTable.parse("[PUBLIC: Europe]\nnorth | North | - | NONE | ajar | YES"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("north | North | - | NONE | ajar | YES");
        assertThatThrownBy(() -> RegionTable.parse("north | North | - | NONE | open | YES"))
                .hasMessageContaining("malformed");
    }

    @Property
    void everyPairIsItselfKnownInTheSameCloudAndNamesBackWhenSymmetric(@ForAll("known") RegionFacts facts) {
        facts.pair().ifPresent(name -> {
            RegionFacts pair = catalog.get(name);

            assertThat(pair.cloud()).isEqualTo(facts.cloud());
            boolean namesBack = pair.pair().equals(Optional.of(facts.region()));
            assertThat(namesBack).isEqualTo(facts.pairing() == Pairing.SYMMETRIC);
        });
    }

    @Property
    void aNameWithOneLetterWrongStillSuggestsAKnownRegion(@ForAll("known") RegionFacts facts) {
        String wrong = facts.region().name() + "x";

        assertThat(Spelling.nearest(wrong, List.of(facts.region()))).contains(facts.region());
        assertThat(Spelling.edits(wrong, facts.region().name())).isEqualTo(1);
    }

    @Provide
    Arbitrary<RegionFacts> known() {
        return Arbitraries.of(catalog.all());
    }

    private static RegionFacts facts(String displayName, Optional<Region> pair, Pairing pairing) {
        return new RegionFacts(
                Region.of(displayName), displayName, "Some", Cloud.PUBLIC, pair, pairing, false, Zones.YES, "");
    }
}
