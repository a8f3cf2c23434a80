package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.datalake.DataLakeJobs;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users go on submitting the scripts they have always submitted. */
@SuppressWarnings("NullAway.Init") // set up before each test
class DataLakeJobsTest {
    private static final String SCRIPT =
            "@x = EXTRACT [id] int FROM \"adl://storeeast.azuredatalakestore.net/in/new.csv\""
                    + " USING Extractors.Csv();\nOUTPUT @x TO \"/out/adhoc.csv\" USING Outputters.Csv();";

    private final AnalyticsWorld world = new AnalyticsWorld();

    @TempDir
    private Path folder;

    private DisasterRecovery dr;
    private DataLakeJobs jobs;

    @BeforeEach
    void aReplicatedLake() {
        dr = AnalyticsLife.of(world, folder).build();
        dr.initialise();
        AnalyticsStories.fill(world);
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        jobs = DataLakeJobs.of(dr, world.pair(), world.pairOfAccounts());
    }

    @AfterEach
    void close() {
        dr.close();
    }

    @Test
    void aScriptRunsWhereTheApplicationIsActiveWithoutBeingTouched() {
        DataLakeJobs.Submitted submitted = jobs.submit("ad hoc", SCRIPT);

        assertThat(submitted.region().name()).isEqualTo("eastus2");
        assertThat(submitted.rewrites()).isEmpty();
        assertThat(world.jobs(Side.A)).anyMatch(job -> job.startsWith("ad hoc"));
    }

    @Test
    void afterAFailoverTheSameScriptRunsInTheSecondaryOnItsOwnFiles() {
        world.goDark(Side.A);
        AnalyticsLife.run(dr, Goal.forceFailOverTo("centralus")).orThrow();

        DataLakeJobs.Submitted submitted = jobs.submit("ad hoc", SCRIPT);

        assertThat(submitted.region().name()).isEqualTo("centralus");
        assertThat(submitted.epoch()).isEqualTo(3);
        assertThat(submitted.rewrites()).singleElement().asString().contains("storeeast -> storecentral");
        assertThat(world.jobs(Side.B)).anyMatch(job -> job.startsWith("ad hoc"));
        assertThat(world.jobs(Side.A)).noneMatch(job -> job.startsWith("ad hoc"));
    }

    @Test
    void aScriptThatNamesAnUnknownAccountIsNotSentAndItsLineIsNamed() {
        world.goDark(Side.A);
        AnalyticsLife.run(dr, Goal.forceFailOverTo("centralus")).orThrow();

        assertThatThrownBy(() -> jobs.submit("odd", "\n" + SCRIPT.replace("storeeast", "unknownstore")))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("2:")
                .hasMessageContaining("UNMAPPED_ACCOUNT")
                .hasMessageContaining("centralus");
        assertThatThrownBy(() -> jobs.submit("broken", "@x = \"never closed"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("line 1");
        assertThat(world.jobs(Side.B)).noneMatch(job -> job.startsWith("odd") || job.startsWith("broken"));
    }
}
