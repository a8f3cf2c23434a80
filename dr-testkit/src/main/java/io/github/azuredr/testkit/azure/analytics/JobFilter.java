package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The understood part of OData on job lists: comparisons joined with "and", alternatives of one in brackets. */
record JobFilter(Predicate<Json> wanted, boolean newestFirst) {
    private static final Map<String, String> FIELDS = Map.of(
            "state", "state",
            "result", "result",
            "name", "name",
            "submitter", "submitter",
            "submitTime", "submitTime",
            "related/recurrenceId", "related.recurrenceId",
            "related/pipelineId", "related.pipelineId");
    private static final Pattern COMPARISON =
            Pattern.compile("([A-Za-z/]+) (eq|ge|le) (?:guid|datetimeoffset)?'((?:[^']|'')*)'");

    static JobFilter of(Wire call) {
        call.allow(Set.of("$filter", "$top", "$skip", "$orderby", "$count"));
        String order = call.parameter("$orderby").orElse("submitTime asc");
        if (!Set.of("submitTime asc", "submitTime desc", "submitTime").contains(order)) {
            throw Wire.badRequest("The order '" + order + "' is not understood.");
        }
        return new JobFilter(
                call.parameter("$filter").map(JobFilter::parsed).orElse(job -> true), order.endsWith("desc"));
    }

    /** The list items: jobs without script, errors and timeline. */
    List<Json> apply(List<Json> jobs) {
        Comparator<Json> byTime = Comparator.comparing(
                        (Json job) -> Instant.parse(job.text("submitTime").orElseThrow()))
                .thenComparing(job -> job.text("jobId").orElseThrow());
        return jobs.stream()
                .filter(wanted)
                .sorted(newestFirst ? byTime.reversed() : byTime)
                .map(job -> job.without("properties").without("errorMessage").without("looksLeft"))
                .toList();
    }

    private static Predicate<Json> parsed(String filter) {
        List<Predicate<Json>> parts = new ArrayList<>();
        for (String part : filter.split(" and ")) {
            String text = part.strip();
            boolean grouped = text.startsWith("(") && text.endsWith(")");
            List<Predicate<Json>> alternatives = new ArrayList<>();
            for (String one : (grouped ? text.substring(1, text.length() - 1) : text).split(" or ")) {
                alternatives.add(comparison(one.strip()));
            }
            if (alternatives.size() > 1 && !grouped) {
                throw Wire.badRequest("Alternatives must stand in brackets: " + text);
            }
            parts.add(job -> alternatives.stream().anyMatch(each -> each.test(job)));
        }
        return job -> parts.stream().allMatch(each -> each.test(job));
    }

    private static Predicate<Json> comparison(String text) {
        Matcher matcher = COMPARISON.matcher(text);
        if (!matcher.matches() || !FIELDS.containsKey(matcher.group(1))) {
            throw Wire.badRequest("The filter '" + text + "' is not understood.");
        }
        String field = FIELDS.getOrDefault(matcher.group(1), "");
        String verb = matcher.group(2);
        String value = matcher.group(3).replace("''", "'");
        if (verb.equals("eq") && !field.equals("submitTime")) {
            return job -> job.text(field).equals(Optional.of(value));
        }
        if (!field.equals("submitTime") || verb.equals("eq")) {
            throw Wire.badRequest("The comparison '" + text + "' is not understood.");
        }
        Instant bound = OffsetDateTime.parse(value).toInstant();
        int sign = verb.equals("ge") ? 1 : -1;
        return job -> Instant.parse(job.text(field).orElseThrow()).compareTo(bound) * sign >= 0;
    }
}
