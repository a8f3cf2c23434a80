package io.github.azuredr.datalake;

import io.github.azuredr.datalake.catalog.CatalogMemory;
import io.github.azuredr.datalake.catalog.CatalogPass;
import io.github.azuredr.datalake.catalog.CatalogProblem;
import io.github.azuredr.datalake.catalog.CatalogSeen;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.manifest.PassRefused;
import io.github.azuredr.datalake.state.StateFile;
import io.github.azuredr.datalake.table.TableLedger;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the catalog of the other side to that of this one: databases, schemas, credentials, data sources, assemblies, types,
 * tables, partitions, statistics, code and access rules.
 *
 * @param tree the tree that the accounts work on
 * @param from the side to read from
 * @param settings how the accounts are replicated
 * @param rebuild tables whose copy a person allowed to be dropped and created again
 */
record SyncCatalog(String tree, Side from, AnalyticsSettings settings, List<ObjectName> rebuild)
        implements Step<LakeSide> {
    @Override
    public String title() {
        return "Bring the catalog of side " + from.other() + " to that of side " + from;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    /** A late job states an older definition, which the next pass replaces; one that drops a table costs its rows. */
    @Override
    public Fencing fencing() {
        return rebuild.isEmpty() ? Fencing.CONVERGENT : Fencing.UNFENCED;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(Side.A, Side.B);
    }

    @Override
    public Duration timeout() {
        return Duration.ofHours(3);
    }

    /** Running it again is safe: it compares anew, and the jobs of a pass that was killed are found by their ids. */
    @Override
    public Presence observe(StepContext<LakeSide> at) {
        return Presence.absent();
    }

    @Override
    public Outcome.Answer execute(StepContext<LakeSide> at) {
        return Answers.of(() -> {
            AnalyticsRun run = new AnalyticsRun(at, tree, settings);
            LakeSide target = at.on(from.other());
            run.mustBeAllowed(target);
            Instant read = run.serviceTime(at.on(from));
            StateFile<CatalogMemory> memory = run.memory(target);
            if (memory.value().epoch() > at.epoch()) {
                throw new PassRefused(
                        "The catalog of side " + from.other() + " was replicated in the later epoch "
                                + memory.value().epoch() + ".",
                        "follow the journal to the present epoch.");
            }
            memory.replace(memory.value().begun(at.idempotencyKey(), at.epoch()));
            StateFile<CatalogSeen> seen = run.seen(target);
            CatalogPass.Report report = pass(at, run)
                    .run(
                            seen.value(),
                            allowed(memory, run, target),
                            read,
                            String.valueOf(memory.value().pass()));
            seen.replace(report.seen());
            List<String> problems =
                    report.problems().stream().map(CatalogProblem::toString).toList();
            memory.replace(memory.value().ended(problems, report.drifted(), read.toString()));
            return Outcome.done()
                    .with("objects", report.objects())
                    .with("changed", report.done().size())
                    .with("held", report.held())
                    .with("problems", problems.size())
                    .with("first", problems.stream().findFirst().orElse(""))
                    .with(WholePoint.SOURCE_TIME, read);
        });
    }

    private CatalogPass pass(StepContext<LakeSide> at, AnalyticsRun run) {
        LakeSide target = at.on(from.other());
        return new CatalogPass(
                at.on(from),
                target,
                run.jobs(target),
                (fromPath, toPath) -> run.carry(from, fromPath, toPath),
                settings.ddl(),
                target.logins(),
                run.translationTo(from.other()),
                target.room().scratch());
    }

    private CatalogPass.Allowed allowed(StateFile<CatalogMemory> memory, AnalyticsRun run, LakeSide target) {
        CatalogMemory begun = memory.value();
        return new CatalogPass.Allowed(
                begun.watch(settings.observations(), settings.largestGoneShare()),
                begun.counted() == begun.pass(),
                new HashSet<>(rebuild),
                watch -> memory.replace(memory.value().counted(watch)),
                tables -> tables.forEach(table ->
                        TableLedger.open(target, tree, table, run.patience()).forgetCopies()));
    }
}
