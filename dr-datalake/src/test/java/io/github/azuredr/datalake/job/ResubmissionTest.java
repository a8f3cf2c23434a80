package io.github.azuredr.datalake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datalake.catalog.TwoAccounts;
import io.github.azuredr.datalake.job.Resubmission.Result;
import io.github.azuredr.datalake.job.Resubmission.State;
import io.github.azuredr.datalake.script.AccountKind;
import io.github.azuredr.datalake.script.PathMapping;
import io.github.azuredr.datalake.script.ScriptRewriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Recurring jobs go on in the secondary as they were, in their order, and each once. */
class ResubmissionTest {
    private static final UUID DAILY = UUID.fromString("00000000-0000-0000-0000-00000000d001");
    private static final UUID REPORT = UUID.fromString("00000000-0000-0000-0000-00000000d002");
    private static final UUID PIPELINE = UUID.fromString("00000000-0000-0000-0000-00000000f001");

    private final TwoAccounts lake = new TwoAccounts();
    private final Resubmission resubmission = new Resubmission(ScriptRewriter.of(PathMapping.builder()
            .map(AccountKind.ADLS_GEN1, "storeeast", "storecentral")
            .build()));

    @Test
    void aRecurringJobRunsInTheSecondaryWithItsRecurrencePriorityAndParallelism() {
        runInPrimary(1, DAILY, script("old"));
        runInPrimary(2, DAILY, script("new"));
        lake.centralFiles().write("/in", "7\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<Recurring> wanted = List.of(new Recurring(DAILY, Optional.of(PIPELINE), Set.of()));
        Map<UUID, Job> found = resubmission.find(lake.eastJobs, wanted, Instant.EPOCH);
        lake.azure.region("eastus2").goDark();

        List<Result> results = resubmission.run(lake.centralJobs, lake.centralRun(), wanted, found, "failover 1");

        assertThat(results).extracting(Result::state).containsExactly(State.SUCCEEDED);
        Job job = lake.centralJobs.ofRecurrence(DAILY, Instant.EPOCH).iterator().next();
        assertThat(job.priority()).hasValue(7);
        assertThat(job.parallelism()).hasValue(3);
        assertThat(job.related().orElseThrow().pipelineId()).contains(PIPELINE);
        assertThat(lake.centralFiles().read("/out/new")).isPresent();
        assertThat(lake.centralFiles().read("/out/old")).isEmpty();
        resubmission.run(lake.centralJobs, lake.centralRun(), wanted, found, "failover 1");
        assertThat(lake.centralJobs.ofRecurrence(DAILY, Instant.EPOCH)).hasSize(1);
    }

    @Test
    void aJobWaitsForTheOneItComesAfterAndIsHeldBackWhenThatFails() {
        runInPrimary(1, DAILY, script("a"));
        runInPrimary(2, REPORT, "CREATE DATABASE IF NOT EXISTS [r];");
        List<Recurring> wanted = List.of(new Recurring(REPORT, Optional.empty(), Set.of(DAILY)), Recurring.of(DAILY));
        Map<UUID, Job> found = resubmission.find(lake.eastJobs, wanted, Instant.EPOCH);

        List<Result> failed = resubmission.run(lake.centralJobs, lake.centralRun(), wanted, found, "1");
        lake.centralFiles().write("/in", "7\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        List<Result> ran = resubmission.run(lake.centralJobs, lake.centralRun(), wanted, found, "2");

        assertThat(failed).extracting(Result::state).containsExactly(State.FAILED, State.HELD_BACK);
        assertThat(ran).extracting(Result::recurrenceId).containsExactly(DAILY, REPORT);
        assertThat(ran).extracting(Result::state).containsOnly(State.SUCCEEDED);
    }

    @Test
    void aCheckCompilesAndSubmitsNothing() {
        runInPrimary(1, DAILY, "CREATE DATABASE IF NOT EXISTS [x]; DROP VIEW IF EXISTS [x].[dbo].[v];");
        runInPrimary(2, REPORT, script("x"));
        List<Recurring> wanted = List.of(Recurring.of(DAILY), Recurring.of(REPORT), Recurring.of(PIPELINE));
        Map<UUID, Job> found = resubmission.find(lake.eastJobs, wanted, Instant.EPOCH);

        List<Result> results = resubmission.check(lake.centralJobs, wanted, found);

        assertThat(results).extracting(Result::state).containsExactly(State.COMPILES, State.COMPILES, State.NOT_FOUND);
        assertThat(lake.centralJobs.ofRecurrence(DAILY, Instant.EPOCH)).isEmpty();
    }

    @Test
    void whatTheSecondarysCompilerRefusesIsNamedBeforeAnythingRuns() {
        lake.inEast("CREATE DATABASE [only]; CREATE TABLE [only].[dbo].[t] ([a] int);");
        runInPrimary(1, DAILY, "@x = SELECT [a] FROM [only].[dbo].[t]; OUTPUT @x TO \"/o\" USING Outputters.Csv();");
        List<Recurring> wanted = List.of(Recurring.of(DAILY));

        List<Result> results = resubmission.run(
                lake.centralJobs,
                lake.centralRun(),
                wanted,
                resubmission.find(lake.eastJobs, wanted, Instant.EPOCH),
                "1");

        assertThat(results).singleElement().satisfies(each -> {
            assertThat(each.state()).isEqualTo(State.DOES_NOT_COMPILE);
            assertThat(each.detail()).contains("line 1", "only.dbo.t");
        });
    }

    @Test
    void idsFollowFromTheWorkAndNotFromTheirSpelling() {
        assertThat(JobIds.of("a", "bc")).isEqualTo(JobIds.of("a", "bc")).isNotEqualTo(JobIds.of("ab", "c"));
        assertThat(JobIds.of("a").version()).isEqualTo(5);
        assertThat(JobIds.of("a").variant()).isEqualTo(2);
    }

    @Test
    void aRequestTheServiceWouldRefuseIsNotMade() {
        assertThatThrownBy(() -> JobRequest.of(DAILY, "", "x")).hasMessageContaining("name");
        assertThatThrownBy(() -> JobRequest.of(DAILY, "n", "x".repeat(JobRequest.LONGEST_SCRIPT + 1)))
                .hasMessageContaining("split");
    }

    private static String script(String out) {
        return "@x = EXTRACT [a] int FROM \"adl://storeeast.azuredatalakestore.net/in\" USING Extractors.Csv();\n"
                + "OUTPUT @x TO \"/out/" + out + "\" USING Outputters.Csv();";
    }

    private void runInPrimary(int number, UUID recurrence, String script) {
        lake.eastFiles().write("/in", "7\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        lake.clock.advance(java.time.Duration.ofMinutes(1));
        lake.eastRun()
                .toItsEnd(new JobRequest(
                        new UUID(5, number),
                        "recurring " + number,
                        script,
                        OptionalInt.of(7),
                        OptionalInt.of(3),
                        Optional.of(new Related(
                                recurrence,
                                Optional.of("daily"),
                                Optional.of(PIPELINE),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))));
    }
}
