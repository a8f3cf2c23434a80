package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.JournalRecord;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** How several workloads are looked at, and how long anybody is waited for. */
class LooksTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged first = app.protect("first");
    private final Staged second = app.protect("second");

    @Test
    void allWorkloadsAndSidesAreLookedAtTogetherAndKeptInTheirOrder() {
        app.born();
        CyclicBarrier allFour = new CyclicBarrier(4);
        Runnable meet = () -> {
            try {
                allFour.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException("the others are not looked at meanwhile", e);
            }
        };
        first.looking = meet;
        second.looking = meet;
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            DisasterRecovery dr = app.builder("two").executor(threads).build();
            assertThat(dr.plan(Goal.failOverTo("centralus")).blockers()).isEmpty();
            assertThat(dr.history())
                    .extracting(JournalRecord::entry)
                    .filteredOn(Entry.Observed.class::isInstance)
                    .extracting(e -> ((Entry.Observed) e).workload() + ((Entry.Observed) e).side())
                    .containsExactly("firstA", "firstB", "secondA", "secondB");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aTargetThatHangsIsGivenUpSoonerWhenTheGoalIsForced() {
        DisasterRecovery dr = app.born();
        dr.readiness();
        DisasterRecovery hanging = app.builder("two")
                .executor(work -> app.time.advance(Duration.ofMinutes(5)))
                .build();
        Plan forced = hanging.plan(Goal.forceFailOverTo("centralus"));
        Plan planned = hanging.plan(Goal.failOverTo("centralus"));
        assertThat(forced.body().concerns())
                .filteredOn(c -> c.id().equals("target-unseen"))
                .hasSize(2)
                .allSatisfy(c -> assertThat(c.text()).contains("no answer within PT1M"));
        assertThat(planned.blockers()).hasSize(4).allSatisfy(c -> assertThat(c.text())
                .contains("no answer within PT5M"));
    }
}
