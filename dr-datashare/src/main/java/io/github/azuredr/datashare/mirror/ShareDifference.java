package io.github.azuredr.datashare.mirror;

import io.github.azuredr.datashare.mapping.ManualStep;
import io.github.azuredr.datashare.resource.Finding;
import java.util.List;

/**
 * What the second region lacks.
 *
 * @param intentions what is to be brought about, in this order
 * @param manual what people do, each once
 * @param findings what no step settles
 */
public record ShareDifference(List<Intention> intentions, List<ManualStep> manual, List<Finding> findings) {

    /** Copies the lists. */
    public ShareDifference {
        intentions = List.copyOf(intentions);
        manual = List.copyOf(manual);
        findings = List.copyOf(findings);
    }

    /** Whether nothing may be done before a person settled something. */
    public boolean isBlocked() {
        return findings.stream().anyMatch(one -> one.weight() == Finding.Weight.BLOCKS);
    }
}
