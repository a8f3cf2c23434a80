package io.github.azuredr.testkit.azure.streamanalytics;

import static io.github.azuredr.testkit.azure.streamanalytics.JobRig.body;
import static io.github.azuredr.testkit.azure.streamanalytics.JobRig.job;
import static io.github.azuredr.testkit.azure.streamanalytics.JobRig.json;
import static io.github.azuredr.testkit.azure.streamanalytics.JobRig.refusal;
import static io.github.azuredr.testkit.azure.streamanalytics.JobRig.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client of Stream Analytics meets. */
class StreamAnalyticsStoryTest {
    private static final String EXPANDED = "&$expand=inputs,transformation,outputs,functions";

    private final JobRig rig = new JobRig();

    @Test
    void secretsGoInAndNeverComeOut() {
        SimResponse created = rig.put(version(job("eastus2")), body("eastus2"));
        SimResponse read = rig.get(version(job("eastus2")) + EXPANDED);

        assertThat(created.status()).isEqualTo(200);
        for (SimResponse answer : List.of(created, read)) {
            assertThat(answer.text()).doesNotContain("key-eastus2", "pw-eastus2", "\"kept\"");
        }
        Json seen = json(read);
        assertThat(seen.text("properties.jobState")).hasValue("Created");
        assertThat(seen.text("location")).hasValue("East US 2");
        assertThat(seen.text("properties.dataLocale")).hasValue("en-US");
        assertThat(seen.list("properties.inputs")
                        .get(0)
                        .text("properties.datasource.properties.sharedAccessPolicyName"))
                .hasValue("listen");
        assertThat(read.header("ETag").orElse("")).matches("[0-9a-f-]{36}");
    }

    @Test
    void partsAreShownOnlyWhenAskedFor() {
        rig.created("eastus2");

        assertThat(json(rig.get(version(job("eastus2")))).has("properties.inputs"))
                .isFalse();
    }

    @Test
    void conditionsAreKept() {
        rig.created("eastus2");
        String etag = rig.get(version(job("eastus2"))).header("ETag").orElseThrow();
        String text = body("eastus2").toString();

        assertThat(refusal(rig.call("PUT", version(job("eastus2")), text, Map.of("If-None-Match", "*"))))
                .isEqualTo("412 PreconditionFailed");
        assertThat(rig.call("PUT", version(job("eastus2")), text, Map.of("If-Match", etag))
                        .status())
                .isEqualTo(200);
        assertThat(refusal(rig.call("PUT", version(job("eastus2")), text, Map.of("If-Match", etag))))
                .as("the ETag has changed")
                .isEqualTo("412 PreconditionFailed");
    }

    @Test
    void startGoesOnBehindASignedAddressAndEndsEmpty() {
        rig.created("eastus2");

        SimResponse accepted = rig.start("eastus2", "{\"outputStartMode\":\"JobStartTime\"}");
        String poll = accepted.header("Location").orElseThrow();

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.text()).isEmpty();
        assertThat(accepted.header("Retry-After")).isEmpty();
        assertThat(accepted.header("Azure-AsyncOperation")).isEmpty();
        assertThat(poll)
                .contains("/streamingjobs/clicks/OperationResults/", "&t=", "&h=")
                .hasSizeGreaterThan(3_000);
        assertThat(rig.state("eastus2")).isEqualTo("Starting");
        rig.clock.advance(Duration.ofSeconds(1));
        SimResponse waiting = rig.get(poll);
        rig.clock.advance(Duration.ofMinutes(1));
        SimResponse done = rig.get(poll);

        assertThat(waiting.status() == 202 || waiting.status() == 200).isTrue();
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.text()).isEmpty();
        assertThat(rig.state("eastus2")).isEqualTo("Running");
    }

    @Test
    void lastOutputEventTimeNeedsAnOutput() {
        rig.created("eastus2");

        SimResponse refused = rig.start("eastus2", "{\"outputStartMode\":\"LastOutputEventTime\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("Please make sure at least one output event has been processed.");
    }

    @Test
    void jobThatStartsUponCreationNeedsAnInput() {
        Json shell = body("eastus2")
                .with("properties.outputStartMode", "JobStartTime")
                .without("properties.inputs");

        SimResponse refused = rig.put(version(job("eastus2")), shell);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("at least one input defined");
        assertThat(rig.get(version(job("eastus2"))).status()).isEqualTo(404);
    }

    @Test
    void cloneWithoutSecretsCannotStart() {
        Json secretless = Json.parse(
                        body("eastus2").toString().replace(",\"sharedAccessPolicyKey\":\"key-eastus2\"", ""))
                .orElseThrow();
        rig.put(version(job("eastus2")), secretless);

        rig.start("eastus2", "{\"outputStartMode\":\"JobStartTime\"}");
        rig.clock.advance(Duration.ofMinutes(1));

        assertThat(rig.state("eastus2")).isEqualTo("Failed");
        assertThat(rig.get(version(job("eastus2")) + "&$expand=inputs").text())
                .contains("refused the job's credential");
    }

    @Test
    void connectionTestSaysWhatIsWrong() {
        rig.created("eastus2");
        Json input = json(rig.get(version(job("eastus2") + "/inputs/hub")))
                .at("properties")
                .orElseThrow()
                .without("etag");
        String wrong = Json.object()
                .with("properties", input.with("datasource.properties.sharedAccessPolicyKey", "old"))
                .toString();

        assertThat(tested("/inputs/hub/test", "").text("status")).hasValue("TestSucceeded");
        assertThat(tested("/outputs/db/test", "").text("status")).hasValue("TestSucceeded");
        assertThat(tested("/inputs/hub/test", wrong).text("error.code")).hasValue("Unauthorized");
    }

    private Json tested(String path, String body) {
        SimResponse accepted = rig.call("POST", version(job("eastus2") + path), body, Map.of());
        assertThat(accepted.status()).isEqualTo(202);
        rig.clock.advance(Duration.ofMinutes(1));
        return json(rig.get(accepted.header("Location").orElseThrow()));
    }

    @Test
    void runningJobCanOnlyBeScaledAndStopped() {
        rig.running("eastus2");
        String text = body("eastus2").toString();

        assertThat(rig.call("PUT", version(job("eastus2")), text, Map.of()).status())
                .isEqualTo(422);
        assertThat(rig.call("DELETE", version(job("eastus2") + "/inputs/hub"), "", Map.of())
                        .status())
                .isEqualTo(422);
        assertThat(refusal(rig.start("eastus2", "{\"outputStartMode\":\"JobStartTime\"}")))
                .isEqualTo("409 Conflict");
        assertThat(rig.call("POST", version(job("eastus2") + "/scale"), "{\"streamingUnits\":6}", Map.of())
                        .status())
                .isEqualTo(202);
        rig.clock.advance(Duration.ofMinutes(1));
        assertThat(rig.state("eastus2")).isEqualTo("Running");
        assertThat(quota().number("properties.currentCount")).hasValue(6L);
        assertThat(rig.call("POST", version(job("eastus2") + "/stop"), "", Map.of())
                        .status())
                .isEqualTo(202);
        assertThat(rig.state("eastus2")).isEqualTo("Stopping");
        rig.clock.advance(Duration.ofMinutes(1));
        assertThat(rig.state("eastus2")).isEqualTo("Stopped");
        assertThat(quota().number("properties.currentCount")).hasValue(0L);
    }

    private Json quota() {
        return json(rig.get("/subscriptions/" + SimulatedAzure.SUBSCRIPTION
                        + "/providers/Microsoft.StreamAnalytics/locations/eastus2/quotas?api-version=2020-03-01"))
                .list("value")
                .get(0);
    }

    @Test
    void unitsBeyondTheQuotaAreRefused() {
        rig.jobs.unitsIn("eastus2", 2);
        rig.created("eastus2");

        assertThat(refusal(rig.start("eastus2", "{\"outputStartMode\":\"JobStartTime\"}")))
                .isEqualTo("409 StreamingUnitsQuotaExceeded");
    }

    @Test
    void jobCatchesUpFromTheTimeItWasAskedFor() {
        rig.created("eastus2");
        Instant from = rig.clock.instant().minus(Duration.ofHours(2));
        rig.start("eastus2", "{\"outputStartMode\":\"CustomTime\",\"outputStartTime\":\"" + from + "\"}");
        rig.clock.advance(Duration.ofMinutes(1));
        rig.state("eastus2");
        rig.clock.advance(Duration.ofMinutes(1));
        long behind = delay();
        rig.clock.advance(Duration.ofMinutes(9));

        assertThat(behind).isGreaterThan(5_000);
        assertThat(delay()).isLessThan(120);
        assertThat(json(rig.get(version(job("eastus2")))).text("properties.lastOutputEventTime"))
                .isPresent();
    }

    private long delay() {
        Instant now = rig.clock.instant();
        Json metrics = json(rig.get(job("eastus2")
                + "/providers/Microsoft.Insights/metrics?api-version=2018-01-01&metricnames=OutputWatermarkDelaySeconds"
                + "&aggregation=Maximum&interval=PT1M&timespan=" + now.minus(Duration.ofMinutes(1)) + "/" + now));
        List<Json> samples =
                metrics.list("value").get(0).list("timeseries").get(0).list("data");
        return samples.get(samples.size() - 1).number("maximum").orElseThrow();
    }

    @Test
    void olderVersionHidesWhatItDoesNotKnowAndRefusesIt() {
        Json modern = body("eastus2").with("sku", Json.object().with("name", "StandardV2"));
        String preview = job("eastus2") + "?api-version=2021-10-01-preview";

        assertThat(rig.put(preview, modern).status()).isEqualTo(200);
        assertThat(json(rig.get(preview)).text("sku.name")).hasValue("StandardV2");
        assertThat(json(rig.get(version(job("eastus2")))).has("sku")).isFalse();
        String refused = rig.azure.deliberately(
                "a member the api-version does not know", () -> refusal(rig.put(version(job("eastus2")), modern)));
        assertThat(refused).isEqualTo("400 BadRequest");
    }

    @Test
    void stopOfAnIdleJobIsTaken() {
        rig.created("eastus2");

        assertThat(rig.call("POST", version(job("eastus2") + "/stop"), "", Map.of())
                        .status())
                .isEqualTo(202);
        rig.clock.advance(Duration.ofMinutes(1));
        assertThat(rig.state("eastus2")).isEqualTo("Created");
    }

    @Test
    void deletedJobGoesWithItsParts() {
        rig.created("eastus2");

        assertThat(rig.call("DELETE", version(job("eastus2")), "", Map.of()).status())
                .isEqualTo(202);
        rig.clock.advance(Duration.ofMinutes(1));
        assertThat(rig.get(version(job("eastus2"))).status()).isEqualTo(404);
        assertThat(rig.get(version(job("eastus2") + "/inputs/hub")).status()).isEqualTo(404);
        assertThat(rig.call("DELETE", version(job("eastus2")), "", Map.of()).status())
                .isEqualTo(204);
    }
}
