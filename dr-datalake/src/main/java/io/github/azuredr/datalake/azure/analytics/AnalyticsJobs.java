package io.github.azuredr.datalake.azure.analytics;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datalake.job.Job;
import io.github.azuredr.datalake.job.JobError;
import io.github.azuredr.datalake.job.JobPort;
import io.github.azuredr.datalake.job.JobRequest;
import io.github.azuredr.datalake.job.Related;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** The job service of one account at {@code {account}.azuredatalakeanalytics.net}. Safe for concurrent use. */
public final class AnalyticsJobs implements JobPort {
    private final AccountHttp http;

    private AnalyticsJobs(AccountHttp http) {
        this.http = http;
    }

    /** The jobs of an account in the public cloud. */
    public static AnalyticsJobs of(AzureAccess access, String account) {
        return at(access.pipelineFor(AnalyticsCatalog.SCOPE), account, AccountHttp.publicEndpoint(account));
    }

    /**
     * The jobs at another address, such as that of a national cloud.
     *
     * @param pipeline signs in for {@link AnalyticsCatalog#SCOPE} and does not repeat calls
     * @param endpoint https and the account's host, without a path
     */
    public static AnalyticsJobs at(HttpPipeline pipeline, String account, URI endpoint) {
        return new AnalyticsJobs(new AccountHttp(pipeline, account, endpoint));
    }

    @Override
    public String account() {
        return http.account();
    }

    @Override
    public Job submit(JobRequest request) {
        ObjectNode body = body(request.name(), request.script());
        request.priority().ifPresent(value -> body.put("priority", value));
        request.parallelism().ifPresent(value -> body.put("degreeOfParallelism", value));
        request.related().ifPresent(value -> body.set("related", related(value)));
        URI address = http.address("", "Jobs", request.id().toString());
        return read(HttpMethod.PUT, address, http.send(HttpMethod.PUT, address, body));
    }

    @Override
    public Optional<Job> find(UUID id) {
        URI address = http.address("", "Jobs", id.toString());
        return http.find(address).map(json -> read(HttpMethod.GET, address, json));
    }

    @Override
    public Job build(String name, String script) {
        URI address = http.address("", "BuildJob");
        return read(HttpMethod.POST, address, http.send(HttpMethod.POST, address, body(name, script)));
    }

    @Override
    public void cancel(UUID id) {
        http.send(HttpMethod.POST, http.address("", "Jobs", id.toString(), "CancelJob"), null);
    }

    @Override
    public Iterable<Job> ofRecurrence(UUID recurrenceId, Instant since) {
        return list("related/recurrenceId eq guid'" + recurrenceId + "'", since);
    }

    @Override
    public Iterable<Job> ofPipeline(UUID pipelineId, Instant since) {
        return list("related/pipelineId eq guid'" + pipelineId + "'", since);
    }

    private Iterable<Job> list(String filter, Instant since) {
        String all = filter + " and submitTime ge datetimeoffset'" + since + "'";
        URI address = http.address(
                "$filter=" + AccountHttp.encoded(all) + "&$orderby=" + AccountHttp.encoded("submitTime desc"), "Jobs");
        return new PagedList<>(http, address, json -> Optional.of(read(HttpMethod.GET, address, json)));
    }

    private ObjectNode body(String name, String script) {
        ObjectNode body = http.json().createObjectNode();
        body.put("type", "USql").put("name", name);
        body.putObject("properties").put("type", "USql").put("script", script);
        return body;
    }

    private ObjectNode related(Related related) {
        ObjectNode json = http.json().createObjectNode();
        json.put("recurrenceId", related.recurrenceId().toString());
        related.recurrenceName().ifPresent(value -> json.put("recurrenceName", value));
        related.pipelineId().ifPresent(value -> json.put("pipelineId", value.toString()));
        related.pipelineName().ifPresent(value -> json.put("pipelineName", value));
        related.pipelineUri().ifPresent(value -> json.put("pipelineUri", value));
        related.runId().ifPresent(value -> json.put("runId", value.toString()));
        return json;
    }

    private Job read(HttpMethod method, URI address, JsonNode json) {
        try {
            String script = json.path("properties").path("script").asText("");
            return new Job(
                    UUID.fromString(CatalogJson.text(json, "jobId")),
                    json.path("name").asText(""),
                    json.path("state").asText(""),
                    json.path("result").asText("None"),
                    Optional.of(json.path("submitTime").asText(""))
                            .filter(text -> !text.isEmpty())
                            .map(CatalogJson::instant),
                    positive(json.path("priority")),
                    positive(json.path("degreeOfParallelism")),
                    Optional.of(json.path("related")).filter(JsonNode::isObject).map(AnalyticsJobs::related),
                    Optional.of(script).filter(text -> !text.isEmpty()),
                    errors(json));
        } catch (IllegalArgumentException unreadable) {
            throw http.notUnderstood(method, address, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private static Related related(JsonNode json) {
        return new Related(
                UUID.fromString(CatalogJson.text(json, "recurrenceId")),
                optional(json, "recurrenceName"),
                optional(json, "pipelineId").map(UUID::fromString),
                optional(json, "pipelineName"),
                optional(json, "pipelineUri"),
                optional(json, "runId").map(UUID::fromString));
    }

    private static Optional<String> optional(JsonNode json, String field) {
        return Optional.of(json.path(field).asText("")).filter(text -> !text.isEmpty());
    }

    private static OptionalInt positive(JsonNode number) {
        return number.asInt(0) > 0 ? OptionalInt.of(number.asInt()) : OptionalInt.empty();
    }

    private static List<JobError> errors(JsonNode json) {
        List<JobError> errors = new ArrayList<>();
        for (JsonNode error : json.path("errorMessage")) {
            errors.add(new JobError(
                    error.path("errorId").asText(""),
                    error.path("severity").asText(""),
                    error.path("lineNumber").asInt(0),
                    error.path("message").asText(error.path("description").asText(""))));
        }
        for (JsonNode diagnostic : json.path("properties").path("diagnostics")) {
            if (diagnostic.path("severity").asText("").equals("Error")) {
                errors.add(new JobError(
                        "diagnostic",
                        "Error",
                        diagnostic.path("lineNumber").asInt(0),
                        diagnostic.path("message").asText("")));
            }
        }
        return errors;
    }
}
