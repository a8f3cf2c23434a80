package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.catalog.TableScripts;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.job.JobRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns the direction in which one table's rows are copied, when the side that was active before has returned. What that
 * side holds in another state than the one copied last was written after the last pass: it is exported and carried to the
 * surviving side before replication may write over it.
 */
public final class TableTurn {
    private final TableReplication.Account returned;
    private final StagedFiles files;
    private final String folder;
    private final long epoch;
    private final Instant at;

    /**
     * Creates a turn.
     *
     * @param returned the side that is to be copied to from now on
     * @param files carries files from it to the surviving side
     * @param folder where rows are set aside, rooted, on both sides
     * @param epoch the present epoch
     * @param at now
     */
    public TableTurn(TableReplication.Account returned, StagedFiles files, String folder, long epoch, Instant at) {
        this.returned = returned;
        this.files = files;
        this.folder = folder;
        this.epoch = epoch;
        this.at = at;
    }

    /**
     * Rows that only the returned side has.
     *
     * @param unit whose
     * @param how in words
     * @param keptAt where they lie on the surviving side; empty when they could not be exported
     * @param problem why not; empty when they were
     */
    public record Difference(Unit unit, String how, String keptAt, String problem) {}

    /**
     * Sets rows aside and begins the returned side's ledger.
     *
     * @param forward the surviving side's ledger: what was copied there
     * @param back the returned side's ledger, begun anew
     */
    public List<Difference> run(ObjectName table, TableLedger forward, TableLedger back) {
        List<Difference> found = new ArrayList<>();
        List<Checkpoint> seeds = new ArrayList<>();
        Optional<TableState> state = TableState.read(returned.catalog(), table);
        if (state.isPresent()) {
            for (Map.Entry<List<String>, UnitState> each : state.get().units().entrySet()) {
                Unit unit = new Unit(table, each.getKey());
                UnitState here = each.getValue();
                Optional<Checkpoint> copied = forward.find(unit);
                int generation = Math.max(
                                copied.map(Checkpoint::generation).orElse(0),
                                back.find(unit).map(Checkpoint::generation).orElse(0))
                        + 1;
                boolean known = copied.filter(one -> one.source().equals(here)).isPresent();
                if (known && copied.get().done()) {
                    // The surviving side's copy, as it was then, is what this side holds.
                    seeds.add(seed(unit, copied.get().target(), here, generation));
                } else if (known || here.rows() == 0) {
                    seeds.add(seed(unit, UnitCopy.NOTHING, here, generation));
                } else {
                    Difference lost = setAside(unit, state.get(), here, copied);
                    found.add(lost);
                    if (lost.problem().isEmpty()) {
                        seeds.add(seed(unit, UnitCopy.NOTHING, here, generation));
                    }
                }
            }
        } else if (!forward.record().rows().isEmpty()) {
            found.add(new Difference(new Unit(table, List.of()), "dropped after the last pass", "", ""));
        }
        back.turn(seeds, epoch);
        return found;
    }

    private Checkpoint seed(Unit unit, UnitState from, UnitState to, int generation) {
        return new Checkpoint(unit, from, to, generation, true, new UUID(0, 0), at);
    }

    private Difference setAside(Unit unit, TableState state, UnitState here, Optional<Checkpoint> copied) {
        String how = copied.map(one -> "changed after the last pass: " + here.rows() + " rows, "
                        + one.source().rows() + " when it was copied")
                .orElse("added after the last pass: " + here.rows() + " rows");
        String path = folder + "/" + JobIds.of("unit", unit.table().toString(), String.join("\n", unit.label())) + "/"
                + here.fingerprint() + ".tsv";
        TableScripts.Written written =
                TableScripts.export(unit.table(), state.definition(), unit.label(), returned.root() + path);
        if (!(written instanceof TableScripts.Script script)) {
            return new Difference(unit, how, "", written.toString());
        }
        UUID id = JobIds.of(
                "setaside",
                returned.name(),
                path,
                String.valueOf(state.definition().columns()));
        Job job = returned.jobs()
                .toItsEnd(JobRequest.of(id, "dr set aside " + unit.table().name(), script.text()));
        if (!job.succeeded()) {
            return new Difference(unit, how, "", job.why());
        }
        files.copy(path);
        return new Difference(unit, how, path.substring(1), "");
    }
}
