package io.github.azuredr.datashare.provider;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.datashare.inventory.ShareEntry;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.pair.Side;
import io.github.azuredr.recovery.RecoveryPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How new the data behind the second account's datasets is: by what is copied before the shares, or by a check. */
final class SourceFacts {
    private static final String PREFIX = "source ";

    private SourceFacts() {}

    /** What the check says of each dataset, as facts of a look. */
    static Map<String, String> of(ShareInventory seen, SourceCheck check) {
        Map<String, String> facts = new TreeMap<>();
        for (ShareEntry share : seen.shares()) {
            for (Named dataSet : share.dataSets()) {
                check.completeUpTo(
                                share.name(),
                                dataSet.name(),
                                dataSet.kind(),
                                dataSet.body().at("properties").orElseGet(JsonObject::empty))
                        .ifPresent(at -> facts.put(PREFIX + share.name() + "/" + dataSet.name(), at.toString()));
            }
        }
        return facts;
    }

    /** Data older than the objective would be shared as if it were new. */
    static List<Gap> gaps(Situation now) {
        Side to = now.source().other();
        Instant oldest = now.now().minus(now.objectives().rpo());
        List<Gap> gaps = new ArrayList<>();
        for (String workload : now.before()) {
            Optional<RecoveryPoint> point = now.newestCompleteOf(workload, now.source());
            if (point.filter(one -> !one.at().isBefore(oldest)).isEmpty()) {
                gaps.add(Gap.warning(
                        "source-behind",
                        "The data that workload " + workload + " brings to " + now.label(to) + " is "
                                + point.map(one -> "complete up to " + one.at() + " only")
                                        .orElse("not there: it has no complete pass")
                                + ".",
                        "replicate " + workload + " first: consumers would receive old data as new."));
            }
        }
        List<String> checked = now.observation(to).map(SourceFacts::checked).orElse(List.of());
        for (String line : checked) {
            String[] parts = line.split("=", 2);
            Instant at = Instant.parse(parts[1]);
            if (at.isBefore(oldest)) {
                gaps.add(Gap.warning(
                        "source-behind",
                        "The data of dataset " + parts[0] + " on " + now.label(to) + " is "
                                + (at.equals(Instant.EPOCH) ? "not there" : "complete up to " + at + " only") + ".",
                        "bring its store up to date first."));
            }
        }
        if (now.before().isEmpty() && checked.isEmpty()) {
            gaps.add(Gap.note(
                    "source-unchecked",
                    "Nobody says whether the data is there on " + now.label(to)
                            + ": protect the shares after what copies it, or give a SourceCheck."));
        }
        return gaps;
    }

    private static List<String> checked(Observation seen) {
        return seen.facts().entrySet().stream()
                .filter(one -> one.getKey().startsWith(PREFIX))
                .map(one -> one.getKey().substring(PREFIX.length()) + "=" + one.getValue())
                .toList();
    }
}
