package io.github.azuredr.testkit.assertions;

import io.github.azuredr.recovery.LossBound;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a {@link RunReport}; each failure prints the report's page. */
public final class RunReportAssert extends AbstractAssert<RunReportAssert, RunReport> {
    RunReportAssert(RunReport actual) {
        super(actual, RunReportAssert.class);
    }

    /** The run ended or stands with this result. */
    public RunReportAssert hasResult(Result expected) {
        isNotNull();
        if (actual.result() != expected) {
            fail("the result to be " + expected + " but it is " + actual.result() + ": " + actual.reason());
        }
        return this;
    }

    /** The goal is reached with everything the plan held. */
    public RunReportAssert isCompleted() {
        return hasResult(Result.COMPLETED);
    }

    /** The goal was reached already. */
    public RunReportAssert hadNothingToDo() {
        return hasResult(Result.NOTHING_TO_DO);
    }

    /** It waits for a person, and its reason contains this. */
    public RunReportAssert isPausedBecause(String part) {
        return hasResult(Result.PAUSED).reasonContains(part);
    }

    /** It was not started, by the rule of this name, such as {@code not-approved}. */
    public RunReportAssert isRefusedBy(String rule) {
        hasResult(Result.REFUSED);
        if (!actual.reason().startsWith(rule + ":")) {
            fail("it to be refused by rule '" + rule + "' but it was refused by: " + actual.reason());
        }
        return this;
    }

    /** An equal or higher run was open. */
    public RunReportAssert isBusy() {
        return hasResult(Result.BUSY);
    }

    /** Its reason contains this. */
    public RunReportAssert reasonContains(String part) {
        isNotNull();
        if (!actual.reason().contains(part)) {
            fail("the reason to contain '" + part + "' but it is: " + actual.reason());
        }
        return this;
    }

    /** It has a step of this id; the answer asserts about it. */
    public StepAssert hasStep(String id) {
        isNotNull();
        Optional<RunReport.StepLine> step =
                actual.steps().stream().filter(s -> s.id().equals(id)).findFirst();
        if (step.isEmpty()) {
            fail("a step '" + id + "' but it has "
                    + actual.steps().stream().map(RunReport.StepLine::id).toList());
        }
        return new StepAssert(this, step.orElseThrow());
    }

    /** No loss was found: each workload's ledger is empty, and nothing is unverifiable. */
    public RunReportAssert lostNothing() {
        isNotNull();
        actual.ledgers().forEach((workload, ledger) -> {
            if (!ledger.lost().isEmpty() || !ledger.unverifiable().isEmpty()) {
                fail("nothing to be lost but " + workload + " lost " + ledger.lost() + ", unverifiable "
                        + ledger.unverifiable());
            }
        });
        return this;
    }

    /** Exactly these things of a workload are in its loss ledger. */
    public RunReportAssert lostExactly(String workload, String... things) {
        isNotNull();
        LossLedger ledger = actual.ledgers().get(workload);
        if (ledger == null) {
            fail("a loss ledger of " + workload + " but there are "
                    + actual.ledgers().keySet());
            return this;
        }
        List<String> lost =
                ledger.lost().stream().map(LossLedger.Lost::what).sorted().toList();
        List<String> expected = List.of(things).stream().sorted().toList();
        if (!lost.equals(expected)) {
            fail(workload + " to have lost exactly " + expected + " but its ledger says " + lost);
        }
        return this;
    }

    /** What may be lost of a workload was measured, and is no more than this. */
    public RunReportAssert hasBound(String workload, Duration most) {
        isNotNull();
        Optional<LossBound> bound = actual.bounds().stream()
                .filter(b -> b.workload().equals(workload))
                .findFirst();
        if (bound.isEmpty()) {
            fail("a loss bound of " + workload + " but there are " + actual.bounds());
        } else if (!bound.get().within(most)) {
            fail(workload + " to lose at most " + most + " but its bound is "
                    + bound.get().age().map(String::valueOf).orElse("everything"));
        }
        return this;
    }

    /** The outage kept within the recovery time objective. */
    public RunReportAssert metItsRto() {
        isNotNull();
        if (!actual.metRto()) {
            fail("the outage to keep within " + actual.rto() + " but it took "
                    + actual.outage().map(String::valueOf).orElse("?"));
        }
        return this;
    }

    /** A step was put off until its side answers. */
    public RunReportAssert deferred(String stepId) {
        isNotNull();
        if (actual.deferred().stream().noneMatch(d -> d.startsWith(stepId + ":"))) {
            fail("step " + stepId + " to be deferred but these are: " + actual.deferred());
        }
        return this;
    }

    private void fail(String expectation) {
        failWithMessage("%nExpected %s%n%nThe report:%n%s", expectation, actual.text());
    }

    /** Assertions about one step of a report. */
    public static final class StepAssert {
        private final RunReportAssert report;
        private final RunReport.StepLine step;

        private StepAssert(RunReportAssert report, RunReport.StepLine step) {
            this.report = report;
            this.step = step;
        }

        /** It stands like this, such as {@code DONE} or {@code DROPPED}; goes on with the report. */
        public RunReportAssert withStatus(String status) {
            if (!step.status().equals(status)) {
                report.fail("step " + step.id() + " to be " + status + " but it is " + step.status() + ": "
                        + step.detail());
            }
            return report;
        }

        /** So many attempts were made; goes on with the report. */
        public RunReportAssert afterAttempts(int attempts) {
            if (step.attempts() != attempts) {
                report.fail("step " + step.id() + " to take " + attempts + " attempts but it took " + step.attempts());
            }
            return report;
        }
    }
}
