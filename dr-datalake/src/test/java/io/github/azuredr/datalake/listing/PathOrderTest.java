package io.github.azuredr.datalake.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PathOrderTest {
    /** The definition, component by component, in bytes. */
    private static final Comparator<String> DEFINITION = (left, right) -> {
        List<String> a = List.of(left.split("/", -1));
        List<String> b = List.of(right.split("/", -1));
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Arrays.compareUnsigned(
                    a.get(i).getBytes(StandardCharsets.UTF_8), b.get(i).getBytes(StandardCharsets.UTF_8));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    };

    @Property(tries = 2000)
    void ordersByComponentsInUnsignedUtf8(@ForAll("paths") String left, @ForAll("paths") String right) {
        assertThat(Integer.signum(PathOrder.INSTANCE.compare(left, right)))
                .isEqualTo(Integer.signum(DEFINITION.compare(left, right)));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "-", ".", "/", " ", "~", "\u00e4", "\uffee", "\ud83d\ude00", "0")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Test
    void aDirectoryStandsRightBeforeWhatItHoldsWhateverItsNeighboursAreCalled() {
        assertThat(Stream.of("a-b", "a/b", "a", "a.b", "a/").sorted(PathOrder.INSTANCE))
                .containsExactly("a", "a/", "a/b", "a-b", "a.b");
    }
}
