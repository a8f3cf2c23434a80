package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.recovery.Memo;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages people read, compared with the golden ones; {@code -Dgolden.write=true} writes them anew. */
class PagesTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged lake = app.protect("lake");
    private final Staged clicks = app.protect("clicks", ProtectOption.after("lake"), ProtectOption.should());
    private DisasterRecovery dr;

    @BeforeEach
    void born() {
        Journal.initialise(
                app.store,
                "one",
                app.time,
                new Entry.Genesis(
                        "journal-1",
                        "staged",
                        Region.of("eastus2"),
                        Region.of("centralus"),
                        List.of(
                                new WorkloadLine("lake", true, List.of()),
                                new WorkloadLine("clicks", false, List.of("lake"))),
                        Side.A));
        dr = app.builder("one").build();
        lake.drafting = (goal, draft) -> {
            if (goal.movesTheActiveSide()) {
                draft.step("check", Phase.PROVE, Staged.reads("check", Side.B));
                draft.step("stop", Phase.QUIESCE, Staged.changes("stop", Side.A))
                        .ifLost(IfLost.DEFER_AS_FENCE);
                draft.step("copy", Phase.CATCH_UP, Staged.reads("copy", Side.A));
                draft.step("serve", Phase.ACTIVATE, Staged.changes("serve", Side.B));
                draft.step("scratch", Phase.TIDY, Staged.destroys("scratch", Side.B));
                draft.note("gen1", "accounts of the first generation are gone");
                draft.instruct("tell the partners");
            } else {
                draft.step("copy", Phase.CATCH_UP, Staged.changes("copy", Side.B));
            }
        };
        clicks.drafting = (goal, draft) -> {
            if (goal.movesTheActiveSide()) {
                draft.step(
                        "start", Phase.ACTIVATE, Staged.changes("start", Side.B).fenced(Fencing.CONDITIONAL));
                draft.step("old", Phase.TIDY, Staged.changes("old", Side.A)).ifLost(IfLost.DEFER);
            }
        };
        takes(lake, "copy", Duration.ofMinutes(2));
        takes(lake, "stop", Duration.ofSeconds(30));
        takes(lake, "serve", Duration.ofMinutes(1));
        clicks.acts.put("start", at -> Outcome.failed("quota of 0 streaming units"));
    }

    private static void takes(Staged staged, String name, Duration duration) {
        staged.acts.put(name, at -> {
            var since = at.now();
            at.pause(duration);
            Outcome.Done done = Outcome.done();
            return name.equals("copy")
                    ? done.with("files", 12)
                            .proving(RecoveryPoint.complete(Side.A, since))
                            .proving(Verification.of(Verification.CONTENT_HASH, 12))
                    : done;
        });
    }

    private static void sameAsGolden(String name, String actual) throws IOException {
        Path golden = Path.of("src/test/resources/golden", name);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    @Test
    void aForcedPlansPageSaysWhatIsLostDestroyedDeferredAndDropped() throws IOException {
        dr.replicate().orThrow();
        app.time.advance(Duration.ofMinutes(20));
        lake.dark.add(Side.A);
        clicks.dark.add(Side.A);
        Plan plan = dr.plan(Goal.forceFailOverTo("centralus"));

        assertThat(plan.text())
                .contains("taken as lost: eastus2 (A)")
                .contains("up to 22 min")
                .contains("EVERYTHING: there is no complete recovery point")
                .contains("scratch [etag-scratch]")
                .contains("[done as soon as the side answers]")
                .contains("[dropped: needs the lost side]")
                .contains("[deferred to reprotect]")
                .contains("[nothing fences a late effect]");
        assertThat(Plan.parse(plan.bytes()).hash()).isEqualTo(plan.hash());
        assertThat(Plan.parse(plan.bytes()).text()).isEqualTo(plan.text());
        sameAsGolden("forced-plan.txt", plan.text());
    }

    @Test
    void aPlannedFailoversReportMeasuresTheOutageAgainstTheRto() throws IOException {
        dr.replicate().orThrow();
        RunReport report =
                dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann").destroying("scratch"));

        assertThat(report.result()).isEqualTo(Result.COMPLETED_WITH_EXCEPTIONS);
        // The 33 seconds after the fence, of which the quiescing steps use 30, are part of the outage.
        assertThat(report.outage()).contains(Duration.ofSeconds(213));
        assertThat(report.metRto()).isTrue();
        assertThat(report.points()).singleElement().satisfies(p -> {
            assertThat(p.workload()).isEqualTo("lake");
            assertThat(p.age()).contains(Duration.ZERO);
        });
        assertThat(report.phases())
                .filteredOn(p -> p.phase() == Phase.CATCH_UP)
                .singleElement()
                .satisfies(p -> assertThat(p.took()).isEqualTo(Duration.ofMinutes(2)));
        assertThat(report.verification()).containsEntry(Verification.CONTENT_HASH, 12L);
        sameAsGolden("planned-report.txt", report.text());
    }

    @Test
    void aReportsJsonReadsBackAndHasReadableTimes() {
        RunReport report =
                dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann").destroying("scratch"));
        assertThat(report.json()).contains("\"rto\" : \"PT1H\"").contains("\"startedAt\" : \"2026-11-20T12:");
        RunReport again = Codec.create().read(report.json(), RunReport.class);
        assertThat(again).isEqualTo(report);
        assertThat(again.text()).isEqualTo(report.text());
    }

    @Test
    void anOutageLongerThanTheRtoIsSaidSo() {
        takes(lake, "serve", Duration.ofMinutes(25));
        takes(lake, "copy", Duration.ofMinutes(29));
        takes(lake, "stop", Duration.ofMinutes(29));
        RunReport report =
                dr.run(dr.plan(Goal.failOverTo("centralus")).approvedBy("ann").destroying("scratch"));
        assertThat(report.outage()).contains(Duration.ofMinutes(83));
        assertThat(report.metRto()).isFalse();
        assertThat(report.text()).contains("no side was active for 83 min, objective 60 min: MISSED");
    }

    @Test
    void aPointOlderThanTheRpoIsSaidSo() {
        dr.replicate().orThrow();
        app.time.advance(Duration.ofMinutes(40));
        RunReport report = dr.run(dr.plan(Goal.forceFailOverTo("centralus"))
                .approvedBy("ann")
                .destroying("scratch")
                .acceptingLossUpTo(Duration.ofDays(1)));
        assertThat(report.result()).isEqualTo(Result.REFUSED);
        assertThat(report.reason()).contains("clicks may lose everything");
        clicks.drafting = (goal, draft) -> draft.step("none", Phase.CATCH_UP, Staged.changes("none", Side.B));
        clicks.acts.put("none", at -> Outcome.done().proving(new Memo(Map.of("data", "none"))));
        dr.prepare().orThrow();
        app.time.advance(Duration.ofMinutes(40));
        RunReport forced = dr.run(dr.plan(Goal.forceFailOverTo("centralus"))
                .approvedBy("ann")
                .destroying("scratch")
                .acceptingLossUpTo(Duration.ofDays(1)));
        assertThat(forced.text()).contains("42 min old, OLDER than the objective");
        assertThat(forced.bounds()).singleElement().satisfies(b -> assertThat(b.age())
                .hasValueSatisfying(age -> assertThat(age).isGreaterThan(Duration.ofMinutes(40))));
    }
}
