package io.github.azuredr.datalake.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Names show their side, read back, and never collide. */
class NamingSchemeTest {
    @Test
    void aSuffixMayBeEmptyOnOneSide() {
        NamingScheme scheme = NamingScheme.suffix("", "dr");

        assertThat(scheme.name("contosolake", Side.A)).hasToString("contosolake");
        assertThat(scheme.name("contosolake", Side.B)).hasToString("contosolakedr");
        assertThat(scheme.counterpart(AccountName.of("contosolakedr"))).hasToString("contosolake");
    }

    @Test
    void aBaseThatEndsLikeAMarkIsRefusedWithWhatItWouldReadAs() {
        NamingScheme scheme = NamingScheme.suffix("", "dr");

        assertThatThrownBy(() -> scheme.name("lakedr", Side.A))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("base=lake, side=B");
    }

    @Test
    void regionsAreMarkedByTheirCodes() {
        NamingScheme scheme =
                NamingScheme.regionCode(RegionPair.of("eastus2", "centralus"), Map.of(Region.of("eastus2"), "eus2"));

        assertThat(scheme.name("lake", Side.A)).hasToString("lakeeus2");
        assertThat(scheme.name("lake", Side.B)).hasToString("lakecentralus");
        assertThat(scheme.read("lakecentralus")).contains(new NamingScheme.Reading("lake", Side.B));
        assertThat(scheme.read("lakewestus")).isEmpty();
    }

    @Test
    void illegalSchemesAndNamesAreRefused() {
        assertThatThrownBy(() -> NamingScheme.suffix("x", "x")).hasMessageContaining("both sides");
        assertThatThrownBy(() -> NamingScheme.suffix("", "DR")).hasMessageContaining("mark of side B");
        assertThatThrownBy(() -> NamingScheme.template("{base}", "a", "b")).hasMessageContaining("{mark}");
        assertThatThrownBy(() -> NamingScheme.template("{base}{base}{mark}", "a", "b"))
                .hasMessageContaining("{base}");
        NamingScheme scheme = NamingScheme.template("adla{mark}{base}", "a", "b");
        assertThatThrownBy(() -> scheme.name("averylongbasenamefora", Side.B)).hasMessageContaining("shorten");
        assertThatThrownBy(() -> scheme.name("with-dash", Side.B)).hasMessageContaining("base name");
    }

    @Test
    void aTakenNameDoesNotKeepTheOthersFromTheirs() {
        NameCheck check =
                name -> name.value().startsWith("taken") ? NameCheck.Owner.SOMEBODY_ELSE : NameCheck.Owner.NOBODY;

        List<NameCheck.Assigned> names =
                check.assign(NamingScheme.suffix("", "dr"), List.of("taken", "lake", "sea"), Side.B);

        assertThat(names).extracting(each -> each.name().value()).containsExactly("lakedr", "seadr", "takendr");
        assertThat(names).extracting(NameCheck.Assigned::usable).containsExactly(true, true, false);
        assertThat(names.get(2).sentence()).contains("'takendr' is taken by somebody else");
    }

    @Property(tries = 500)
    void whatIsHandedOutReadsBack(
            @ForAll @StringLength(min = 1, max = 20) @CharRange(from = 'a', to = 'd') String base, @ForAll Side side) {
        NamingScheme scheme = NamingScheme.suffix("", "ab");
        Optional<AccountName> name;
        try {
            name = Optional.of(scheme.name(base, side));
        } catch (RecoveryException refused) {
            name = Optional.empty();
        }

        name.ifPresent(made -> assertThat(scheme.read(made.value())).contains(new NamingScheme.Reading(base, side)));
        assertThat(name.isPresent() || base.endsWith("ab") || base.length() < 3).isTrue();
    }
}
