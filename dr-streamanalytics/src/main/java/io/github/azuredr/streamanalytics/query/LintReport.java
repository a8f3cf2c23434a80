package io.github.azuredr.streamanalytics.query;

import java.util.List;
import java.util.Map;

/**
 * What the linter says about a query.
 *
 * @param findings in the order of the query
 * @param columnsToAdd select items per output that are missing, ready to paste
 */
public record LintReport(List<Finding> findings, Map<String, List<String>> columnsToAdd) {
    /** Copies. */
    public LintReport {
        findings = List.copyOf(findings);
        columnsToAdd = Map.copyOf(columnsToAdd);
    }

    /** Whether the reader can work with what the query emits. */
    public boolean fits() {
        return findings.stream().noneMatch(one -> one.weight() == Finding.Weight.ERROR);
    }
}
