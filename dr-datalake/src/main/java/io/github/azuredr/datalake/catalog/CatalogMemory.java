package io.github.azuredr.datalake.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What passes over a catalog remember on the target from one to the next.
 *
 * @param pass grows with every pass; scripts of one pass keep their job ids, those of the next have others
 * @param owner who runs the present pass; empty when it has ended
 * @param epoch the failover epoch of the newest pass
 * @param counted the pass that counted what is gone, so that one taken up again does not count it twice
 * @param gone what the source lacks, and for how many clean observations in a row
 * @param problems what the newest pass could not replicate, as text
 * @param drifted tables that only a rebuild would bring to the source's definition
 * @param completed when the source was read by the newest pass that had no problem, as text; empty when none had
 */
public record CatalogMemory(
        long pass,
        String owner,
        long epoch,
        long counted,
        List<Gone> gone,
        List<String> problems,
        List<ObjectName> drifted,
        String completed) {
    /** Copies the lists. */
    public CatalogMemory {
        gone = List.copyOf(gone);
        problems = List.copyOf(problems);
        drifted = List.copyOf(drifted);
    }

    /**
     * Something that only the target has.
     *
     * @param name which
     * @param observations for how many clean observations
     */
    public record Gone(ObjectName name, int observations) {}

    /** Nothing was ever replicated. */
    public static CatalogMemory none() {
        return new CatalogMemory(0, "", 0, 0, List.of(), List.of(), List.of(), "");
    }

    /** The memory with a pass begun; an owner that was killed goes on with its own. */
    public CatalogMemory begun(String by, long newEpoch) {
        return new CatalogMemory(
                owner.equals(by) ? pass : pass + 1, by, newEpoch, counted, gone, problems, drifted, completed);
    }

    /** The memory with the deletions this pass has counted. */
    public CatalogMemory counted(DeletionWatch watch) {
        List<Gone> counts = new ArrayList<>();
        new TreeMap<>(watch.counts()).forEach((name, count) -> counts.add(new Gone(name, count)));
        return new CatalogMemory(pass, owner, epoch, pass, counts, problems, drifted, completed);
    }

    /** The memory of a pass that came to its end. */
    public CatalogMemory ended(List<String> newProblems, List<ObjectName> newDrifted, String at) {
        return new CatalogMemory(
                pass, "", epoch, counted, gone, newProblems, newDrifted, newProblems.isEmpty() ? at : completed);
    }

    /** The memory of a side that becomes the one that is copied to: it counts anew. */
    public CatalogMemory turned(long newEpoch) {
        return new CatalogMemory(pass, "", newEpoch, counted, List.of(), List.of(), List.of(), "");
    }

    /** The deletions counted so far. */
    public DeletionWatch watch(int observations, double maxShare) {
        Map<ObjectName, Integer> counts = new HashMap<>();
        gone.forEach(each -> counts.put(each.name(), each.observations()));
        return new DeletionWatch(counts, observations, maxShare);
    }
}
