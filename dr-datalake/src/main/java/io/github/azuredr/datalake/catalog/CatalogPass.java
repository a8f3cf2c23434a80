package io.github.azuredr.datalake.catalog;

import io.github.azuredr.datalake.catalog.CatalogApply.Applied;
import io.github.azuredr.datalake.job.JobRun;
import io.github.azuredr.datalake.listing.Rows;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One replication of a catalog: both sides are read, compared, and what differs is brought into the target. Each object
 * that cannot be is named; everything that does not need it still is.
 */
public final class CatalogPass {
    private final CatalogPort source;
    private final CatalogPort target;
    private final CatalogApply apply;
    private final DdlSettings settings;
    private final Translation translation;
    private final Path scratch;

    /**
     * Creates a pass.
     *
     * @param jobs brings the target's jobs to their end
     * @param files copies assemblies' files
     * @param logins what credentials hold
     * @param translation makes code name the target's accounts
     * @param scratch where a temporary folder may be made
     */
    public CatalogPass(
            CatalogPort source,
            CatalogPort target,
            JobRun jobs,
            CatalogFiles files,
            DdlSettings settings,
            Logins logins,
            Translation translation,
            Path scratch) {
        this.source = source;
        this.target = target;
        this.apply = new CatalogApply(target, jobs, files, settings, logins);
        this.settings = settings;
        this.translation = translation;
        this.scratch = scratch;
    }

    /**
     * What may be done about what differs.
     *
     * @param watch the deletions counted so far
     * @param counted whether this pass has been counted already, by an attempt that was killed
     * @param rebuild tables a person approved to be dropped and created again
     * @param keepWatch makes the new counts durable; called before anything changes
     * @param beforeRebuild called before tables are dropped
     */
    public record Allowed(
            DeletionWatch watch,
            boolean counted,
            Set<ObjectName> rebuild,
            Consumer<DeletionWatch> keepWatch,
            Consumer<Set<ObjectName>> beforeRebuild) {
        /** Copies the set. */
        public Allowed {
            rebuild = Set.copyOf(rebuild);
        }
    }

    /**
     * What a pass came to.
     *
     * @param objects how many the source holds
     * @param done what was changed in the target
     * @param problems what could not be replicated
     * @param held deletions that wait for more observations
     * @param drifted tables that only a rebuild would bring up to date
     * @param seen what the target now holds of the source
     */
    public record Report(
            long objects,
            Set<ObjectName> done,
            List<CatalogProblem> problems,
            int held,
            List<ObjectName> drifted,
            CatalogSeen seen) {
        /** Copies its collections. */
        public Report {
            done = Set.copyOf(done);
            problems = List.copyOf(problems);
            drifted = List.copyOf(drifted);
        }
    }

    /**
     * Runs.
     *
     * @param seen what was seen when the source was replicated last
     * @param at when the reading begins
     * @param generation names this pass; one that is taken up again has the same
     */
    public Report run(CatalogSeen seen, Allowed allowed, Instant at, String generation) {
        Map<ObjectName, String> marks = seen.marks();
        try (CatalogSnapshot from = CatalogSnapshot.take(source, at, scratch);
                CatalogSnapshot to = CatalogSnapshot.take(target, at, scratch)) {
            Map<ObjectName, CatalogProblem> problems = new TreeMap<>();
            List<Change> changes = changes(from, to, marks, problems);
            DeletionWatch watch = counted(allowed, changes);
            Set<ObjectName> due = watch.due(to.count());
            Map<ObjectName, Definition.Table> tables = parents(changes, from, to);
            DdlPlan plan = DdlPlan.of(
                    changes,
                    settings,
                    name -> Optional.ofNullable(tables.get(name)),
                    allowed.rebuild()::contains,
                    due::contains);
            rebuilt(plan, changes, allowed);
            Applied applied = apply.run(plan, changes, generation);
            applied.problems().forEach(problem -> problems.put(problem.object(), problem));
            return report(from, applied, problems, marks);
        }
    }

    /** Differences; an object whose copy cannot be told is not taken for one that the source lost. */
    private List<Change> changes(
            CatalogSnapshot from,
            CatalogSnapshot to,
            Map<ObjectName, String> marks,
            Map<ObjectName, CatalogProblem> problems) {
        List<Change> changes = new ArrayList<>();
        Consumer<CatalogProblem> note = problem -> problems.put(problem.object(), problem);
        try (Rows<CatalogObject> mine = from.objects();
                Rows<CatalogObject> theirs = to.objects()) {
            new CatalogDiff(changes::add, note, name -> Optional.ofNullable(marks.get(name)))
                    .compare(translation.of(mine, note), theirs);
        }
        changes.removeIf(change -> change instanceof Change.Surplus && problems.containsKey(change.name()));
        // Rules that only the target has stay: taking rights away is a person's decision.
        changes.removeIf(
                change -> change instanceof Change.Surplus && change.name().kind() == ObjectKind.ACCESS);
        return changes;
    }

    private static DeletionWatch counted(Allowed allowed, List<Change> changes) {
        if (allowed.counted()) {
            return allowed.watch();
        }
        DeletionWatch watch = allowed.watch()
                .seen(changes.stream()
                        .filter(Change.Surplus.class::isInstance)
                        .map(Change::name)
                        .toList());
        allowed.keepWatch().accept(watch);
        return watch;
    }

    private static void rebuilt(DdlPlan plan, List<Change> changes, Allowed allowed) {
        Set<ObjectName> written = new HashSet<>();
        plan.statements().forEach(ddl -> written.add(ddl.name()));
        Set<ObjectName> rebuilt = new HashSet<>();
        changes.forEach(change -> {
            boolean dropped = change instanceof Change.Different
                    && allowed.rebuild().contains(change.name())
                    && written.contains(change.name());
            if (dropped) {
                rebuilt.add(change.name());
            }
        });
        if (!rebuilt.isEmpty()) {
            allowed.beforeRebuild().accept(rebuilt);
        }
    }

    /** The tables of changed partitions and statistics, found in one reading however many changed. */
    private static Map<ObjectName, Definition.Table> parents(
            List<Change> changes, CatalogSnapshot from, CatalogSnapshot to) {
        Set<ObjectName> wanted = new HashSet<>();
        changes.forEach(change -> {
            if (!change.name().table().isEmpty()) {
                wanted.add(change.name().parentTable());
            }
        });
        Map<ObjectName, Definition.Table> found = new HashMap<>();
        if (!wanted.isEmpty()) {
            collect(to, wanted, found);
            collect(from, wanted, found);
        }
        return found;
    }

    private static void collect(
            CatalogSnapshot snapshot, Set<ObjectName> wanted, Map<ObjectName, Definition.Table> found) {
        try (Rows<CatalogObject> rows = snapshot.objects()) {
            rows.forEachRemaining(object -> {
                if (wanted.contains(object.name()) && object.definition() instanceof Definition.Table table) {
                    found.put(object.name(), table);
                }
            });
        }
    }

    private static Report report(
            CatalogSnapshot from,
            Applied applied,
            Map<ObjectName, CatalogProblem> problems,
            Map<ObjectName, String> marks) {
        CatalogSeen.Collector seen = new CatalogSeen.Collector();
        try (Rows<CatalogObject> rows = from.objects()) {
            rows.forEachRemaining(object -> {
                if (problems.containsKey(object.name())) {
                    seen.add(object.name(), Optional.ofNullable(marks.get(object.name())));
                } else {
                    seen.add(object);
                }
            });
        }
        List<CatalogProblem> real = problems.values().stream()
                .filter(each -> each.rule() != CatalogProblem.Rule.DELETION_HELD_BACK)
                .toList();
        return new Report(
                from.count(),
                applied.done(),
                real,
                problems.size() - real.size(),
                real.stream()
                        .filter(each -> each.rule() == CatalogProblem.Rule.NEEDS_APPROVAL)
                        .map(CatalogProblem::object)
                        .toList(),
                seen.all());
    }
}
