package io.github.azuredr.datalake.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Readiness;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.step.StepTypes;
import io.github.azuredr.testkit.journal.InMemoryJournalStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A failover given up between its point of no return and its route leaves a lake that goes on in either direction. */
class AbandonedFailoverTest {
    private final DoorContract doors = new DoorContract();

    static List<LakeWorld> worlds() {
        return List.of(
                MemoryLakeWorld.flat(),
                MemoryLakeWorld.hierarchical(),
                SimulatedLakeWorld.flat(),
                SimulatedLakeWorld.hierarchical());
    }

    private DisasterRecovery givenUp(LakeWorld world) {
        DisasterRecovery dr = born(world);
        giveUp(dr, world);
        return dr;
    }

    private DisasterRecovery born(LakeWorld world) {
        DisasterRecovery dr = LakeLife.of("one", world)
                .protect("doors", doors)
                .journal(new InMemoryJournalStore())
                .build();
        dr.initialise();
        dr.prepare().orThrow();
        world.write(Side.A, "a", "first");
        dr.replicate().orThrow();
        return dr;
    }

    private void giveUp(DisasterRecovery dr, LakeWorld world) {
        world.write(Side.A, "b", "before the failover");
        doors.stuck = true;
        RunReport paused = LakeLife.run(dr, Goal.failOverTo("centralus"));
        assertThat(paused.result()).isEqualTo(RunReport.Result.PAUSED);
        dr.openRun().orElseThrow().abandon("ann", "the doors do not open");
        assertThat(dr.status().active()).isEmpty();
        doors.stuck = false;
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theSideItCameFromServesAgainAndIsReplicatedAgain(LakeWorld world) {
        DisasterRecovery dr = givenUp(world);

        LakeLife.run(dr, Goal.forceFailOverTo("eastus2")).orThrow();
        dr.readiness();
        LakeLife.run(dr, Goal.reprotect()).orThrow();
        world.write(Side.A, "a", "second");
        dr.replicate().orThrow();

        assertThat(world.content(Side.A)).containsOnlyKeys("a", "b").containsEntry("a", "second");
        assertThat(world.content(Side.B)).isEqualTo(world.content(Side.A));
        assertThat(dr.readiness().critical()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theFailoverIsMadeAgainAndArrives(LakeWorld world) {
        DisasterRecovery dr = givenUp(world);

        LakeLife.run(dr, Goal.failOverTo("centralus")).orThrow();
        world.write(Side.B, "a", "west");
        dr.replicate().orThrow();

        assertThat(world.content(Side.B)).containsEntry("a", "west").containsKey("b");
        assertThat(world.content(Side.A)).isEqualTo(world.content(Side.B));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void itIsMadeAgainAlsoWhenThePairHasFailedOverAndBackBefore(LakeWorld world) {
        DisasterRecovery dr = born(world);
        LakeLife.run(dr, Goal.failOverTo("centralus")).orThrow();
        world.write(Side.B, "west", "once");
        dr.replicate().orThrow();
        LakeLife.run(dr, Goal.failOverTo("eastus2")).orThrow();
        dr.replicate().orThrow();
        giveUp(dr, world);

        LakeLife.run(dr, Goal.failOverTo("centralus")).orThrow();

        assertThat(world.content(Side.B)).isEqualTo(world.content(Side.A)).containsOnlyKeys("a", "b", "west");
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void readinessSaysThatItLeftAHoldWhichBlocksNothing(LakeWorld world) {
        Readiness readiness = givenUp(world).readiness();

        assertThat(readiness.gaps().get("lake")).extracting(Gap::id).contains("hold-left-behind");
        assertThat(readiness.critical()).extracting(Gap::id).containsExactly("no-active-side");
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void theSideItCameFromMayAlsoBeForcedBackWithoutTheOther(LakeWorld world) {
        DisasterRecovery dr = givenUp(world);
        world.goDark(Side.B);

        LakeLife.run(dr, Goal.forceFailOverTo("eastus2")).orThrow();
        world.comeBack(Side.B);
        world.write(Side.A, "a", "second");
        dr.readiness();
        LakeLife.run(dr, Goal.reprotect()).orThrow();

        assertThat(world.content(Side.A)).containsOnlyKeys("a", "b").containsEntry("a", "second");
        assertThat(world.content(Side.B)).isEqualTo(world.content(Side.A));
    }

    /** What another workload calls. */
    interface Doors {
        boolean stuck();
    }

    /** Another workload, whose doors may be stuck. */
    private static final class DoorContract implements FailoverContract<Doors>, Doors {
        private boolean stuck;

        @Override
        public StepTypes<Doors> stepTypes() {
            return StepTypes.<Doors>none().with("open-doors/1", Open.class);
        }

        @Override
        public Doors port(Side side) {
            return this;
        }

        @Override
        public Observation observe(Side side) {
            return Observation.of(Instant.EPOCH, Map.of());
        }

        @Override
        public List<Gap> gaps(Situation now) {
            return List.of();
        }

        @Override
        public void plan(Goal goal, Situation now, PlanDraft<Doors> draft) {
            if (goal.movesTheActiveSide()) {
                draft.step(
                        "open",
                        Phase.ACTIVATE,
                        new Open(now.pair().sideOf(goal.place().orElseThrow())));
            }
        }

        @Override
        public boolean stuck() {
            return stuck;
        }
    }

    record Open(Side side) implements Step<Doors> {
        @Override
        public String title() {
            return "Open the doors of side " + side;
        }

        @Override
        public EffectKind effect() {
            return EffectKind.CHANGES;
        }

        @Override
        public Fencing fencing() {
            return Fencing.CONVERGENT;
        }

        @Override
        public Set<Side> touches() {
            return Set.of(side);
        }

        @Override
        public Presence observe(StepContext<Doors> at) {
            return Presence.absent();
        }

        @Override
        public Outcome.Answer execute(StepContext<Doors> at) {
            return at.on(side).stuck() ? Outcome.failed("the doors are stuck") : Outcome.done();
        }
    }
}
