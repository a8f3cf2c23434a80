package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** The job service of an account: submit under an id the client chose, look, list, cancel, compile. */
final class JobRoutes {
    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int LONGEST_SCRIPT = 3 << 20;

    private final SimulatedAzure azure;
    private final Pages pages;
    private final JobPace pace;
    private final JobRunner runner;

    JobRoutes(SimulatedAzure azure, AccountBook book, Pages pages, JobPace pace, BooleanSupplier wholeDefinitions) {
        this.azure = azure;
        this.pages = pages;
        this.pace = pace;
        this.runner = new JobRunner(azure, book, wholeDefinitions);
    }

    /** Lets time and looks work on the account's jobs before a call is answered. */
    void settle(AccountBook.Account account, Wire call) {
        for (Json job : jobs(account)) {
            if (ended(job)) {
                continue;
            }
            boolean looked = call.is("GET")
                    && call.path().size() == 2
                    && call.path().get(1).equalsIgnoreCase(id(job));
            long left = job.number("looksLeft").orElse(0L) - (looked ? 1 : 0);
            Instant due = Instant.parse(job.text("submitTime").orElseThrow()).plus(JobPace.LONGEST);
            Json now = job.with("looksLeft", left).with("state", left > 0 ? "Running" : "Ended");
            keep(account, left <= 0 || !azure.clock().instant().isBefore(due) ? end(account, now) : now);
        }
    }

    SimResponse answer(AccountBook.Account account, Wire call, SimTokens.Caller caller) {
        List<String> path = call.path();
        String first = path.isEmpty() ? "" : path.get(0).toLowerCase(Locale.ROOT);
        if (first.equals("buildjob") && path.size() == 1 && call.is("POST")) {
            return build(account, call, caller);
        }
        if (first.equals("recurrences") && call.is("GET") && path.size() <= 2) {
            return related(account, call, path, "recurrenceId", "recurrenceName");
        }
        if (first.equals("pipelines") && call.is("GET") && path.size() <= 2) {
            return related(account, call, path, "pipelineId", "pipelineName");
        }
        if (!first.equals("jobs") || path.size() > 3) {
            throw Wire.notFound("The path " + call.request().url().getPath());
        }
        if (path.size() == 1 && call.is("GET")) {
            return pages.answer(call, JobFilter.of(call).apply(jobs(account)));
        }
        if (path.size() < 2 || !GUID.matcher(path.get(1)).matches()) {
            throw Wire.badRequest("The job's id must be a GUID.");
        }
        String id = path.get(1).toLowerCase(Locale.ROOT);
        if (path.size() == 2 && call.is("PUT")) {
            return submit(account, call, caller, id);
        }
        Json job = find(account, id).orElseThrow(() -> Wire.notFound("The job " + id));
        if (path.size() == 2 && call.is("GET")) {
            return Wire.ok(shown(job));
        }
        if (path.size() == 3 && path.get(2).equalsIgnoreCase("CancelJob") && call.is("POST")) {
            return cancel(account, job);
        }
        throw Wire.notFound("The path " + call.request().url().getPath());
    }

    private SimResponse submit(AccountBook.Account account, Wire call, SimTokens.Caller caller, String id) {
        Json job = checked(call.body(), true);
        if (find(account, id).isPresent()) {
            throw new Wire.Refused(409, "JobAlreadyExists", "A job with the id " + id + " was submitted before.");
        }
        Json submitted = fresh(account, job, caller, id)
                .with("state", "Compiling")
                .with("result", "None")
                .with("looksLeft", pace.looks());
        keep(account, submitted);
        return Wire.ok(shown(submitted));
    }

    private SimResponse build(AccountBook.Account account, Wire call, SimTokens.Caller caller) {
        Json job = checked(call.body(), false);
        Json built = fresh(
                        account,
                        job,
                        caller,
                        java.util.UUID.nameUUIDFromBytes(job.bytes()).toString())
                .with("state", "Ended");
        Optional<UsqlError> error = runner.compile(account, script(job));
        return Wire.ok(
                shown(error.map(each -> failed(built, each)).orElseGet(() -> built.with("result", "Succeeded"))));
    }

    private Json fresh(AccountBook.Account account, Json job, SimTokens.Caller caller, String id) {
        Json fresh = job.with("jobId", id)
                .with("submitter", caller.principalId())
                .with("submitTime", azure.clock().instant().toString())
                .with("logFolder", "adl://" + account.defaultStore() + ".azuredatalakestore.net/system/jobs/" + id)
                .with("priority", job.number("priority").orElse(1000L));
        if (!job.has("degreeOfParallelismPercent")) {
            fresh = fresh.with(
                    "degreeOfParallelism", job.number("degreeOfParallelism").orElse(1L));
        }
        return job.has("name") ? fresh : fresh.with("name", "build");
    }

    private Json checked(Json job, boolean nameNeeded) {
        if (nameNeeded && job.text("name").orElse("").isEmpty()) {
            throw Wire.badRequest("The field name is required.");
        }
        if (!job.text("type").equals(Optional.of("USql"))
                || !job.text("properties.type").equals(Optional.of("USql"))) {
            throw Wire.badRequest("The fields type and properties.type must be USql.");
        }
        if (script(job).isEmpty() || script(job).length() > LONGEST_SCRIPT) {
            throw Wire.badRequest("The field properties.script is required and at most 3 MB long.");
        }
        if (job.has("degreeOfParallelism") && job.has("degreeOfParallelismPercent")) {
            throw Wire.badRequest("Give degreeOfParallelism or degreeOfParallelismPercent, not both.");
        }
        if (job.has("priority") && job.number("priority").orElse(0L) < 1) {
            throw Wire.badRequest("The field priority must be greater than 0.");
        }
        boolean related = job.has("related");
        if (related
                && !GUID.matcher(job.text("related.recurrenceId").orElse("")).matches()) {
            throw Wire.badRequest("The field related.recurrenceId must be a GUID.");
        }
        Set<String> known = Set.of(
                "name",
                "type",
                "properties",
                "degreeOfParallelism",
                "degreeOfParallelismPercent",
                "priority",
                "logFilePatterns",
                "related");
        for (String field : job.names()) {
            if (!known.contains(field)) {
                throw Wire.badRequest("The field " + field + " is not understood.");
            }
        }
        return job;
    }

    private SimResponse cancel(AccountBook.Account account, Json job) {
        if (ended(job)) {
            throw new Wire.Refused(409, "JobAlreadyEnded", "The job has ended and cannot be cancelled.");
        }
        keep(
                account,
                job.with("state", "Ended")
                        .with("result", "Cancelled")
                        .with("endTime", azure.clock().instant().toString()));
        return SimResponse.of(200);
    }

    private Json end(AccountBook.Account account, Json job) {
        String time = azure.clock().instant().toString();
        Json ended = job.with("state", "Ended").with("startTime", time).with("endTime", time);
        Optional<UsqlError> error =
                runner.run(account, script(job), pace.doom(job.text("name").orElse("")));
        return error.map(each -> failed(ended, each)).orElseGet(() -> ended.with("result", "Succeeded"));
    }

    private static Json failed(Json job, UsqlError error) {
        String script = script(job);
        int at = Math.min(error.offset(), script.length());
        long line = script.substring(0, at).chars().filter(each -> each == '\n').count() + 1;
        Json details = Json.object()
                .with("errorId", error.id())
                .with("severity", "Error")
                .with("source", "USER")
                .with("message", error.text())
                .with("description", error.text())
                .with("lineNumber", line)
                .with("startOffset", at)
                .with("endOffset", at);
        return job.with("result", "Failed").with("errorMessage", List.of(details));
    }

    private SimResponse related(
            AccountBook.Account account, Wire call, List<String> path, String idField, String nameField) {
        Map<String, Json> found = new TreeMap<>();
        for (Json job : jobs(account)) {
            job.text("related." + idField).ifPresent(id -> {
                Json before = found.getOrDefault(id, Json.object().with(idField, id));
                String counter =
                        switch (job.text("result").orElse("")) {
                            case "Succeeded" -> "numJobsSucceeded";
                            case "Cancelled" -> "numJobsCanceled";
                            case "Failed" -> "numJobsFailed";
                            default -> "numJobsRunning";
                        };
                Json dated =
                        before.with("lastSubmitTime", job.text("submitTime").orElseThrow());
                Json next = job.text("related." + nameField)
                        .map(name -> dated.with(nameField, name))
                        .orElse(dated);
                found.put(
                        id,
                        counter.equals("numJobsRunning")
                                ? next
                                : next.with(counter, before.number(counter).orElse(0L) + 1));
            });
        }
        if (path.size() == 2) {
            return Wire.ok(Optional.ofNullable(found.get(path.get(1)))
                    .orElseThrow(() -> Wire.notFound(idField + " " + path.get(1))));
        }
        call.allow(Set.of("startDateTime", "endDateTime"));
        return pages.answer(call, new ArrayList<>(found.values()));
    }

    private List<Json> jobs(AccountBook.Account account) {
        return azure.state().keys(prefix(account)).stream()
                .flatMap(key -> azure.state().get(key).stream())
                .map(Json::from)
                .toList();
    }

    private Optional<Json> find(AccountBook.Account account, String id) {
        return azure.state().get(prefix(account) + id).map(Json::from);
    }

    private void keep(AccountBook.Account account, Json job) {
        azure.state().put(prefix(account) + id(job), job.bytes());
    }

    private static String prefix(AccountBook.Account account) {
        return "analytics/" + account.name() + "/jobs/";
    }

    private static Json shown(Json job) {
        return job.without("looksLeft");
    }

    private static boolean ended(Json job) {
        return job.text("state").equals(Optional.of("Ended"));
    }

    private static String id(Json job) {
        return job.text("jobId").orElseThrow();
    }

    private static String script(Json job) {
        return job.text("properties.script").orElse("");
    }
}
