package io.github.azuredr;

import io.github.azuredr.journal.Decision;
import io.github.azuredr.journal.Entry;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalState;
import io.github.azuredr.journal.OpenRun;
import io.github.azuredr.plan.Approval;
import io.github.azuredr.plan.ApprovedPlan;
import io.github.azuredr.plan.Concern;
import io.github.azuredr.plan.Concern.Weight;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.LossBound;
import io.github.azuredr.run.Bounds;
import io.github.azuredr.run.DrEvent;
import io.github.azuredr.run.PlanRunner;
import io.github.azuredr.run.Run;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.run.RunReport.Result;
import io.github.azuredr.run.RunReports;
import io.github.azuredr.run.SafetyRule;
import io.github.azuredr.run.Surroundings;
import io.github.azuredr.step.Victim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Starts a run, or says why not; every rule is asked again when another writer was faster. */
final class Starting {
    private static final String BUSY = "busy";

    private final Settings settings;
    private final Surroundings in;

    Starting(Settings settings, Surroundings in) {
        this.settings = settings;
        this.in = in;
    }

    RunReport run(Plan plan, Optional<ApprovedPlan> approved) {
        if (plan.isEmpty() && plan.blockers().isEmpty()) {
            return RunReports.notRun(in, plan, Result.NOTHING_TO_DO, "the goal is reached already");
        }
        in.journal().refresh();
        String executor = PlanRunner.newExecutor(in);
        String[] runId = new String[1];
        Journal.Appended appended = in.journal().append(state -> {
            runId[0] = "run-" + state.n();
            return decide(state, plan, approved, runId[0], executor);
        });
        if (appended.stopped().isPresent()) {
            Decision.Stop stop = appended.stopped().get();
            return RunReports.notRun(
                    in,
                    plan,
                    stop.rule().equals(BUSY) ? Result.BUSY : Result.REFUSED,
                    stop.rule() + ": " + stop.reason());
        }
        in.listener().onEvent(new DrEvent.RunStarted(runId[0], plan.goal().spoken()));
        return new Run(in, runId[0]).execute(executor);
    }

    private Decision decide(
            JournalState state, Plan plan, Optional<ApprovedPlan> approved, String runId, String executor) {
        Optional<Decision> objection = aboutThePlan(state, plan)
                .or(() -> aboutTheApproval(state, plan, approved))
                .or(() -> aboutTheLoss(state, plan, approved))
                .or(() -> aboutTheApplication(state, plan))
                .or(() -> aboutOtherRuns(state, plan));
        if (objection.isPresent()) {
            return objection.get();
        }
        return Decision.append(new Entry.RunStarted(
                runId,
                plan.json(),
                approved.map(a -> approval(plan, a)),
                state.runs().open().map(OpenRun::id),
                executor));
    }

    private Optional<Decision> aboutThePlan(JournalState state, Plan plan) {
        if (!plan.body().journal().equals(state.genesis().journal())) {
            return stop(
                    "foreign-plan",
                    "it was planned on journal " + plan.body().journal() + ", this is "
                            + state.genesis().journal());
        }
        if (plan.body().epoch() != state.routing().epoch()) {
            return stop(
                    "other-epoch",
                    "it was planned in epoch " + plan.body().epoch() + ", now it is epoch "
                            + state.routing().epoch() + "; plan again");
        }
        Instant proofEnds = plan.body().at().plus(settings.readinessValidFor());
        if (plan.goal() instanceof Goal.FailOverTo && settings.time().now().isAfter(proofEnds)) {
            return stop(
                    "readiness-expired",
                    "what it saw of both sides counted until " + proofEnds + "; plan again, which looks again");
        }
        List<Concern> blockers = plan.blockers();
        return blockers.isEmpty()
                ? Optional.empty()
                : stop(
                        blockers.get(0).id(),
                        blockers.get(0).text()
                                + (blockers.size() > 1 ? " (and " + (blockers.size() - 1) + " more)" : ""));
    }

    private Optional<Decision> aboutTheApproval(JournalState state, Plan plan, Optional<ApprovedPlan> approved) {
        List<Concern> toAccept = plan.body().concerns().stream()
                .filter(c -> c.weight() == Weight.ACCEPT)
                .toList();
        if (approved.isEmpty()) {
            return plan.needsApproval() || !toAccept.isEmpty()
                    ? stop("not-approved", "it needs a person's approval: plan.approvedBy(...)")
                    : Optional.empty();
        }
        ApprovedPlan word = approved.get();
        if (!word.plan().hash().equals(plan.hash())) {
            return stop("other-plan", "the approval is for plan " + word.plan().hash());
        }
        Approval approval = approval(plan, word);
        if (state.runs().usedApprovals().contains(approval.id())) {
            return stop(
                    "approval-used",
                    "this plan has started a run already, whoever approved it; plan and approve again");
        }
        Instant now = settings.time().now();
        if (now.isAfter(approval.expiresAt())) {
            return stop("approval-expired", "it was valid until " + approval.expiresAt() + "; plan and approve again");
        }
        for (Concern concern : toAccept) {
            if (!word.accepted().contains(concern.id())) {
                return stop("not-accepted", "'" + concern.id() + "' must be accepted by name: " + concern.text());
            }
        }
        return plan.victims().stream()
                .map(Victim::name)
                .filter(name -> !word.destroyed().contains(name))
                .findFirst()
                .flatMap(name -> stop(
                        "victims-not-named",
                        "it destroys '" + name + "', which the approval must name: destroying(\"" + name + "\")"));
    }

    private Optional<Decision> aboutTheLoss(JournalState state, Plan plan, Optional<ApprovedPlan> approved) {
        if (plan.body().lost().isEmpty()) {
            return Optional.empty();
        }
        Duration ceiling = approved.flatMap(ApprovedPlan::lossCeiling).orElse(Duration.ZERO);
        for (LossBound bound :
                Bounds.of(state, plan.body().lost().get(), settings.time().now())) {
            if (!bound.within(ceiling)) {
                return stop(
                        "loss-above-ceiling",
                        bound.workload() + " may lose "
                                + bound.age()
                                        .map(a -> "up to " + a)
                                        .orElse("everything, having no complete recovery point")
                                + ", more than the approved " + ceiling + "; approve with "
                                + (bound.age().isPresent() ? "acceptingLossUpTo(...)" : "acceptingAnyLoss()"));
            }
        }
        return Optional.empty();
    }

    private Optional<Decision> aboutTheApplication(JournalState state, Plan plan) {
        for (SafetyRule rule : settings.rules()) {
            Optional<String> objection = rule.objection(plan, state);
            if (objection.isPresent()) {
                return stop(rule.name(), objection.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<Decision> aboutOtherRuns(JournalState state, Plan plan) {
        return state.runs()
                .open()
                .filter(open -> open.plan().goal().precedence() >= plan.goal().precedence())
                .flatMap(open -> stop(
                        BUSY,
                        "run " + open.id() + " (" + open.plan().goal().spoken() + ") is open"
                                + open.paused()
                                        .map(p -> " and waits: " + p.text())
                                        .orElse("")));
    }

    /** A plan is approved once, whoever says it and how often, so it starts one run at most. */
    private static Approval approval(Plan plan, ApprovedPlan word) {
        return new Approval(
                plan.hash(),
                word.by(),
                word.reason(),
                plan.hash(),
                plan.body().epoch(),
                plan.victims().stream().map(Object::toString).toList(),
                word.lossCeiling(),
                word.accepted(),
                plan.body().at(),
                plan.body().at().plus(word.validFor()));
    }

    private static Optional<Decision> stop(String rule, String reason) {
        return Optional.of(Decision.stop(rule, reason));
    }
}
