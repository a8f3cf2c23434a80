package io.github.azuredr.datalake;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datalake.catalog.CatalogMemory;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.state.StateFile;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.store.Reserved;
import io.github.azuredr.pair.Side;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a look at one side says of its analytics account: that it answers, and what the newest passes into it left. */
final class AnalyticsLook {
    private static final Codec JSON = Codec.create();

    private AnalyticsLook() {}

    /** Facts of a look. */
    static Map<String, String> at(LakeSide lake, String tree, boolean treeExists, Patience once) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("account", lake.account());
        facts.put("databases", Boolean.toString(lake.databases().iterator().hasNext()));
        if (treeExists) {
            CatalogMemory catalog = StateFile.open(
                            lake, Reserved.path(tree, "catalog"), CatalogMemory.class, CatalogMemory.none(), once)
                    .value();
            facts.put("catalogCompleted", catalog.completed());
            facts.put("catalogProblems", shown(catalog.problems()));
            facts.put("catalogGone", Integer.toString(catalog.gone().size()));
            facts.put("drifted", JSON.text(new Drifted(catalog.drifted())));
            TablesMemory tables = StateFile.open(
                            lake, Reserved.path(tree, "tables-pass"), TablesMemory.class, TablesMemory.none(), once)
                    .value();
            facts.put("tablesCompleted", tables.completed());
            facts.put("tablesProblems", shown(tables.problems()));
            facts.put("jobsKept", jobs(lake, tree));
        }
        return facts;
    }

    private static String shown(List<String> problems) {
        return problems.isEmpty() ? "" : problems.size() + ", the first: " + problems.get(0);
    }

    private static String jobs(LakeSide lake, String tree) {
        String directory = Reserved.path(tree, "jobs");
        if (lake.traits().hierarchical() && lake.look(directory).isEmpty()) {
            return "";
        }
        return lake.list(directory, Optional.empty()).files().stream()
                .map(LakeFile::path)
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** Tables whose copy on a side differs so that only a rebuild helps, by the newest look. */
    static List<ObjectName> drifted(Situation now, Side side) {
        return now.observation(side)
                .flatMap(seen -> seen.fact("drifted"))
                .map(text -> JSON.read(text, Drifted.class).tables())
                .orElse(List.of());
    }

    /** Tables as a fact. */
    record Drifted(List<ObjectName> tables) {
        Drifted {
            tables = List.copyOf(tables);
        }
    }
}
