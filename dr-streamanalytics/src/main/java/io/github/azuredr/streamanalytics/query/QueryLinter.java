package io.github.azuredr.streamanalytics.query;

import io.github.azuredr.streamanalytics.stamp.StampFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says whether a query emits what the reader of its two outputs needs, and proposes what to add. It looks at the names the
 * outermost SELECTs emit; it does not check that a step before hands them on.
 */
public final class QueryLinter {
    private static final List<String> STAMP = StampFields.ALL;
    private static final List<String> TIME_AND_ID = List.of(StampFields.EVENT_ID, StampFields.EVENT_TIME);

    /** Checks a query whose stamps are fields of the body. */
    public LintReport lint(String query, Need need) {
        return lint(query, need, Map.of());
    }

    /**
     * Checks a query and the types of its outputs.
     *
     * @param outputTypes the ARM type of each output by its name in the query
     * @throws IllegalArgumentException when the query cannot be split into words, or has no SELECT
     */
    public LintReport lint(String query, Need need, Map<String, String> outputTypes) {
        List<Token> tokens = Token.of(query);
        List<Statement> statements = Statement.of(tokens);
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("query has no SELECT: give the job's transformation");
        }
        List<Finding> findings = new ArrayList<>();
        Map<String, List<String>> add = new LinkedHashMap<>();
        outputTypes.forEach((output, type) -> OutputTypes.judge(output, type).ifPresent(findings::add));
        if (!timestamped(tokens)) {
            findings.add(new Finding(
                    Finding.Weight.WARNING,
                    "",
                    "no TIMESTAMP BY: both jobs go by arrival, which differs between regions, and so do their windows;"
                            + " write TIMESTAMP BY " + StampFields.EVENT_TIME));
        }
        for (Statement statement : statements) {
            List<String> missing = need == Need.WINDOW ? window(statement, findings) : rows(statement, need, findings);
            if (!missing.isEmpty()) {
                findings.add(new Finding(
                        Finding.Weight.ERROR, statement.output(), "does not emit " + String.join(", ", missing)));
                add.put(statement.output(), missing);
            }
        }
        return new LintReport(findings, add);
    }

    private static List<String> rows(Statement statement, Need need, List<Finding> findings) {
        if (statement.grouped()) {
            findings.add(new Finding(
                    Finding.Weight.ERROR,
                    statement.output(),
                    "groups events: its rows are windows and not events; read them as windows (Need.WINDOW)"));
            return List.of();
        }
        if (statement.filtered() && need == Need.SEQUENCE) {
            findings.add(new Finding(
                    Finding.Weight.NOTE,
                    statement.output(),
                    "leaves rows out or joins: their sequences are named as gaps absent on both sides"));
        }
        if (statement.star()) {
            findings.add(
                    new Finding(
                            Finding.Weight.NOTE,
                            statement.output(),
                            "emits *: the stamp passes when it travels in the body; name the columns to be independent of that"));
            return List.of();
        }
        return missing(statement, need == Need.SEQUENCE ? STAMP : TIME_AND_ID);
    }

    private static List<String> window(Statement statement, List<Finding> findings) {
        if (!statement.grouped()) {
            findings.add(new Finding(
                    Finding.Weight.ERROR, statement.output(), "does not group: its rows are events and not windows"));
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        if (!statement.windowEnd()) {
            missing.add("System.Timestamp() AS windowEnd");
        }
        if (!statement.counts()) {
            missing.add("COUNT(*) AS events");
        }
        List<String> range = new ArrayList<>();
        if (!statement.columns().contains("firstsequence")) {
            range.add("MIN(" + StampFields.SEQUENCE + ") AS firstSequence");
        }
        if (!statement.columns().contains("lastsequence")) {
            range.add("MAX(" + StampFields.SEQUENCE + ") AS lastSequence");
        }
        List<String> parts = missing(statement, List.of(StampFields.PRODUCER, StampFields.EPOCH));
        if (!range.isEmpty() || !parts.isEmpty()) {
            List<String> both = new ArrayList<>(parts);
            both.addAll(range);
            findings.add(new Finding(
                    Finding.Weight.WARNING,
                    statement.output(),
                    "windows that differ cannot be proven or merged; emit " + String.join(", ", both) + " and group by "
                            + StampFields.PRODUCER + ", " + StampFields.EPOCH + " too"));
        }
        return missing;
    }

    private static List<String> missing(Statement statement, List<String> needed) {
        return needed.stream()
                .filter(column -> !statement.columns().contains(column.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static boolean timestamped(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("TIMESTAMP") && tokens.get(i + 1).is("BY")) {
                return true;
            }
        }
        return false;
    }
}
