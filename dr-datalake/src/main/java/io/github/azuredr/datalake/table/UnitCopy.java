package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.TableScripts;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobIds;
import io.github.azuredr.datalake.job.JobRequest;
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.datalake.table.UnitResult.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The copying of one unit, stage by stage; a stage that ends badly is its result, and the later ones do nothing. */
final class UnitCopy {
    /** The state of a source of which nothing was copied yet. */
    static final UnitState NOTHING = new UnitState("nothing", 0);

    private final TableReplication.Account source;
    private final TableReplication.Account target;
    private final Unit unit;
    private final TableState from;
    private final Instant at;
    private final UnitState wanted;
    private final UnitState found;
    private final Optional<Checkpoint> last;
    private final int generation;
    private final StagedPaths paths;
    private final String path;
    private String load = "";
    private @Nullable Started export;
    private @Nullable Started importing;
    private @Nullable Checkpoint reached;
    private @Nullable UnitResult result;

    UnitCopy(
            TableReplication.Account source,
            TableReplication.Account target,
            Optional<Checkpoint> last,
            StagedPaths paths,
            Unit unit,
            TableState from,
            TableState to,
            Instant at) {
        this.source = source;
        this.target = target;
        this.unit = unit;
        this.from = from;
        this.at = at;
        this.wanted = from.unit(unit.label());
        this.found = to.unit(unit.label());
        this.last = last;
        this.generation = last.map(Checkpoint::generation).orElse(0);
        this.paths = paths;
        this.path = paths.of(unit, wanted);
    }

    /** Whether the later stages still have something to do. */
    boolean goesOn() {
        return result == null;
    }

    UnitResult result() {
        if (result == null) {
            throw new IllegalStateException("the copy of " + unit + " has not ended");
        }
        return result;
    }

    /** The checkpoint reached since the last call. */
    Optional<Checkpoint> reached() {
        Optional<Checkpoint> one = Optional.ofNullable(reached);
        reached = null;
        return one;
    }

    /** Has the unit written into a file, unless the target holds what replication did not write. */
    void beginExport() {
        boolean ours =
                last.isPresent() ? !last.get().done() || last.get().target().equals(found) : found.rows() == 0;
        if (!ours) {
            end(
                    Outcome.TARGET_CHANGED_BY_ANOTHER,
                    "the copy has " + found.rows() + " rows that replication did not write; empty it by hand to let"
                            + " replication go on");
            return;
        }
        String script =
                script(TableScripts.export(unit.table(), from.definition(), unit.label(), source.root() + path));
        if (goesOn()) {
            export = new Started(
                    source.jobs(),
                    JobRequest.of(
                            id("export", source.name()),
                            "dr export " + unit.table().name(),
                            script));
        }
    }

    /** Waits for the file. */
    void endExport() {
        if (export != null && goesOn()) {
            Job job = export.ended();
            if (!job.succeeded()) {
                failed(job, Outcome.EXPORT_FAILED);
            }
        }
    }

    /** Ends here when the source changed since it was listed. */
    void requireUnmoved(TableState now) {
        if (goesOn() && !now.unit(unit.label()).equals(wanted)) {
            end(Outcome.SOURCE_MOVED, "the source changed during its export");
        }
    }

    /** Copies the file to the target; from here on the target's rows are replication's own, complete or not. */
    void carry(StagedFiles files) {
        if (!goesOn()) {
            return;
        }
        load = script(TableScripts.load(unit.table(), from.definition(), unit.label(), target.root() + path));
        if (goesOn()) {
            files.copy(path);
            // Whoever is late with an older state must not find its file any more.
            last.map(before -> paths.of(unit, before.source()))
                    .filter(older -> !older.equals(path))
                    .ifPresent(files::retire);
            reached = new Checkpoint(unit, wanted, found, generation, false, id("import", target.name()), at);
        }
    }

    /** Has the target's rows replaced by the file's. */
    void beginImport() {
        // An import of another state, left behind by a pass that was killed, must not end after this one.
        boolean alone = last.filter(before -> !before.done())
                .map(Checkpoint::job)
                .filter(job -> !job.equals(id("import", target.name())))
                .map(target.jobs()::stopped)
                .orElse(true);
        if (goesOn() && !alone) {
            end(Outcome.STILL_RUNNING, "an earlier import of it does not stop");
        }
        if (goesOn()) {
            importing = new Started(
                    target.jobs(),
                    JobRequest.of(
                            id("import", target.name()),
                            "dr import " + unit.table().name(),
                            load));
        }
    }

    /** Waits for the rows. */
    void endImport() {
        if (importing != null && goesOn()) {
            Job job = importing.ended();
            if (!job.succeeded()) {
                failed(job, Outcome.IMPORT_FAILED);
            }
        }
    }

    /** A job that was submitted, or found, and is to be followed. */
    private static final class Started {
        private final JobRun jobs;
        private final JobRequest request;
        private final Job begun;

        Started(JobRun jobs, JobRequest request) {
            this.jobs = jobs;
            this.request = request;
            this.begun = jobs.begun(request);
        }

        Job ended() {
            return jobs.followed(request, begun);
        }
    }

    /** Compares the row counts; only equal ones make the copy complete. */
    void compare(TableState after) {
        if (!goesOn()) {
            return;
        }
        UnitState copied = after.unit(unit.label());
        boolean agree = copied.rows() == wanted.rows();
        reached = new Checkpoint(unit, wanted, copied, generation + 1, agree, id("import", target.name()), at);
        end(
                agree ? Outcome.COPIED : Outcome.ROW_COUNTS_DIFFER,
                agree
                        ? wanted.rows() + " rows"
                        : "the source has " + wanted.rows() + " rows, its copy " + copied.rows());
    }

    private String script(TableScripts.Written written) {
        if (written instanceof TableScripts.NotWritten no) {
            end(Outcome.NOT_WRITABLE, no.problem().reason());
            return "";
        }
        return written instanceof TableScripts.Script script ? script.text() : "";
    }

    /** A job that failed keeps its id for ever: the next attempt is a new generation. */
    private void failed(Job job, Outcome outcome) {
        if (!job.ended()) {
            end(Outcome.STILL_RUNNING, job.toString());
            return;
        }
        // A failed export touched nothing: the target is what it was, and still only replication's if it was before.
        reached = outcome == Outcome.EXPORT_FAILED
                ? new Checkpoint(
                        unit,
                        last.map(Checkpoint::source).orElse(NOTHING),
                        last.map(Checkpoint::target).orElse(found),
                        generation + 1,
                        last.map(Checkpoint::done).orElse(true),
                        job.id(),
                        at)
                : new Checkpoint(unit, wanted, found, generation + 1, false, job.id(), at);
        end(outcome, job.why());
    }

    private UUID id(String verb, String account) {
        List<String> parts = new ArrayList<>(List.of(
                verb,
                account,
                unit.table().toString(),
                wanted.fingerprint(),
                String.valueOf(generation),
                String.valueOf(from.definition().columns())));
        parts.addAll(unit.label());
        return JobIds.of(parts.toArray(String[]::new));
    }

    private void end(Outcome outcome, String detail) {
        result = new UnitResult(unit, outcome, detail);
    }
}
