package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.Definition;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.catalog.TableScripts;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.job.JobRequest;
import io.github.azuredr.datalake.table.UnitResult.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Ends the imports a pass left under way, from the files that are on this side already; the other side is not asked. */
public final class Unfinished {
    private final TableReplication.Account account;
    private final StagedFiles files;
    private final StagedPaths paths;

    /**
     * Creates it.
     *
     * @param account the side the rows were copied to
     * @param files retires the files that were imported
     * @param folder where exported files lie, as in {@link TableReplication}
     */
    public Unfinished(TableReplication.Account account, StagedFiles files, String folder) {
        this.account = account;
        this.files = files;
        this.paths = new StagedPaths(folder);
    }

    /** Finishes one table. */
    public List<UnitResult> finish(TableLedger ledger) {
        List<Checkpoint> open = ledger.record().unfinished();
        if (open.isEmpty()) {
            return List.of();
        }
        ObjectName table = ledger.record().name();
        Optional<TableState> state = TableState.read(account.catalog(), table);
        List<UnitResult> results = new ArrayList<>();
        if (state.isEmpty()) {
            open.forEach(each -> results.add(
                    new UnitResult(each.unit(), Outcome.NO_TARGET_TABLE, "its table is not in the catalog")));
            return results;
        }
        Map<Checkpoint, Job> ended = new LinkedHashMap<>();
        open.forEach(each -> imported(each, state.get().definition(), results).ifPresent(job -> ended.put(each, job)));
        TableState after = TableState.read(account.catalog(), table).orElse(state.get());
        List<Checkpoint> reached = new ArrayList<>();
        ended.forEach((each, job) -> {
            UnitState copied = after.unit(each.unit().label());
            boolean agree = job.succeeded() && copied.rows() == each.source().rows();
            reached.add(new Checkpoint(
                    each.unit(), each.source(), copied, each.generation() + 1, agree, job.id(), each.at()));
            results.add(
                    agree
                            ? new UnitResult(each.unit(), Outcome.COPIED, copied.rows() + " rows")
                            : new UnitResult(
                                    each.unit(),
                                    job.succeeded() ? Outcome.ROW_COUNTS_DIFFER : Outcome.IMPORT_FAILED,
                                    job.succeeded()
                                            ? "its file has " + each.source().rows() + " rows, its copy "
                                                    + copied.rows()
                                            : job.why()));
        });
        ledger.putAll(reached);
        reached.stream().filter(Checkpoint::done).forEach(each -> files.retire(paths.of(each.unit(), each.source())));
        return results;
    }

    /** The pass's own import when it had succeeded, else one more from the same file. */
    private Optional<Job> imported(Checkpoint each, Definition.Table definition, List<UnitResult> results) {
        UUID id = JobIds.of(
                "finish",
                account.name(),
                each.unit().table().toString(),
                String.join("\n", each.unit().label()),
                each.source().fingerprint(),
                String.valueOf(each.generation()));
        TableScripts.Written written = TableScripts.load(
                each.unit().table(),
                definition,
                each.unit().label(),
                account.root() + paths.of(each.unit(), each.source()));
        if (!(written instanceof TableScripts.Script script)) {
            results.add(new UnitResult(each.unit(), Outcome.NOT_WRITABLE, written.toString()));
            return Optional.empty();
        }
        Optional<Job> before = account.jobs().seen(each.job()).filter(Job::succeeded);
        Job job = before.orElseGet(() -> account.jobs()
                .toItsEnd(JobRequest.of(id, "dr import " + each.unit().table().name(), script.text())));
        if (!job.ended()) {
            results.add(new UnitResult(each.unit(), Outcome.STILL_RUNNING, job.toString()));
            return Optional.empty();
        }
        return Optional.of(job);
    }
}
