package io.github.azuredr.streamanalytics.twin;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Region;
import io.github.azuredr.streamanalytics.json.JsonTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a definition of what the service or a template shows. */
final class JobReader {
    private static final String TYPE = "Microsoft.StreamAnalytics/streamingjobs";
    private static final List<String> MEMBERS = List.of("location", "tags", "identity", "sku", "properties");
    private static final List<String> READ_ONLY = List.of(
            "jobId",
            "provisioningState",
            "jobState",
            "lastOutputEventTime",
            "createdDate",
            "etag",
            "outputStartMode",
            "outputStartTime");
    private static final List<String> PART_READ_ONLY =
            List.of("etag", "diagnostics", "lastOutputEventTimestamps", "validStreamingUnits");
    private static final Set<String> SECRETS =
            Set.of("sharedAccessPolicyKey", "accountKey", "password", "apiKey", "refreshToken");
    private static final Pattern EXPRESSION = Pattern.compile("\\[[A-Za-z]+\\(.*\\)]", Pattern.DOTALL);

    private JobReader() {}

    static JsonTree read(JsonTree given) {
        JsonTree job = withoutSecrets(jobOf(given));
        refuseExpressions(job);
        if (job.text("/properties/jobType").orElse("Cloud").equalsIgnoreCase("Edge")) {
            throw refused(
                    "is an edge job, which runs on a device", "protect the device's jobs by IoT Hub's own means.");
        }
        String location = job.text("/location")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> refused("has no location", "give the job as the service shows it."));
        JsonTree content = JsonTree.object();
        for (String member : MEMBERS) {
            if (job.at("/" + member).isPresent()) {
                content = content.with("/" + member, job.at("/" + member).orElseThrow());
            }
        }
        content = content.with("/location", Region.of(location).name());
        for (String name : READ_ONLY) {
            content = content.without("/properties/" + name);
        }
        content = identity(content);
        for (Part.Kind kind : Part.Kind.values()) {
            content = content.with("/properties/" + kind.segment(), parts(content, kind.segment()));
        }
        if (!content.has("/properties/transformation/properties/query")) {
            throw refused(
                    "has no query, so it is a shell or was not read whole",
                    "read it with $expand=inputs,transformation,outputs,functions.");
        }
        return content.with(
                "/properties/transformation",
                part(content.at("/properties/transformation").orElseThrow()));
    }

    /** The one job of a template, its parts gathered; anything else is the job itself. */
    private static JsonTree jobOf(JsonTree given) {
        if (given.has("/$schema") || (given.has("/resources") && !given.has("/properties"))) {
            List<JsonTree> jobs = given.items("/resources").stream()
                    .filter(one -> one.text("/type").orElse("").equalsIgnoreCase(TYPE))
                    .toList();
            if (jobs.size() != 1) {
                throw refused("is a template with " + jobs.size() + " jobs", "give the resource of one job.");
            }
            return gathered(jobs.get(0), given.items("/resources"));
        }
        return gathered(given, List.of());
    }

    /** Parts that stand beside or below the job as resources of their own. */
    private static JsonTree gathered(JsonTree job, List<JsonTree> beside) {
        List<JsonTree> loose = new ArrayList<>(beside);
        loose.addAll(job.items("/resources"));
        JsonTree whole = job;
        for (JsonTree one : loose) {
            String type = one.text("/type").orElse("");
            String last = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            JsonTree part = JsonTree.object()
                    .with("/name", lastSegment(one.text("/name").orElse("")))
                    .with("/properties", one.at("/properties").orElseGet(JsonTree::object));
            if (last.equals("transformations")) {
                whole = whole.with("/properties/transformation", part);
            } else if (Set.of("inputs", "outputs", "functions").contains(last)) {
                List<JsonTree> more = new ArrayList<>(whole.items("/properties/" + last));
                more.add(part);
                whole = whole.with("/properties/" + last, more);
            }
        }
        return whole;
    }

    private static String lastSegment(String name) {
        return name.substring(name.lastIndexOf('/') + 1).replaceAll("^'|'\\)]$|'$", "");
    }

    private static JsonTree identity(JsonTree content) {
        if (!content.has("/identity")) {
            return content;
        }
        JsonTree identity =
                JsonTree.object().with("/type", content.text("/identity/type").orElse("SystemAssigned"));
        for (String id : content.at("/identity/userAssignedIdentities")
                .map(JsonTree::names)
                .orElse(List.of())) {
            identity = identity.with("/userAssignedIdentities/" + JsonTree.segment(id), JsonTree.object());
        }
        return content.with("/identity", identity);
    }

    private static List<JsonTree> parts(JsonTree content, String segment) {
        return content.items("/properties/" + segment).stream()
                .map(JobReader::part)
                .sorted(Comparator.comparing(part -> part.text("/name").orElse("")))
                .toList();
    }

    private static JsonTree part(JsonTree shown) {
        JsonTree properties = shown.at("/properties").orElseGet(JsonTree::object);
        for (String name : PART_READ_ONLY) {
            properties = properties.without("/" + name);
        }
        return JsonTree.object()
                .with(
                        "/name",
                        shown.text("/name").orElseThrow(() -> refused("has a part without a name", "name every part.")))
                .with("/properties", properties);
    }

    /** A template holds keys, or expressions for them; a definition never does. */
    private static JsonTree withoutSecrets(JsonTree job) {
        JsonTree clean = job;
        for (String pointer : job.scalars().keySet()) {
            if (SECRETS.contains(pointer.substring(pointer.lastIndexOf('/') + 1))) {
                clean = clean.without(pointer);
            }
        }
        return clean;
    }

    private static void refuseExpressions(JsonTree job) {
        job.scalars().forEach((pointer, value) -> {
            boolean kept =
                    pointer.startsWith("/properties") || pointer.startsWith("/location") || pointer.startsWith("/tags");
            if (kept && EXPRESSION.matcher(value).matches()) {
                throw refused(
                        "has the template expression " + value + " at " + pointer,
                        "give the job as the service shows it, or the template with its parameters filled in.");
            }
        });
    }

    private static RecoveryException refused(String what, String next) {
        return new RecoveryException("The job " + what + ".", next);
    }
}
