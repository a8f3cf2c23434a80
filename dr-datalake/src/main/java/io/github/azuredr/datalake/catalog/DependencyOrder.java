package io.github.azuredr.datalake.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which changed objects need which others, and an order in which each comes after what it needs. */
final class DependencyOrder {
    static final Comparator<ObjectName> BY_KIND =
            Comparator.comparing(ObjectName::kind).thenComparing(Comparator.naturalOrder());

    private final Map<ObjectName, CatalogObject> changed = new HashMap<>();
    private final Map<String, List<ObjectName>> byWord = new HashMap<>();

    DependencyOrder(Collection<CatalogObject> objects) {
        for (CatalogObject object : objects) {
            changed.put(object.name(), object);
            boolean named = object.name().kind().isCode()
                    || object.name().kind() == ObjectKind.TABLE
                    || object.name().kind() == ObjectKind.TABLE_TYPE
                    || object.name().kind() == ObjectKind.ASSEMBLY;
            if (named) {
                byWord.computeIfAbsent(object.name().name(), word -> new ArrayList<>())
                        .add(object.name());
            }
        }
    }

    /** The changed objects that this one needs. */
    Set<ObjectName> needs(CatalogObject object) {
        ObjectName name = object.name();
        Set<ObjectName> needs = new TreeSet<>();
        if (name.kind() != ObjectKind.DATABASE) {
            add(needs, ObjectName.database(name.database()));
        }
        if (!name.schema().isEmpty() && name.kind() != ObjectKind.SCHEMA) {
            add(needs, ObjectName.schema(name.database(), name.schema()));
        }
        if (!name.table().isEmpty()) {
            add(needs, name.parentTable());
        }
        Definition definition = object.definition();
        if (definition instanceof Definition.Assembly assembly) {
            assembly.dependencies()
                    .forEach(each -> add(needs, ObjectName.inDatabase(ObjectKind.ASSEMBLY, name.database(), each)));
        } else if (definition instanceof Definition.Table table) {
            table.external()
                    .ifPresent(remote -> add(
                            needs,
                            ObjectName.inDatabase(ObjectKind.DATA_SOURCE, name.database(), remote.dataSource())));
        } else if (definition instanceof Definition.Code code) {
            for (String word : CodeText.references(code.text())) {
                byWord.getOrDefault(word, List.of()).forEach(each -> add(needs, each));
            }
            needs.remove(name);
        }
        return needs;
    }

    private void add(Set<ObjectName> needs, ObjectName other) {
        if (changed.containsKey(other)) {
            needs.add(other);
        }
    }

    /** Lowest kind and name first, so that equal inputs give equal orders; what needs a left-out object is left out, too. */
    List<Ddl> sort(Map<ObjectName, Ddl> written, Map<ObjectName, CatalogProblem> problems) {
        Map<ObjectName, Set<ObjectName>> waits = new TreeMap<>(BY_KIND);
        Map<ObjectName, List<ObjectName>> waiters = new HashMap<>();
        TreeSet<ObjectName> ready = new TreeSet<>(BY_KIND);
        leaveOutDependents(written, problems);
        for (Ddl ddl : written.values()) {
            Set<ObjectName> open = new HashSet<>(ddl.needs());
            open.retainAll(written.keySet());
            waits.put(ddl.name(), open);
            open.forEach(each ->
                    waiters.computeIfAbsent(each, key -> new ArrayList<>()).add(ddl.name()));
            if (open.isEmpty()) {
                ready.add(ddl.name());
            }
        }
        List<Ddl> sorted = new ArrayList<>(written.size());
        while (!ready.isEmpty()) {
            ObjectName next = ready.first();
            ready.remove(next);
            waits.remove(next);
            Ddl ddl = written.get(next);
            if (ddl != null) {
                sorted.add(ddl);
            }
            for (ObjectName waiter : waiters.getOrDefault(next, List.of())) {
                Set<ObjectName> open = waits.getOrDefault(waiter, Set.of());
                if (open.remove(next) && open.isEmpty()) {
                    ready.add(waiter);
                }
            }
        }
        waits.forEach((name, open) -> problems.put(
                name,
                new CatalogProblem(
                        name,
                        CatalogProblem.Rule.GOES_IN_A_CIRCLE,
                        "it needs " + new TreeSet<>(open) + ", which need it; create these by hand.")));
        return sorted;
    }

    private static void leaveOutDependents(Map<ObjectName, Ddl> written, Map<ObjectName, CatalogProblem> problems) {
        Map<ObjectName, List<ObjectName>> dependents = new HashMap<>();
        for (Ddl ddl : written.values()) {
            ddl.needs().forEach(each -> dependents
                    .computeIfAbsent(each, key -> new ArrayList<>())
                    .add(ddl.name()));
        }
        Deque<ObjectName> left = new ArrayDeque<>(problems.keySet());
        while (!left.isEmpty()) {
            ObjectName missing = left.remove();
            for (ObjectName dependent : dependents.getOrDefault(missing, List.of())) {
                if (written.remove(dependent) != null) {
                    problems.put(
                            dependent,
                            new CatalogProblem(
                                    dependent,
                                    CatalogProblem.Rule.NEEDS_ANOTHER,
                                    "it needs " + missing + ", which was left out; solve that first."));
                    left.add(dependent);
                }
            }
        }
    }
}
