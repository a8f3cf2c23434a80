package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.pair.Side;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.journal.InMemoryJournalStore;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A target that someone else wrote stops the pass; whoever is on duty learns which file, and what to do. */
class StoppedPassTest {
    static Stream<SimulatedLakeWorld> worlds() {
        return Stream.of(SimulatedLakeWorld.flat(), SimulatedLakeWorld.hierarchical());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void reportAndReadinessNameTheFileUntilItIsSettled(SimulatedLakeWorld world) {
        DisasterRecovery dr =
                LakeLife.of("one", world).journal(new InMemoryJournalStore()).build();
        dr.initialise();
        dr.prepare().orThrow();
        world.write(Side.A, "a/b", "east");
        dr.replicate().orThrow();
        world.write(Side.B, "a/b", "someone in the west");
        world.write(Side.A, "a/b", "east again");

        RunReport stopped = dr.replicate();

        assertThat(stopped.result().isReached()).isFalse();
        assertThat(stopped.text())
                .contains("TARGET_CHANGED_BY_ANOTHER a/b", "rename it there", "delete it there", "then retry the step");
        assertThat(world.content(Side.B)).containsEntry("a/b", "someone in the west");
        assertThat(dr.readiness().critical())
                .filteredOn(gap -> gap.id().equals("pass-stopped"))
                .singleElement()
                .extracting(Gap::toString)
                .asString()
                .contains("a/b", "centralus (B)", "then retry the step or replicate");

        world.write(Side.B, "a/b-of-the-west", "someone in the west");
        world.remove(Side.B, "a/b");
        dr.openRun().ifPresent(run -> run.abandon("ann", "settled by hand"));
        dr.replicate().orThrow();

        assertThat(world.content(Side.B))
                .containsEntry("a/b", "east again")
                .containsEntry("a/b-of-the-west", "someone in the west");
        assertThat(dr.readiness().critical()).noneMatch(gap -> gap.id().equals("pass-stopped"));
    }
}
