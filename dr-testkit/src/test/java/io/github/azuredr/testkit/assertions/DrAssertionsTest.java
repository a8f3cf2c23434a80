package io.github.azuredr.testkit.assertions;

import static io.github.azuredr.testkit.assertions.DrAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.testkit.shelf.ShelfWorld;
import io.github.azuredr.testkit.walk.Performance;
import io.github.azuredr.testkit.walk.Scenario;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DrAssertionsTest {
    private final Performance<ShelfWorld> performance = Performance.of(Scenario.in(ShelfWorld::new)
            .prepare()
            .replicate()
            .passes(Duration.ofMinutes(5))
            .happens("late write", w -> w.a.write("late", "lost"))
            .goesDark(Side.A)
            .forceFailOver("centralus")
            .comesBack(Side.A)
            .reprotect());
    private final DisasterRecovery dr = performance.dr();

    @Test
    void aForcedFailoverReadsAsItHappened() {
        for (int i = 0; i < 7; i++) {
            performance.next(); // until the lost side is back, but not yet noticed
        }

        assertThat(dr.status())
                .activeIs("centralus")
                .lostIs("eastus2")
                .isInEpoch(3)
                .hasNoOpenRun()
                .suggests("readiness");
        assertThat(dr.readiness())
                .isNotReady()
                .hasGap("not-reprotected", Gap.Severity.CRITICAL)
                .hasNoGap("side-lost");
        fails(() -> assertThat(dr.status()).owesNothing(), "nothing to be owed", "STATUS");
    }

    @Test
    void aReportSaysWhatWasDoneAndWhatWasLost() {
        var acts = performance.toTheEnd();
        RunReport forced = acts.get(5).report().orElseThrow();
        RunReport reprotected = acts.get(acts.size() - 1).report().orElseThrow();

        assertThat(forced)
                .isCompleted()
                .hasStep("shelf/serve")
                .withStatus("DONE")
                .hasStep("shelf/serve")
                .afterAttempts(1)
                .deferred("shelf/quiesce")
                .hasBound("shelf", Duration.ofMinutes(5))
                .metItsRto()
                .lostNothing();
        assertThat(reprotected).isCompleted().lostExactly("shelf", "late");
        assertThat(dr.status()).nothingIsLost().owesNothing().activeIs("centralus");

        fails(() -> assertThat(forced).isPausedBecause("x"), "the result to be PAUSED but it is COMPLETED", "RUN ");
        fails(() -> assertThat(forced).hasStep("shelf/serve").withStatus("DROPPED"), "shelf/serve to be DROPPED");
        fails(() -> assertThat(forced).hasStep("shelf/none"), "a step 'shelf/none' but it has [shelf/check");
        fails(() -> assertThat(forced).hasBound("shelf", Duration.ofMinutes(4)), "to lose at most PT4M", "PT5M");
        fails(() -> assertThat(forced).lostExactly("shelf"), "a loss ledger of shelf");
        fails(() -> assertThat(reprotected).lostNothing(), "nothing to be lost but shelf lost");
        fails(() -> assertThat(reprotected).lostExactly("shelf", "x"), "its ledger says [late]");
    }

    @Test
    void aPlanSaysWhatItWouldDoAndWhatHoldsItBack() {
        performance.next();
        performance.next();
        Plan planned = dr.plan(Goal.failOverTo("centralus"));
        Plan there = dr.plan(Goal.failOverTo("eastus2"));
        Plan backwards = dr.plan(Goal.replicate());

        assertThat(planned).isNotBlocked().hasStep("shelf/serve").destroysNothing();
        assertThat(there).isEmpty();
        assertThat(backwards).hasSteps("shelf/copy");
        assertThat(dr.run(planned)).isRefusedBy("not-approved");
        assertThat(dr.run(there)).hadNothingToDo();

        fails(() -> assertThat(planned).isEmpty(), "nothing to do", "PLAN ");
        fails(() -> assertThat(planned).isBlockedBy("side-lost"), "a concern 'side-lost' of weight BLOCKS");
        fails(() -> assertThat(planned).mustAccept("journal-place"), "of weight ACCEPT");
        fails(() -> assertThat(planned).doesNotTouch(Side.B), "no step on side B");
        fails(() -> assertThat(planned).destroys("everything"), "'everything' to be destroyed");
        fails(() -> assertThat(dr.run(planned)).isRefusedBy("busy"), "refused by rule 'busy'", "not-approved");
    }

    @Test
    void aReadinessProofSaysWhatIsMissing() {
        performance.next();

        assertThat(dr.readiness()).isReady().hasGap("never-copied").hasGap("journal-place", Gap.Severity.WARNING);

        var proof = dr.readiness();
        assertThat(proof).isReadyAt(proof.provenAt());
        fails(() -> assertThat(proof).isReadyAt(proof.provenAt().plus(Duration.ofDays(2))), "to count at", "READINESS");
        fails(() -> assertThat(proof).isNotReady(), "something critical");
        fails(() -> assertThat(proof).hasGap("no-such-gap"), "a gap 'no-such-gap'");
        fails(() -> assertThat(proof).hasNoGap("never-copied"), "no gap 'never-copied'");
    }

    private static void fails(ThrowingCallable assertion, String... parts) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
    }
}
