package io.github.azuredr.datalake.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.error.RecoveryException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Two catalogs in order, merged. */
class CatalogDiffTest {
    private final List<Change> changes = new ArrayList<>();
    private final List<CatalogProblem> problems = new ArrayList<>();

    @Test
    void namesThatDifferOnlyByCaseAreReportedAndNotCompared() {
        compare(List.of(view("V", "1"), view("v", "2"), view("w", "3")), List.of(view("v", "9")));

        assertThat(changes)
                .extracting(Change::name)
                .containsExactly(view("w", "3").name());
        assertThat(problems)
                .extracting(each -> each.object().name() + " " + each.rule())
                .containsExactly("V NAMES_DIFFER_ONLY_BY_CASE", "v NAMES_DIFFER_ONLY_BY_CASE");
    }

    @Test
    void anAssemblyWhoseVersionMovedOnIsDifferentAlthoughItLooksTheSame() {
        ObjectName name = ObjectName.inDatabase(ObjectKind.ASSEMBLY, "d", "a");
        CatalogObject mine = new CatalogObject(name, "v2", assembly("/east/1"));
        CatalogObject theirs = new CatalogObject(name, "x", assembly("/central/7"));
        CatalogDiff diff = new CatalogDiff(changes::add, problems::add, any -> Optional.of("v1"));

        diff.compare(List.of(mine).iterator(), List.of(theirs).iterator());

        assertThat(changes).singleElement().isInstanceOf(Change.Different.class);
    }

    @Test
    void aSideOutOfOrderIsRefused() {
        assertThatThrownBy(() -> compare(List.of(view("b", "1"), view("a", "2")), List.of()))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("not in order");
    }

    @Test
    void aHundredThousandObjectsTakeLessThanTwoSeconds() {
        assertThat(mergeMillis(100_000)).isLessThan(Duration.ofSeconds(2).toMillis());
        assertThat(changes).hasSize(100);
    }

    @Property(tries = 300)
    void aDiffIsWhatTheMapsSay(
            @ForAll @Size(max = 12) Map<@StringLength(min = 1, max = 2) @CharRange(from = 'a', to = 'c') String, Boolean> left,
            @ForAll @Size(max = 12) Map<@StringLength(min = 1, max = 2) @CharRange(from = 'a', to = 'c') String, Boolean> right) {
        changes.clear();
        compare(objects(left), objects(right));

        List<String> expected = Stream.concat(left.keySet().stream(), right.keySet().stream())
                .distinct()
                .sorted()
                .filter(name -> !Optional.ofNullable(left.get(name)).equals(Optional.ofNullable(right.get(name))))
                .map(name -> name
                        + (!right.containsKey(name) ? "Missing" : !left.containsKey(name) ? "Surplus" : "Different"))
                .toList();
        assertThat(changes)
                .extracting(each -> each.name().name() + each.getClass().getSimpleName())
                .containsExactlyElementsOf(expected);
    }

    /** The merge's own processor time: a busy machine does not count. */
    private long mergeMillis(int objects) {
        List<CatalogObject> left =
                IntStream.range(0, objects).mapToObj(i -> tableNumber(i, false)).toList();
        List<CatalogObject> right = IntStream.range(0, objects)
                .mapToObj(i -> tableNumber(i, i % 1000 == 0))
                .toList();
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        compare(left, right);
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
                .toMillis();
    }

    private static CatalogObject tableNumber(int number, boolean other) {
        String name = "table" + (1_000_000 + number);
        return new CatalogObject(
                ObjectName.table("d", "dbo", name),
                "v",
                DdlTest.table(
                        6,
                        List.of(),
                        DdlTest.column("id", "System.Int32"),
                        DdlTest.column(other ? "x" : "y", "System.String")));
    }

    private void compare(List<CatalogObject> source, List<CatalogObject> target) {
        new CatalogDiff(changes::add, problems::add, any -> Optional.empty())
                .compare(source.iterator(), target.iterator());
    }

    private static List<CatalogObject> objects(Map<String, Boolean> from) {
        List<CatalogObject> objects = new ArrayList<>();
        new TreeMap<>(from).forEach((name, text) -> objects.add(view(name, String.valueOf(text))));
        return objects;
    }

    private static CatalogObject view(String name, String text) {
        return new CatalogObject(
                ObjectName.inSchema(ObjectKind.VIEW, "d", "dbo", name), "v", new Definition.Code(text));
    }

    private static Definition assembly(String path) {
        return new Definition.Assembly(
                "clr", List.of(new Definition.AssemblyFile("Assembly", "a.dll", path)), List.of());
    }
}
