package io.github.azuredr.datalake;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datalake.catalog.ObjectName;
import io.github.azuredr.datalake.job.Recurring;
import io.github.azuredr.pair.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the analytics account of the standby lacks to take over, told from the newest looks; pure. */
final class AnalyticsGaps {
    private final String tree;
    private final AnalyticsPair pair;
    private final Situation now;
    private final Side target;
    private final List<Gap> gaps = new ArrayList<>();

    private AnalyticsGaps(String tree, AnalyticsPair pair, Situation now) {
        this.tree = tree;
        this.pair = pair;
        this.now = now;
        this.target = now.source().other();
    }

    static List<Gap> of(String tree, AnalyticsPair pair, Situation now) {
        AnalyticsGaps all = new AnalyticsGaps(tree, pair, now);
        all.drift();
        all.problems("catalogProblems", "catalog-problems", "objects of the catalog");
        all.problems("tablesProblems", "tables-problems", "partitions");
        all.jobs();
        return List.copyOf(all.gaps);
    }

    private void drift() {
        List<ObjectName> drifted = AnalyticsLook.drifted(now, target);
        if (!drifted.isEmpty()) {
            gaps.add(
                    Gap.critical(
                            "table-drift",
                            "The copies of " + drifted + " on " + now.label(target)
                                    + " cannot be altered to the definitions they have now.",
                            "run prepare and accept rebuild-tables; it drops these copies, and the next pass copies their rows."));
        }
    }

    private void problems(String fact, String id, String what) {
        fact(fact)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> gaps.add(Gap.critical(
                        id,
                        "The newest pass of tree " + tree + " into " + now.label(target) + " could not replicate these "
                                + what + ": " + text,
                        "settle what it names, then replicate; what is done is not done again.")));
    }

    private void jobs() {
        Optional<String> kept = fact("jobsKept");
        if (kept.isEmpty()) {
            return;
        }
        Set<String> known = Arrays.stream(kept.get().split(",", -1)).collect(Collectors.toSet());
        for (Recurring each : pair.recurring()) {
            if (!known.contains(each.recurrenceId().toString())) {
                gaps.add(Gap.warning(
                        "recurring-job-unknown",
                        "No script of recurring job " + each.recurrenceId() + " is kept on " + now.label(target) + ".",
                        "let it run once and replicate, or drop it from the jobs to go on with."));
            }
        }
    }

    private Optional<String> fact(String name) {
        return now.observation(target).flatMap(seen -> seen.fact(name));
    }
}
