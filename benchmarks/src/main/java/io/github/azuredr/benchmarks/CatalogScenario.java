package io.github.azuredr.benchmarks;

import io.github.azuredr.datalake.catalog.CatalogDiff;
import io.github.azuredr.datalake.catalog.CatalogObject;
import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.ObjectKind;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.table.Checkpoint;
import io.github.azuredr.datalake.table.Checkpoints;
import io.github.azuredr.datalake.table.TableReplication;
import io.github.azuredr.datalake.table.TableState;
import io.github.azuredr.datalake.table.Unit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Comparing two large catalogs, and a pass over a table of which little changed. */
final class CatalogScenario implements Scenario {
    private static final int OBJECTS = 100_000;
    private static final int PARTITIONS = 10_000;
    private static final int CHANGED = 10;
    private static final ObjectName TABLE = ObjectName.table("d", "dbo", "t");

    @Override
    public String name() {
        return "catalog";
    }

    @Override
    public List<Line> run() throws Exception {
        List<Sample> diff = Alternation.of("ms", CatalogScenario::compare);
        Pass pass = pass();
        return List.of(
                Line.atMost(
                        String.format("compare catalogs of %,d objects", OBJECTS),
                        diff.get(0),
                        Sample.of("ms", 2000),
                        "2 s",
                        1.0),
                Line.atMost(
                        String.format("jobs of a pass, %d of %,d partitions changed", CHANGED, PARTITIONS),
                        Sample.of("", pass.jobs()),
                        Sample.of("", 2 * CHANGED),
                        "one export and one import each",
                        1.0),
                Line.atMost(
                        String.format("files of a pass, %d of %,d partitions changed", CHANGED, PARTITIONS),
                        Sample.of("", pass.files()),
                        Sample.of("", CHANGED),
                        "one each",
                        1.0),
                Line.informing(
                        String.format("calls of a pass, %d of %,d partitions changed", CHANGED, PARTITIONS),
                        Sample.of("", pass.calls()),
                        Sample.of("", PARTITIONS),
                        "one look per partition"));
    }

    private static double compare() {
        List<CatalogObject> source = views("old", 0);
        List<CatalogObject> target = views("old", 100);
        int[] found = {0};
        long start = System.nanoTime();
        new CatalogDiff(change -> found[0]++, problem -> found[0]++, name -> Optional.empty())
                .compare(source.iterator(), target.iterator());
        double took = (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        if (found[0] != OBJECTS / 100) {
            throw new AssertionError("every hundredth view differs, found " + found[0]);
        }
        return took;
    }

    private static List<CatalogObject> views(String text, int changedEach) {
        List<CatalogObject> views = new ArrayList<>(OBJECTS);
        for (int i = 0; i < OBJECTS; i++) {
            boolean changed = changedEach > 0 && i % changedEach == 0;
            views.add(new CatalogObject(
                    ObjectName.inSchema(ObjectKind.VIEW, "d", "dbo", String.format("v%07d", i)),
                    "1",
                    new Definition.Code((changed ? "new " : text + " ") + i)));
        }
        return views;
    }

    /** What one pass sent. */
    private record Pass(int jobs, int files, int calls) {}

    private static Pass pass() {
        CountingAccount source = new CountingAccount("east", PARTITIONS);
        CountingAccount target = new CountingAccount("central", PARTITIONS).copying(source);
        Checkpoints checkpoints = Checkpoints.inMemory();
        TableState complete = TableState.read(source, TABLE).orElseThrow();
        complete.units()
                .forEach((label, state) -> checkpoints.put(
                        new Checkpoint(new Unit(TABLE, label), state, state, 1, true, new UUID(0, 0), Instant.EPOCH)));
        IntStream.range(0, CHANGED).forEach(i -> source.insert(i * 997));
        int before = source.calls();
        List<String> files = new ArrayList<>();
        new TableReplication(
                        source.side(), target.side(), files::add, checkpoints, InstantSource.system(), "/dr/tables")
                .pass(TABLE);
        return new Pass(source.jobs() + target.jobs(), files.size(), source.calls() - before + target.calls());
    }
}
