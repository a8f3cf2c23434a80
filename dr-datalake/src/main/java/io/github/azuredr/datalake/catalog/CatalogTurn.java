package io.github.azuredr.datalake.catalog;

import io.github.azuredr.datalake.listing.Rows;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody changed in a catalog after it was replicated last, told by the marks of that pass and not by the other side,
 * where people have gone on working.
 */
public final class CatalogTurn {
    private final CatalogPort returned;
    private final CatalogPort surviving;
    private final Path scratch;

    /** Compares a returned side with what was seen of it. */
    public CatalogTurn(CatalogPort returned, CatalogPort surviving, Path scratch) {
        this.returned = returned;
        this.surviving = surviving;
        this.scratch = scratch;
    }

    /**
     * One object that only the returned side has so.
     *
     * @param name which
     * @param how in words
     * @param text its definition where it is code; else how it is made, as text
     */
    public record Difference(ObjectName name, String how, String text) {}

    /**
     * What was found.
     *
     * @param differences objects created, changed or dropped after the last pass
     * @param seen what the returned side holds of the surviving one, from where the first pass back begins
     */
    public record Found(List<Difference> differences, CatalogSeen seen) {
        /** Copies the list. */
        public Found {
            differences = List.copyOf(differences);
        }
    }

    /** Compares; the rows of partitions are compared by the tables' own turn. */
    public Found run(CatalogSeen seen, Instant at) {
        Map<ObjectName, String> left = new HashMap<>(seen.marks());
        List<Difference> differences = new ArrayList<>();
        Map<ObjectName, Boolean> assemblies = new HashMap<>();
        try (CatalogSnapshot here = CatalogSnapshot.take(returned, at, scratch);
                Rows<CatalogObject> rows = here.objects()) {
            rows.forEachRemaining(object -> {
                String mark = left.remove(object.name());
                boolean same = CatalogSeen.mark(object).equals(mark);
                if (object.name().kind() == ObjectKind.ASSEMBLY && same) {
                    assemblies.put(object.name(), true);
                }
                if (!same && object.name().kind() != ObjectKind.PARTITION) {
                    differences.add(new Difference(
                            object.name(),
                            mark == null ? "created after the last pass" : "changed after the last pass",
                            text(object)));
                }
            });
        }
        left.keySet().stream()
                .filter(name -> name.kind() != ObjectKind.PARTITION)
                .sorted()
                .forEach(name -> differences.add(new Difference(name, "dropped after the last pass", "")));
        return new Found(differences, unchangedAssemblies(assemblies));
    }

    /** An assembly shows no content: one that both sides have had since the last pass need not be carried back. */
    private CatalogSeen unchangedAssemblies(Map<ObjectName, Boolean> unchanged) {
        CatalogSeen.Collector seen = new CatalogSeen.Collector();
        for (CatalogObject database : surviving.databases()) {
            for (CatalogObject assembly : surviving.list(ObjectKind.ASSEMBLY, database.name())) {
                if (unchanged.containsKey(assembly.name())) {
                    seen.add(assembly);
                }
            }
        }
        return seen.all();
    }

    private static String text(CatalogObject object) {
        return object.definition() instanceof Definition.Code code
                ? code.text()
                : String.valueOf(object.definition().portable());
    }
}
