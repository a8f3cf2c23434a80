package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.journal.RunEnd;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.route.NoActiveSideException;
import io.github.azuredr.route.Regional;
import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.toy.ToyApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisasterRecoveryTest {
    private final ToyApplication app;
    private final DisasterRecovery dr;

    DisasterRecoveryTest(@TempDir Path folder) {
        app = new ToyApplication(folder);
        dr = app.born();
        app.toy.service(Side.A).values.put("x", "1");
        app.toy.service(Side.A).values.put("mode", "serve");
    }

    @Test
    void aPlannedFailoverMovesTheActiveSideWithoutLossAndAFailbackReturnsIt() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        app.toy.service(Side.A).values.put("x", "2");

        RunReport over =
                dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann").because("maintenance"));

        assertThat(over.result()).describedAs(over.text()).isEqualTo(Result.COMPLETED);
        assertThat(app.toy.service(Side.B).values).containsEntry("x", "2").containsEntry("mode", "serve");
        assertThat(app.toy.service(Side.A).values).containsEntry("mode", "standby");
        assertThat(dr.status().active()).contains("centralus (B)");

        RunReport back = dr.run(dr.plan(Goal.failOverTo("eastus2")).approvedBy("ann"));
        assertThat(back.result()).describedAs(back.text()).isEqualTo(Result.COMPLETED);
        assertThat(dr.status().active()).contains("eastus2 (A)");
        assertThat(dr.status().epoch()).isEqualTo(5);
    }

    @Test
    void aForcedFailoverNeverCallsTheLostSideAndFencesItWhenItReturns() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        app.toy.service(Side.A).values.put("late", "lost");
        app.time.advance(Duration.ofMinutes(10));
        app.toy.service(Side.A).dark = true;
        app.toy.service(Side.A).calls.clear();

        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        RunReport refused = dr.run(plan);
        assertThat(refused.result()).isEqualTo(Result.REFUSED);
        RunReport over = dr.run(plan.approvedBy("ann").because("INC-1").acceptingLossUpTo(Duration.ofMinutes(30)));

        assertThat(over.result()).describedAs(over.text()).isEqualTo(Result.COMPLETED);
        assertThat(over.bounds()).singleElement().satisfies(b -> assertThat(b.age())
                .contains(Duration.ofMinutes(10)));
        assertThat(over.deferred()).singleElement().asString().contains("toy/quiesce");
        assertThat(app.toy.service(Side.A).calls).isEmpty();
        assertThat(dr.status().lost()).contains("eastus2 (A)");

        app.toy.service(Side.A).dark = false;
        assertThat(dr.plan(Goal.failOverTo("eastus2")).blockers()).isNotEmpty();
        dr.readiness();
        assertThat(app.toy.service(Side.A).values).containsEntry("mode", "standby");
        assertThat(dr.status().deferred()).isEmpty();
        assertThat(dr.plan(Goal.failOverTo("eastus2")).blockers()).anyMatch(c -> c.id().equals("not-reprotected"));

        RunReport reprotected = dr.run(dr.plan(Goal.reprotect()).approvedBy("ann"));
        assertThat(reprotected.result()).describedAs(reprotected.text()).isEqualTo(Result.COMPLETED);
        assertThat(reprotected.ledgers().values()).singleElement().satisfies(ledger -> assertThat(ledger.lost())
                .singleElement()
                .satisfies(l -> assertThat(l.what()).isEqualTo("late")));
        RunReport back = dr.run(dr.plan(Goal.failOverTo("eastus2")).approvedBy("ann"));
        assertThat(back.result()).describedAs(back.text()).isEqualTo(Result.COMPLETED);
    }

    @Test
    void aLostSideIsNotLookedAtEvenWhenAPlanWouldForceTheWayBackToIt() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        app.toy.service(Side.A).dark = true;
        dr.run(dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofMinutes(30)))
                .orThrow();
        app.toy.service(Side.A).calls.clear();

        Plan plan = dr.plan(Goal.forceFailOverTo("eastus2"));

        assertThat(plan.blockers()).anyMatch(c -> c.id().equals("target-lost"));
        assertThat(app.toy.service(Side.A).calls).isEmpty();
    }

    @Test
    void aWorkloadThatWasNeverReplicatedIsGivenUpOnlyByAPersonWhoAcceptsAnyLoss() {
        dr.prepare().orThrow();
        app.toy.service(Side.A).dark = true;
        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));

        RunReport refused = dr.run(plan.approvedBy("ann").acceptingLossUpTo(Duration.ofDays(365)));
        RunReport over = dr.run(plan.approvedBy("ann").acceptingAnyLoss());

        assertThat(refused.reason()).contains("loss-above-ceiling").contains("acceptingAnyLoss()");
        assertThat(over.result()).describedAs(over.text()).isEqualTo(Result.COMPLETED);
        assertThat(over.bounds()).singleElement().satisfies(b -> assertThat(b.age())
                .isEmpty());
    }

    @Test
    void aReturnedSideThatIsNotFencedYetIsReprotectedOnlyByAPersonWhoAcceptsThat() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        app.toy.service(Side.A).dark = true;
        dr.run(dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofMinutes(30)))
                .orThrow();
        app.toy.service(Side.A).dark = false;
        DisasterRecovery hindered = app.builder()
                .listener(event -> {
                    if (event instanceof DrEvent.SideReturned) {
                        app.toy.service(Side.A).failures = 1; // the fencing step itself
                    }
                })
                .build();
        hindered.readiness();
        app.toy.service(Side.A).failures = 0;

        RunReport refused = hindered.run(hindered.plan(Goal.reprotect()).approvedBy("ann"));
        assertThat(refused.reason()).startsWith("not-accepted").contains("fence-owed");
        app.time.advance(Duration.ofHours(1));
        hindered.readiness();

        assertThat(app.toy.service(Side.A).values).containsEntry("mode", "standby");
        assertThat(hindered.run(hindered.plan(Goal.reprotect()).approvedBy("ann"))
                        .result())
                .isEqualTo(Result.COMPLETED);
    }

    @Test
    void nothingIsCopiedAfterAFenceBeforeEveryProcessRefusesTheOldSide() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();

        RunReport over = dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann"));

        assertThat(over.outage()).hasValueSatisfying(o -> assertThat(o).isGreaterThanOrEqualTo(Duration.ofSeconds(33)));
        assertThat(over.phases())
                .filteredOn(p -> p.phase() == Phase.CATCH_UP)
                .singleElement()
                .satisfies(p -> assertThat(Duration.between(fencedAt(over), p.start()))
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(33)));
    }

    @Test
    void aForcedFailoverWaitsBeforeAnybodyIsServed() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        app.toy.service(Side.A).dark = true;

        RunReport over = dr.run(
                dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofMinutes(30)));

        assertThat(over.outage()).hasValueSatisfying(o -> assertThat(o).isGreaterThanOrEqualTo(Duration.ofSeconds(33)));
    }

    private static Instant fencedAt(RunReport report) {
        return report.phases().stream()
                .filter(p -> p.phase() == Phase.FENCE)
                .findFirst()
                .orElseThrow()
                .start();
    }

    @Test
    void anAbandonedForcedFailoverIsNoDeadEnd() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        app.toy.service(Side.A).dark = true;
        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        app.toy.service(Side.B).readOnly = true;
        assertThat(dr.run(plan.approvedBy("ann").acceptingLossUpTo(Duration.ofHours(1)))
                        .result())
                .isEqualTo(Result.PAUSED);
        dr.openRun().orElseThrow().abandon("ann", "centralus is unusable too");
        app.toy.service(Side.A).dark = false;

        dr.readiness();
        assertThat(dr.status().lost()).isEmpty();
        RunReport back = dr.run(dr.plan(Goal.forceFailOverTo("eastus2"))
                .approvedBy("ann")
                .acceptingLossUpTo(Duration.ofHours(1))
                .accepting("not-reprotected", "target-unseen", "readiness-expired"));

        assertThat(back.result()).describedAs(back.text()).isEqualTo(Result.COMPLETED);
        assertThat(dr.status().active()).contains("eastus2 (A)");
    }

    @Test
    void alreadyThereIsAnEmptyPlan() {
        Plan plan = dr.plan(Goal.failOverTo("eastus2"));
        assertThat(plan.isEmpty()).isTrue();
        assertThat(dr.run(plan).result()).isEqualTo(Result.NOTHING_TO_DO);
    }

    @Test
    void anAnswerLostAfterTheEffectIsLookedUpAndNotRepeated() {
        app.toy.service(Side.B).lostAnswers = 1;

        RunReport prepared = dr.prepare();

        assertThat(prepared.result()).describedAs(prepared.text()).isEqualTo(Result.COMPLETED);
        assertThat(app.toy.service(Side.B).calls)
                .filteredOn(c -> c.startsWith("put"))
                .hasSize(1);
    }

    @Test
    void aBrownoutIsRiddenOutByTheRunnerAlone() {
        dr.prepare();
        app.toy.service(Side.B).failures = 3;

        RunReport report = dr.run(dr.plan(Goal.replicate()));

        assertThat(report.result()).isIn(Result.COMPLETED, Result.REFUSED);
    }

    @Test
    void whileFencedNobodyIsServedAndCancellingGivesTheOldSideBack() {
        dr.prepare().orThrow();
        Regional<String> region = dr.regional(r -> r.name());
        assertThat(region.get()).isEqualTo("eastus2");
        Plan plan = dr.plan(Goal.failOverTo("centralus"));
        app.toy.service(Side.A).failures = 1000;

        RunReport paused = dr.run(plan.approvedBy("ann"));
        assertThat(paused.result()).describedAs(paused.text()).isEqualTo(Result.PAUSED);
        Assertions.assertThatThrownBy(region::get).isInstanceOf(NoActiveSideException.class);

        app.toy.service(Side.A).failures = 0;
        RunReport cancelled = dr.openRun().orElseThrow().cancel("ann", "not now");
        assertThat(cancelled.result()).describedAs(cancelled.text()).isEqualTo(Result.CANCELLED);
        assertThat(region.get()).isEqualTo("eastus2");
        assertThat(dr.status().recent()).last().satisfies(r -> assertThat(r.end())
                .isEqualTo(RunEnd.CANCELLED));
    }

    @Test
    void aPlannedFailoverThatLosesItsOldSideIsForcedOnTheWay() {
        dr.prepare().orThrow();
        dr.replicate().orThrow();
        Plan plan = dr.plan(Goal.failOverTo("centralus"));
        app.toy.service(Side.A).dark = true;
        assertThat(dr.run(plan.approvedBy("ann")).result()).isEqualTo(Result.PAUSED);

        RunReport forced = dr.openRun().orElseThrow().forceNow(Duration.ofHours(1), "ann", "eastus2 is gone");

        assertThat(forced.result()).describedAs(forced.text()).isEqualTo(Result.COMPLETED);
        assertThat(dr.status().active()).contains("centralus (B)");
        assertThat(dr.status().lost()).contains("eastus2 (A)");
    }
}
