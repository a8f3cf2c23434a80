package io.github.azuredr.run;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.journal.RunEnd;
import io.github.azuredr.journal.RunSummary;
import io.github.azuredr.journal.StepProgress;
import io.github.azuredr.journal.StepProgress.Status;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlannedStep;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.recovery.Verification;
import io.github.azuredr.run.RunReport.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds reports from the journal's state; pure but for the time of looking. */
public final class RunReports {
    static final Codec CODEC = Codec.create();

    private RunReports() {}

    /** The report of a plan that was not run. */
    public static RunReport notRun(Surroundings in, Plan plan, Result result, String reason) {
        Instant now = in.time().now();
        return new RunReport(
                in.application(),
                Optional.empty(),
                plan.goal().spoken(),
                result,
                reason,
                now,
                now,
                in.objectives().rto(),
                in.objectives().rpo(),
                Optional.empty(),
                List.of(),
                List.of(),
                plan.body().bounds(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                plan.body().instructions(),
                NextActions.of(in.journal().state()));
    }

    /** The report of a run by its id. */
    static RunReport of(Surroundings in, String runId, PlanRunner.Stopped stopped) {
        JournalState state = in.journal().state();
        Optional<OpenRun> run = state.runs().find(runId);
        if (run.isEmpty()) {
            return ofSummary(in, state, runId);
        }
        String overtaken = stopped == PlanRunner.Stopped.OVERTAKEN && !run.get().isOver()
                ? "executor " + run.get().owner() + " owns it now"
                : "";
        return of(in, state, run.get(), overtaken);
    }

    /** The report of a run that is about to end so. */
    static RunReport ofEnding(Surroundings in, OpenRun run, RunEnd end) {
        JournalState after = in.journal().state().asIfEnded(end, in.time().now());
        return of(in, after, after.runs().find(run.id()).orElse(run), "");
    }

    /** What is left of a run when others ended after it: the fold keeps only the last one whole. */
    private static RunReport ofSummary(Surroundings in, JournalState state, String runId) {
        Instant now = in.time().now();
        Optional<RunSummary> summary =
                state.runs().recent().stream().filter(s -> s.id().equals(runId)).findFirst();
        return new RunReport(
                in.application(),
                Optional.of(runId),
                summary.map(RunSummary::goal).orElse("a run"),
                summary.map(s -> result(s.end())).orElse(Result.OVERTAKEN),
                summary.flatMap(RunSummary::report)
                        .map(hash -> "it is over; its report is attachment " + hash)
                        .orElse("it is over, and others ran since"),
                summary.map(RunSummary::startedAt).orElse(now),
                summary.map(RunSummary::endedAt).orElse(now),
                in.objectives().rto(),
                in.objectives().rpo(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                summary.map(RunSummary::debts).orElse(List.of()),
                List.of(),
                NextActions.of(state));
    }

    private static RunReport of(Surroundings in, JournalState state, OpenRun run, String overtaken) {
        Instant endedAt = run.endedAt().orElse(in.time().now());
        Result result = result(run, overtaken);
        Side source =
                run.lost().or(() -> run.plan().active()).orElse(state.routing().before());
        Instant measuredAt = run.fencedAt().orElse(endedAt);
        return new RunReport(
                in.application(),
                Optional.of(run.id()),
                run.plan().goal().spoken() + (run.forced() && run.plan().lost().isEmpty() ? ", forced on the way" : ""),
                result,
                reason(run, result, overtaken),
                run.startedAt(),
                endedAt,
                in.objectives().rto(),
                in.objectives().rpo(),
                run.fencedAt().flatMap(f -> run.routedAt().map(r -> Duration.between(f, r))),
                phases(run),
                points(state, run, source, measuredAt),
                run.bounds(),
                verification(run),
                run.plan().steps().stream()
                        .filter(s ->
                                s.phase() != Phase.UNDO || run.progress(s.id()).status() != Status.PENDING)
                        .map(s -> line(s, run.progress(s.id())))
                        .toList(),
                deferred(run),
                ledgers(run),
                debts(state, run),
                run.plan().instructions(),
                NextActions.of(state));
    }

    private static Result result(OpenRun run, String overtaken) {
        if (!overtaken.isEmpty()) {
            return Result.OVERTAKEN;
        }
        return run.end().map(RunReports::result).orElse(run.paused().isPresent() ? Result.PAUSED : Result.RUNNING);
    }

    private static Result result(RunEnd end) {
        return switch (end) {
            case COMPLETED -> Result.COMPLETED;
            case COMPLETED_WITH_EXCEPTIONS -> Result.COMPLETED_WITH_EXCEPTIONS;
            case CANCELLED -> Result.CANCELLED;
            case ABANDONED -> Result.ABANDONED;
            case SUPERSEDED -> Result.OVERTAKEN;
        };
    }

    private static String reason(OpenRun run, Result result, String overtaken) {
        return switch (result) {
            case COMPLETED -> "the goal is reached";
            case COMPLETED_WITH_EXCEPTIONS ->
                "the goal is reached without "
                        + run.plan().steps().stream()
                                .filter(s ->
                                        Status.GIVEN_UP == run.progress(s.id()).status()
                                                || Status.SKIPPED
                                                        == run.progress(s.id()).status())
                                .map(PlannedStep::id)
                                .collect(Collectors.joining(", "));
            case PAUSED -> run.paused().map(OpenRun.Pause::text).orElse("it waits");
            case RUNNING -> "executor " + run.owner() + " is at it";
            case CANCELLED -> "cancelled by " + run.cancelled().orElse("?");
            case ABANDONED -> "given up by " + run.cancelled().orElse("?");
            case OVERTAKEN -> overtaken.isEmpty() ? "a higher run took its place" : overtaken;
            default -> result.name();
        };
    }

    private static List<RunReport.PhaseTime> phases(OpenRun run) {
        List<RunReport.PhaseTime> times = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            if (phase == Phase.FENCE) {
                run.fencedAt().ifPresent(t -> times.add(new RunReport.PhaseTime(phase, t, Duration.ZERO)));
            } else if (phase == Phase.ROUTE) {
                run.routedAt().ifPresent(t -> times.add(new RunReport.PhaseTime(phase, t, Duration.ZERO)));
            } else if (run.phaseStarts().containsKey(phase)) {
                Instant start = run.phaseStarts().getOrDefault(phase, run.startedAt());
                Instant last = run.phaseEnds().getOrDefault(phase, start);
                times.add(new RunReport.PhaseTime(phase, start, Duration.between(start, last)));
            }
        }
        return times;
    }

    private static List<RunReport.PointAge> points(JournalState state, OpenRun run, Side source, Instant at) {
        return run.plan().workloads().stream()
                .map(WorkloadLine::name)
                .filter(w -> !state.points().of(w).isEmpty())
                .map(w -> {
                    Optional<Instant> point =
                            state.points().newestComplete(w, source).map(RecoveryPoint::at);
                    return new RunReport.PointAge(
                            w, point, point.map(p -> p.isAfter(at) ? Duration.ZERO : Duration.between(p, at)));
                })
                .toList();
    }

    private static Map<String, Long> verification(OpenRun run) {
        Verification sum = new Verification(Map.of());
        for (StepProgress p : run.steps().values()) {
            for (Object one : p.evidence()) {
                if (one instanceof Verification v) {
                    sum = sum.plus(v);
                }
            }
        }
        return sum.counts();
    }

    private static RunReport.StepLine line(PlannedStep step, StepProgress p) {
        String detail = !p.detail().isEmpty()
                ? p.detail()
                : p.facts().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(", "));
        return new RunReport.StepLine(
                step.id(),
                step.title(),
                p.status().name(),
                p.attempt(),
                p.startedAt(),
                p.startedAt().flatMap(s -> p.endedAt().map(e -> Duration.between(s, e))),
                detail);
    }

    private static List<String> deferred(OpenRun run) {
        return run.plan().steps().stream()
                .filter(s -> run.progress(s.id()).status() == Status.DEFERRED)
                .map(s ->
                        s.id() + ": " + s.title() + " (" + run.progress(s.id()).detail() + ")")
                .toList();
    }

    private static Map<String, LossLedger> ledgers(OpenRun run) {
        Map<String, LossLedger> ledgers = new LinkedHashMap<>();
        run.plan().steps().forEach(s -> run.progress(s.id()).evidence().forEach(one -> {
            if (one instanceof LossLedger ledger) {
                ledgers.put(s.workload(), ledger);
            }
        }));
        return ledgers;
    }

    private static List<String> debts(JournalState state, OpenRun run) {
        return state.runs().recent().stream()
                .filter(s -> s.id().equals(run.id()))
                .map(RunSummary::debts)
                .findFirst()
                .orElse(List.of());
    }
}
