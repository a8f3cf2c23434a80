package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.testkit.journal.InMemoryJournalStore;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A newcomer needs two accounts and no portal. */
class PrepareTest {
    static Stream<SimulatedLakeWorld> worlds() {
        return Stream.of(SimulatedLakeWorld.flat(), SimulatedLakeWorld.hierarchical());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void itCreatesThePlaceThatIsMissingAndThenHasNothingMoreToDo(SimulatedLakeWorld world) {
        DisasterRecovery dr =
                LakeLife.of("one", world).journal(new InMemoryJournalStore()).build();
        dr.initialise();

        Plan plan = dr.plan(Goal.prepare());
        assertThat(world.container(Side.B).exists())
                .as("planning creates nothing")
                .isFalse();
        dr.prepare().orThrow();

        assertThat(plan.steps())
                .filteredOn(step -> step.effect() == EffectKind.CREATES)
                .extracting(PlannedStep::id)
                .containsExactly("lake/create-b");
        assertThat(world.container(Side.B).exists()).isTrue();
        assertThat(dr.plan(Goal.prepare()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void readinessNamesTheMissingPlaceAndTheWayOut(SimulatedLakeWorld world) {
        DisasterRecovery dr =
                LakeLife.of("one", world).journal(new InMemoryJournalStore()).build();
        dr.initialise();

        assertThat(dr.readiness().critical())
                .filteredOn(gap -> gap.id().equals("target-missing"))
                .singleElement()
                .extracting(Gap::toString)
                .asString()
                .contains("centralus (B)", "run prepare");
    }
}
