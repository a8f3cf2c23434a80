package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.journal.Attachments;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.toy.MemoryStore;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lost side's attachments are as far away as its services: nobody calls them. */
class LostAttachmentsTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged w = app.protect("w");
    private final Counted a = new Counted();
    private final Counted b = new Counted();
    private final DisasterRecovery dr = app.builder("one").attachments(a, b).build();

    /** Notes every call. */
    private static final class Counted implements Attachments {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final Attachments there = new MemoryStore().attachments().orElseThrow();

        @Override
        public String put(byte[] content) {
            calls.add("put");
            return there.put(content);
        }

        @Override
        public Optional<byte[]> get(String hash) {
            calls.add("get");
            return there.get(hash);
        }
    }

    @BeforeEach
    void replicated() {
        dr.initialise();
        w.drafting = (goal, draft) -> {
            if (goal.movesTheActiveSide()) {
                draft.step("stop", Phase.QUIESCE, Staged.changes("stop", Side.A))
                        .ifLost(IfLost.DEFER_AS_FENCE);
                draft.step("note", Phase.ACTIVATE, Staged.changes("note", Side.B));
            } else {
                draft.step("copy", Phase.CATCH_UP, Staged.changes("copy", Side.B));
            }
        };
        w.acts.put("copy", at -> Outcome.done().proving(RecoveryPoint.complete(Side.A, at.now())));
        w.acts.put("note", at -> {
            String hash = at.attach("noted".getBytes(StandardCharsets.UTF_8));
            return Outcome.done().with("found", at.attachment(hash).isPresent());
        });
        dr.readiness();
        dr.replicate().orThrow();
    }

    @Test
    void healthyBothSidesKeepEverything() {
        assertThat(a.calls).contains("put");
        assertThat(b.calls).contains("put");
    }

    @Test
    void aForcedRunNeitherWritesNorReadsTheLostSidesAttachments() {
        a.calls.clear();
        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));
        RunReport report = dr.run(plan.approvedBy("ann").acceptingLossUpTo(Duration.ofHours(1)));
        assertThat(report.result().isReached()).describedAs(report.text()).isTrue();
        assertThat(b.calls).contains("put", "get");
        w.dark.add(Side.A);
        dr.readiness();
        dr.replicate();
        assertThat(a.calls).isEmpty();
    }

    @Test
    void aRunForcedOnItsWayLeavesTheLostSidesAttachmentsAlone() {
        w.acts.put("stop", at -> Outcome.failed("no answer"));
        dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann"));
        a.calls.clear();
        RunReport report = dr.openRun().orElseThrow().forceNow(Duration.ofHours(1), "ann", "A is gone");
        assertThat(report.result().isReached()).describedAs(report.text()).isTrue();
        assertThat(a.calls).isEmpty();
    }

    @Test
    void aSideThatReturnedKeepsAgain() {
        dr.run(dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofHours(1)))
                .orThrow();
        dr.readiness();
        a.calls.clear();
        w.inventory = "another";
        dr.readiness();
        assertThat(a.calls).contains("put");
    }
}
