package io.github.azuredr.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.datalake.script.RewriteResult;
import io.github.azuredr.datalake.script.ScriptError;

/** The report beside a script: {@code script}, {@code rewrites}, {@code undecided} and {@code error}. */
final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Why there is no output file. */
    record Problem(int line, int column, String message) {
        static Problem of(ScriptError error) {
            return new Problem(error.line(), error.column(), error.code() + ": " + error.message());
        }

        @Override
        public String toString() {
            return line + ":" + column + " " + message;
        }
    }

    private ReportJson() {}

    static String of(String script, RewriteResult.Rewritten result) {
        ObjectNode report = empty(script);
        ArrayNode rewrites = report.withArray("rewrites");
        result.rewrites().forEach(each -> rewrites.addObject()
                .put("line", each.line())
                .put("column", each.column())
                .put("from", each.from())
                .put("to", each.to()));
        ArrayNode undecided = report.withArray("undecided");
        result.undecided().forEach(each -> undecided
                .addObject()
                .put("line", each.line())
                .put("column", each.column())
                .put("text", each.text())
                .put("reason", each.reason().name()));
        return report.toPrettyString() + "\n";
    }

    static String of(String script, Problem problem) {
        ObjectNode report = empty(script);
        report.putObject("error")
                .put("line", problem.line())
                .put("column", problem.column())
                .put("message", problem.message());
        return report.toPrettyString() + "\n";
    }

    private static ObjectNode empty(String script) {
        ObjectNode report = JSON.createObjectNode().put("script", script);
        report.putArray("rewrites");
        report.putArray("undecided");
        report.putNull("error");
        return report;
    }
}
