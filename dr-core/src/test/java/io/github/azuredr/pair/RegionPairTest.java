package io.github.azuredr.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.error.RecoveryException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RegionPairTest {
    @Test
    void azuresOwnSymmetricPairWithZonesOnBothSidesNeedsNoRemark() {
        RegionPair pair = RegionPair.of("East US 2", "centralus");

        assertThat(pair.remarks()).isEmpty();
        assertThat(pair.label(Side.B)).isEqualTo("centralus (B)");
        assertThat(pair).hasToString("eastus2 (A) and centralus (B)");
        assertThat(pair.facts(Side.A).displayName()).isEqualTo("East US 2");
    }

    @Test
    void theSameRegionTwiceIsRefusedAndAzuresPairNamed() {
        assertThatThrownBy(() -> RegionPair.of("eastus2", "East US 2"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("RegionPair.A and RegionPair.B are both 'eastus2'")
                .hasMessageContaining("two different regions")
                .hasMessageContaining("'centralus'");
    }

    @Test
    void anUnknownRegionIsRefusedByItsSideWithTheNearestSpelling() {
        assertThatThrownBy(() -> RegionPair.of("eastus2", "centrlaus"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("RegionPair.B is 'centrlaus'")
                .hasMessageContaining("did you mean 'centralus'?");
    }

    @Test
    void twoCloudsCannotProtectEachOther() {
        assertThatThrownBy(() -> RegionPair.of("eastus", "chinaeast2"))
                .hasMessageContaining("cloud CHINA")
                .hasMessageContaining("PUBLIC");
    }

    @Test
    void regionsThatAreNotAzuresPairAreAcceptedWithARemarkSayingWhosePairIsWhat() {
        assertThat(RegionPair.of("polandcentral", "swedencentral").remarks())
                .anySatisfy(remark -> assertThat(remark)
                        .contains("polandcentral and swedencentral are not Azure's pair")
                        .contains("polandcentral has no pair")
                        .contains("the pair of swedencentral is swedensouth"))
                .anySatisfy(remark -> assertThat(remark).contains("leaves its geography"));
    }

    @Test
    void aOneWayPairIsRemarkedInBothOrders() {
        String sentence = "Azure pairs westus3 with eastus one way only (the pair of eastus is westus)";

        assertThat(RegionPair.of("westus3", "eastus").remarks()).anyMatch(remark -> remark.startsWith(sentence));
        assertThat(RegionPair.of("eastus", "westus3").remarks()).anyMatch(remark -> remark.startsWith(sentence));
    }

    @Test
    void anAccessRestrictedSideMustBeAskedForBeforeTheDisaster() {
        assertThat(RegionPair.of("francecentral", "francesouth").remarks())
                .containsExactly(
                        "francesouth is access-restricted: request access and quota there before a disaster, because a"
                                + " request made during one may not be answered in time.",
                        "francesouth has no availability zones: the loss of one datacenter can be the loss of that"
                                + " side.");
    }

    @Test
    void whatIsNotKnownIsSaidToBeNotKnown() {
        assertThat(RegionPair.of("usgovvirginia", "usgovtexas").remarks())
                .anyMatch(remark -> remark.startsWith("Azure names usgovtexas as the pair of usgovvirginia; whether"))
                .anyMatch(remark -> remark.startsWith("Whether usgovtexas has availability zones is not known"));
        assertThat(RegionPair.of("usgovtexas", "usdodeast").remarks())
                .anyMatch(remark -> remark.contains("the pair of usgovtexas is not known here"));
    }

    @Test
    void oneGeographyWithSeveralJurisdictionsIsRemarked() {
        assertThat(RegionPair.of("eastasia", "southeastasia").remarks())
                .hasSize(2)
                .allMatch(remark -> remark.contains("several jurisdictions"));
    }

    @Test
    void aRegionOnNeitherSideHasNoSide() {
        RegionPair pair = RegionPair.of("uksouth", "ukwest");

        assertThat(pair.sideOf(Region.of("UK West"))).isEqualTo(Side.B);
        assertThat(pair.contains(Region.of("eastus"))).isFalse();
        assertThatThrownBy(() -> pair.sideOf(Region.of("eastus")))
                .hasMessageContaining("'eastus' is on neither side of uksouth (A) and ukwest (B)");
    }

    @Property
    void everyTwoRegionsOfOneCloudMakeAPairThatKnowsItsSides(
            @ForAll("known") RegionFacts a, @ForAll("known") RegionFacts b) {
        Assume.that(!a.region().equals(b.region()) && a.cloud() == b.cloud());

        RegionPair pair = RegionPair.of(a.region(), b.region());

        assertThat(pair.sideOf(a.region())).isEqualTo(Side.A);
        assertThat(pair.region(Side.A.other())).isEqualTo(b.region());
        assertThat(pair).isEqualTo(RegionPair.of(a.displayName(), b.displayName()));
        assertThat(pair).isNotEqualTo(RegionPair.of(b.region(), a.region()));
        assertThat(pair.remarks()).allMatch(remark -> remark.endsWith("."));
    }

    @Provide
    Arbitrary<RegionFacts> known() {
        return Arbitraries.of(RegionCatalog.builtIn().all());
    }
}
