package io.github.azuredr.datalake.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The statements for a set of changes, in an order in which each finds what it needs.
 *
 * @param statements in the order to run them
 * @param problems objects left out, each with its reason; also those that need one that was left out
 */
public record DdlPlan(List<Ddl> statements, List<CatalogProblem> problems) {
    /** Copies the lists. */
    public DdlPlan {
        statements = List.copyOf(statements);
        problems = List.copyOf(problems);
    }

    /**
     * Writes the statements for changes.
     *
     * @param changes what differs; memory grows with them, not with the catalog
     * @param settings what the catalog does not tell
     * @param table finds the table of a partition that did not itself change
     * @param mayRebuild whether a table that cannot be altered in place may be dropped and created again, its rows lost
     *     until they are replicated anew; a person's approval
     * @param mayDrop whether an object that only the target has may go; repeated clean observations and a guard
     */
    public static DdlPlan of(
            Collection<? extends Change> changes,
            DdlSettings settings,
            Function<ObjectName, Optional<Definition.Table>> table,
            Predicate<ObjectName> mayRebuild,
            Predicate<ObjectName> mayDrop) {
        return new Drafting(settings, table, mayRebuild, mayDrop).of(changes);
    }

    private static final class Drafting {
        private final DdlWriter writer;
        private final Function<ObjectName, Optional<Definition.Table>> table;
        private final Predicate<ObjectName> mayRebuild;
        private final Predicate<ObjectName> mayDrop;
        private final Map<ObjectName, Definition.Table> changedTables = new HashMap<>();
        private final Map<ObjectName, CatalogProblem> problems = new TreeMap<>();

        Drafting(
                DdlSettings settings,
                Function<ObjectName, Optional<Definition.Table>> table,
                Predicate<ObjectName> mayRebuild,
                Predicate<ObjectName> mayDrop) {
            this.writer = new DdlWriter(settings);
            this.table = table;
            this.mayRebuild = mayRebuild;
            this.mayDrop = mayDrop;
        }

        DdlPlan of(Collection<? extends Change> changes) {
            Map<ObjectName, CatalogObject> wanted = new TreeMap<>(DependencyOrder.BY_KIND);
            List<CatalogObject> surplus = new ArrayList<>();
            Map<ObjectName, CatalogObject> targets = new HashMap<>();
            for (Change change : changes) {
                if (change instanceof Change.Surplus gone) {
                    surplus.add(gone.target());
                } else if (change instanceof Change.Different differs) {
                    wanted.put(differs.name(), differs.source());
                    targets.put(differs.name(), differs.target());
                } else if (change instanceof Change.Missing missing) {
                    wanted.put(missing.name(), missing.source());
                }
            }
            wanted.forEach((name, object) -> {
                if (object.definition() instanceof Definition.Table made) {
                    changedTables.put(name, made);
                }
            });
            Map<ObjectName, Ddl> written = new LinkedHashMap<>();
            DependencyOrder order = new DependencyOrder(wanted.values());
            for (CatalogObject object : wanted.values()) {
                if (object.name().kind() != ObjectKind.CREDENTIAL
                        && object.name().kind() != ObjectKind.ACCESS) {
                    write(object, Optional.ofNullable(targets.get(object.name())), order)
                            .ifPresent(ddl -> written.put(ddl.name(), ddl));
                }
            }
            List<Ddl> statements = new ArrayList<>(drops(surplus));
            statements.addAll(order.sort(written, problems));
            return new DdlPlan(statements, List.copyOf(problems.values()));
        }

        private Optional<Ddl> write(CatalogObject object, Optional<CatalogObject> target, DependencyOrder order) {
            try {
                String text = target.isPresent() ? alter(object, target.get()) : create(object);
                return text.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Ddl(object.name(), text, order.needs(object)));
            } catch (Refused refused) {
                problems.put(object.name(), refused.of(object.name()));
                return Optional.empty();
            }
        }

        private String create(CatalogObject object) {
            return writer.create(
                    object, name -> Optional.ofNullable(changedTables.get(name)).or(() -> table.apply(name)));
        }

        private String alter(CatalogObject source, CatalogObject target) {
            ObjectName name = source.name();
            if (source.definition() instanceof Definition.Table mine
                    && target.definition() instanceof Definition.Table theirs
                    && TableDrift.between(mine, theirs) instanceof TableDrift.Additive more) {
                return TableDdl.addColumns(name, more.columns());
            }
            boolean rowsAtStake = name.kind() == ObjectKind.TABLE || name.kind() == ObjectKind.PARTITION;
            if (rowsAtStake && !mayRebuild.test(name)) {
                throw new Refused(
                        CatalogProblem.Rule.NEEDS_APPROVAL,
                        why(source, target) + "; it cannot be altered in place. Approve its rebuild, which drops it and"
                                + " replicates its rows anew.");
            }
            // Code and assemblies are written with their own DROP.
            boolean dropsItself = name.kind().isCode() || name.kind() == ObjectKind.ASSEMBLY;
            return dropsItself ? create(source) : DdlWriter.drop(name) + "\n" + create(source);
        }

        private static String why(CatalogObject source, CatalogObject target) {
            return source.definition() instanceof Definition.Table mine
                            && target.definition() instanceof Definition.Table theirs
                            && TableDrift.between(mine, theirs) instanceof TableDrift.Rebuild rebuild
                    ? rebuild.why()
                    : "it differs from its copy";
        }

        private List<Ddl> drops(List<CatalogObject> surplus) {
            List<Ddl> drops = new ArrayList<>();
            List<CatalogObject> backwards = new ArrayList<>(surplus);
            backwards.sort(Comparator.comparing(CatalogObject::name, DependencyOrder.BY_KIND.reversed()));
            for (CatalogObject object : backwards) {
                ObjectName name = object.name();
                boolean byScript = name.kind() != ObjectKind.CREDENTIAL && name.kind() != ObjectKind.ACCESS;
                if (!mayDrop.test(name)) {
                    problems.put(
                            name,
                            new CatalogProblem(
                                    name,
                                    CatalogProblem.Rule.DELETION_HELD_BACK,
                                    "only the target has it; it goes after enough clean observations, and not while"
                                            + " more is missing than the guard allows."));
                } else if (byScript) {
                    drop(object).ifPresent(drops::add);
                }
            }
            return drops;
        }

        private Optional<Ddl> drop(CatalogObject object) {
            ObjectName name = object.name();
            if (!(object.definition() instanceof Definition.Partition partition)) {
                return Optional.of(new Ddl(name, DdlWriter.drop(name), Set.of()));
            }
            // A partition whose table goes, too, goes with it.
            return table.apply(name.parentTable())
                    .map(parent -> new Ddl(
                            name, TableDdl.dropPartition(name.parentTable(), parent, partition.label()), Set.of()));
        }
    }
}
