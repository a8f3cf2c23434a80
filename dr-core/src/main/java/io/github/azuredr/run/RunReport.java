package io.github.azuredr.run;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.recovery.LossBound;
import io.github.azuredr.recovery.LossLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run did, measured: against the objectives, by phase, by workload, and what it left.
 *
 * @param application whose
 * @param run the run's id; empty when none was started
 * @param goal what for
 * @param result how it ended or where it stands
 * @param reason the sentence
 * @param startedAt when it began
 * @param endedAt when it ended or was looked at
 * @param rto the recovery time objective
 * @param rpo the recovery point objective
 * @param outage from the fence to the route: how long no side was active
 * @param phases each phase that did something
 * @param points age of each workload's newest complete recovery point, at the fence or at the end
 * @param bounds what could be lost, measured at the fence of a forced run
 * @param verification objects by the strongest level each was checked at
 * @param steps each step
 * @param deferred steps put off, in sentences
 * @param ledgers what was really lost, by workload
 * @param debts effects left behind by a run that did not complete
 * @param instructions what people do by hand
 * @param next what may be done now
 */
public record RunReport(
        String application,
        Optional<String> run,
        String goal,
        Result result,
        String reason,
        Instant startedAt,
        Instant endedAt,
        Duration rto,
        Duration rpo,
        Optional<Duration> outage,
        List<PhaseTime> phases,
        List<PointAge> points,
        List<LossBound> bounds,
        Map<String, Long> verification,
        List<StepLine> steps,
        List<String> deferred,
        Map<String, LossLedger> ledgers,
        List<String> debts,
        List<String> instructions,
        List<NextAction> next) {

    /** How a run ended or where it stands. */
    public enum Result {
        /** The goal was reached already. */
        NOTHING_TO_DO,
        /** The goal is reached. */
        COMPLETED,
        /** The goal is reached without some workloads that only should take part, or with steps skipped. */
        COMPLETED_WITH_EXCEPTIONS,
        /** An executor is at it, as far as the journal knows. */
        RUNNING,
        /** It waits for a person. */
        PAUSED,
        /** It was not started; nothing changed. */
        REFUSED,
        /** An equal or higher run is open; nothing changed. */
        BUSY,
        /** A person ended it before the point of no return. */
        CANCELLED,
        /** A person gave it up where it was. */
        ABANDONED,
        /** Another executor or a higher run took over. */
        OVERTAKEN;

        /** Whether the goal is reached. */
        public boolean isReached() {
            return this == NOTHING_TO_DO || this == COMPLETED || this == COMPLETED_WITH_EXCEPTIONS;
        }
    }

    /**
     * One phase's time.
     *
     * @param phase which
     * @param start when its first effect began
     * @param took how long until its last one was settled
     */
    public record PhaseTime(Phase phase, Instant start, Duration took) {}

    /**
     * How old a workload's newest complete recovery point was.
     *
     * @param workload whose
     * @param at the point; empty when there is none
     * @param age its age when measured
     */
    public record PointAge(String workload, Optional<Instant> at, Optional<Duration> age) {}

    /**
     * One step's line.
     *
     * @param id the step
     * @param title what it does
     * @param status where it stands
     * @param attempts how many were made
     * @param startedAt when the first began
     * @param took how long until it was settled
     * @param detail the last reason, or its facts
     */
    public record StepLine(
            String id,
            String title,
            String status,
            int attempts,
            Optional<Instant> startedAt,
            Optional<Duration> took,
            String detail) {}

    /** Copies its collections. */
    public RunReport {
        phases = List.copyOf(phases);
        points = List.copyOf(points);
        bounds = List.copyOf(bounds);
        verification = Collections.unmodifiableMap(new TreeMap<>(verification));
        steps = List.copyOf(steps);
        deferred = List.copyOf(deferred);
        ledgers = Collections.unmodifiableMap(new TreeMap<>(ledgers));
        debts = List.copyOf(debts);
        instructions = List.copyOf(instructions);
        next = List.copyOf(next);
    }

    /** The page a person reads. */
    public String text() {
        return new RunReportPage(this).text();
    }

    /** The same as JSON. */
    public String json() {
        return RunReports.CODEC.pretty(this);
    }

    /** Whether the outage kept within the RTO; true when there was none. */
    public boolean metRto() {
        return outage.map(o -> o.compareTo(rto) <= 0).orElse(true);
    }

    /**
     * This report, when the goal is reached.
     *
     * @throws RunNotCompletedException otherwise
     */
    public RunReport orThrow() {
        if (!result.isReached()) {
            throw new RunNotCompletedException(this);
        }
        return this;
    }

    /** A run did not reach its goal, and the caller asked for an exception. */
    public static final class RunNotCompletedException extends RecoveryException {
        private static final long serialVersionUID = 1L;
        private final transient RunReport report;

        RunNotCompletedException(RunReport report) {
            super(
                    report.application() + ": " + report.goal()
                            + report.run().map(r -> ", run " + r).orElse("") + " is " + report.result() + ": "
                            + report.reason() + ".",
                    report.next().isEmpty()
                            ? "Read the report."
                            : report.next().get(0).text());
            this.report = report;
        }

        /** What happened. */
        public RunReport report() {
            return report;
        }
    }
}
