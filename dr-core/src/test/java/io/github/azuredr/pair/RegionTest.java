package io.github.azuredr.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.error.RecoveryException;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
    @ParameterizedTest
    @ValueSource(strings = {"eastus2", "East US 2", "EASTUS2", " east us\t2 ", "East\u00a0US\u00a02"})
    void everySpellingOfOneRegionIsTheSameRegion(String spelling) {
        assertThat(Region.of(spelling)).isEqualTo(new Region("eastus2")).hasToString("eastus2");
    }

    @Test
    void normalisationDoesNotDependOnTheMachinesLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale.Builder().setLanguage("tr").build());

            assertThat(Region.of("WEST INDIA").name()).isEqualTo("westindia");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "us", "2east", "east-us", "east/us", "östlich", "https://eastus"})
    void whatCannotBeARegionsNameIsRefusedWithFieldAndRule(String text) {
        assertThatThrownBy(() -> Region.of(text))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("Region.name is '" + text + "'")
                .hasMessageContaining("letters and digits");
    }

    @Property
    void normalisingTwiceIsNormalisingOnce(
            @ForAll @AlphaChars @NumericChars @Chars({' ', '\t'}) @StringLength(max = 39) String rest) {
        Region once = Region.of("Abc" + rest.substring(0, Math.min(rest.length(), 36)));

        assertThat(Region.of(once.name())).isEqualTo(once);
        assertThat(once.name()).matches("[a-z0-9]+");
    }
}
