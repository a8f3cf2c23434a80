package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.state.StateFile;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.ListingPage;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.store.Reserved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The checkpoints of one table in a file on the side its rows are copied to; what is put is durable at once. */
public final class TableLedger implements Checkpoints {
    private static final String DIRECTORY = "tables";

    private final StateFile<TableRecord> file;
    private final Map<List<String>, Checkpoint> known = new LinkedHashMap<>();

    private TableLedger(StateFile<TableRecord> file) {
        this.file = file;
        file.value().checkpoints().forEach(each -> known.put(each.unit().label(), each));
    }

    /** Reads a table's ledger; one that is not there is empty. */
    public static TableLedger open(LakePort lake, String tree, ObjectName table, Patience patience) {
        return new TableLedger(StateFile.open(
                lake,
                Reserved.path(
                        tree, DIRECTORY, JobIds.of("table", table.toString()).toString()),
                TableRecord.class,
                TableRecord.nothingOf(table),
                patience));
    }

    /** The ledgers of all tables that were ever copied to this side. */
    public static List<TableLedger> all(LakePort lake, String tree, Patience patience) {
        List<String> paths = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Optional<String> token = next;
            ListingPage page;
            try {
                page = patience.read(() -> lake.list(Reserved.path(tree, DIRECTORY), token));
            } catch (LakeException failed) {
                if (failed.kind() != LakeFailure.NOT_FOUND) {
                    throw failed;
                }
                return List.of();
            }
            page.files().stream()
                    .filter(each -> !each.directory())
                    .map(LakeFile::path)
                    .forEach(paths::add);
            next = page.continuation();
        } while (next.isPresent());
        ObjectName nobody = ObjectName.table("none", "none", "none");
        return paths.stream()
                .map(path -> new TableLedger(
                        StateFile.open(lake, path, TableRecord.class, TableRecord.nothingOf(nobody), patience)))
                .toList();
    }

    /** What is remembered. */
    public TableRecord record() {
        return file.value();
    }

    @Override
    public Optional<Checkpoint> find(Unit unit) {
        return Optional.ofNullable(known.get(unit.label()));
    }

    @Override
    public void put(Checkpoint checkpoint) {
        putAll(List.of(checkpoint));
    }

    @Override
    public void putAll(Collection<Checkpoint> checkpoints) {
        checkpoints.forEach(each -> known.put(each.unit().label(), each));
        file.replace(file.value().with(List.copyOf(known.values()), file.value().turned()));
    }

    /** Begins anew with these checkpoints, in the epoch in which this side became the one that is copied to. */
    public void turn(Collection<Checkpoint> checkpoints, long epoch) {
        known.clear();
        checkpoints.forEach(each -> known.put(each.unit().label(), each));
        file.replace(file.value().with(List.copyOf(known.values()), epoch));
    }

    /** The copy is about to be dropped: every unit is to be copied again, over whatever is there. */
    public void forgetCopies() {
        known.replaceAll((label, each) -> new Checkpoint(
                each.unit(), each.source(), each.target(), each.generation() + 1, false, each.job(), each.at()));
        file.replace(file.value().with(List.copyOf(known.values()), file.value().turned()));
    }
}
