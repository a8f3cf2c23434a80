package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.route.StalenessPolicy;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.journal.InMemoryJournalStore;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A planned failover loses nothing, however late it was written. */
class LastPassTest {
    static Stream<SimulatedLakeWorld> worlds() {
        return Stream.of(SimulatedLakeWorld.flat(), SimulatedLakeWorld.hierarchical());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void aTableLogOfTheVerySecondOfTheFailoverArrives(SimulatedLakeWorld world) {
        DisasterRecovery dr = LakeLife.of("one", world)
                .journal(new InMemoryJournalStore())
                // Callers that refuse at once leave no second between the fence and the last pass.
                .whenJournalIsUnreachable(StalenessPolicy.refuseWritesAfter(Duration.ofMillis(1)))
                .build();
        dr.initialise();
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        world.write(Side.A, "t/part-0", "rows");
        world.write(Side.A, "t/_delta_log/00000000000000000000.json", "commit");

        RunReport over = LakeLife.run(dr, Goal.failOverTo("centralus")).orThrow();

        assertThat(world.content(Side.B))
                .isEqualTo(world.content(Side.A))
                .containsKey("t/_delta_log/00000000000000000000.json");
        assertThat(over.steps())
                .filteredOn(step -> step.id().equals("lake/last-pass"))
                .singleElement()
                .satisfies(step -> assertThat(step.attempts()).isGreaterThan(1));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void anOrdinaryPassLeavesSuchALogToTheNext(SimulatedLakeWorld world) {
        DisasterRecovery dr =
                LakeLife.of("one", world).journal(new InMemoryJournalStore()).build();
        dr.initialise();
        dr.prepare().orThrow();
        world.write(Side.A, "t/part-0", "rows");
        world.write(Side.A, "t/_delta_log/00000000000000000000.json", "commit");

        RunReport pass = dr.replicate().orThrow();

        assertThat(world.content(Side.B)).containsOnlyKeys("t/part-0");
        assertThat(pass.steps()).singleElement().satisfies(step -> assertThat(step.attempts())
                .isEqualTo(1));
    }
}
