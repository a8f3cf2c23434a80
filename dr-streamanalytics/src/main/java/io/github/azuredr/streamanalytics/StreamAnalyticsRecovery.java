package io.github.azuredr.streamanalytics;

import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Observation;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.StepTypes;
import io.github.azuredr.streamanalytics.azure.ArmStreamJobs;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.time.TimeSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Stream Analytics jobs with a twin in the other region, each on its own input and output: the front door. The twin is kept
 * like the job that serves, started where a failover needs it, and never from a moment that would leave a hole unsaid. A
 * job that serves is never stopped before the other one does: two outputs do each other no harm.
 */
public final class StreamAnalyticsRecovery implements FailoverContract<StreamJobs> {
    private final Map<Side, StreamJobs> ports;
    private final TwinJobs jobs;
    private final TimeSource time;

    private StreamAnalyticsRecovery(StreamJobs a, StreamJobs b, TwinJobs jobs, TimeSource time) {
        this.ports = Map.of(Side.A, a, Side.B, b);
        this.jobs = jobs;
        this.time = time;
    }

    /**
     * Protects jobs.
     *
     * @param azure who calls, for both sides
     * @param jobs which, and how
     */
    public static StreamAnalyticsRecovery of(AzureAccess azure, TwinJobs jobs) {
        return over(arm(azure, jobs, Side.A), arm(azure, jobs, Side.B), jobs, azure.time());
    }

    /**
     * Protects jobs behind ports of one's own.
     *
     * @param a the jobs of side A
     * @param b the jobs of side B
     * @param jobs which, and how
     * @param time when looks are made
     */
    public static StreamAnalyticsRecovery over(StreamJobs a, StreamJobs b, TwinJobs jobs, TimeSource time) {
        return new StreamAnalyticsRecovery(a, b, jobs, time);
    }

    private static StreamJobs arm(AzureAccess azure, TwinJobs jobs, Side side) {
        return new ArmStreamJobs(azure, jobs.on(side), jobs.apiVersion(), jobs.secrets(side));
    }

    @Override
    public StepTypes<StreamJobs> stepTypes() {
        return StepTypes.<StreamJobs>none()
                .with("register-stream-analytics/1", RegisterService.class)
                .with("check-job-secrets/1", CheckSecrets.class)
                .with("create-job/1", CreateTwin.class)
                .with("replace-job/1", ReplaceTwin.class)
                .with("grant-job-role/1", GrantRole.class)
                .with("test-job-connections/1", TestConnections.class)
                .with("start-job/1", StartJob.class)
                .with("stop-job/1", StopJob.class)
                .with("scale-job/1", ScaleJob.class)
                .with("await-job/1", AwaitCaughtUp.class)
                .with("check-job/1", CheckJob.class)
                .with("keep-jobs/1", KeepDefinitions.class)
                .with("set-job-aside/1", SetAside.class);
    }

    @Override
    public StreamJobs port(Side side) {
        StreamJobs port = ports.get(side);
        if (port == null) {
            throw new IllegalArgumentException("side: jobs have sides A and B, was asked for " + side);
        }
        return port;
    }

    @Override
    public Observation observe(Side side) {
        Instant at = time.now();
        String region = jobs.towards(side).to().name();
        Map<String, JobView> views = new TreeMap<>();
        jobs.names().forEach(name -> views.put(name, JobView.look(port(side), name, region)));
        return new SideView(views, jobs.progress().reconciledUntil()).at(at);
    }

    @Override
    public List<Gap> gaps(Situation now) {
        return TwinGaps.of(now, now.source().other(), jobs);
    }

    @Override
    public void plan(Goal goal, Situation now, PlanDraft<StreamJobs> draft) {
        if (goal.movesTheActiveSide()) {
            goal.place()
                    .map(now.pair()::sideOf)
                    .filter(to -> !now.active().equals(Optional.of(to)))
                    .ifPresent(to -> failOver(to, now, draft));
        } else if (goal instanceof Goal.DrillIn drill) {
            Twin.all(now, now.pair().sideOf(drill.region()), jobs).stream()
                    .filter(twin -> !twin.isAbsent())
                    .forEach(twin -> new TwinDraft(draft, now, jobs, twin).drill());
        } else if (goal instanceof Goal.EndDrill) {
            endDrill(now, draft);
        } else if (goal instanceof Goal.Prepare || goal instanceof Goal.Replicate || goal instanceof Goal.Reprotect) {
            keepUp(goal, now, draft);
        }
    }

    private void keepUp(Goal goal, Situation now, PlanDraft<StreamJobs> draft) {
        if (now.active().isEmpty()) {
            draft.blocked("no-active-side", "No side is active, so no job can be kept like another.");
            return;
        }
        Side from = now.active().get();
        boolean pass = goal instanceof Goal.Replicate;
        boolean hot = jobs.standby() == StandbyMode.HOT;
        boolean allThere = true;
        for (Twin twin : Twin.all(now, from.other(), jobs)) {
            TwinDraft draftOf = new TwinDraft(draft, now, jobs, twin);
            // A pass keeps up what preparing made, and makes nothing by itself.
            if (pass && twin.isAbsent()) {
                allThere = false;
                continue;
            }
            if (!draftOf.isPossible(false)) {
                continue;
            }
            if (goal instanceof Goal.Reprotect) {
                draftOf.setAside();
            }
            boolean stopped = twin.drift().isPresent() && !twin.state().isAtRest();
            draftOf.bringIntoLine(!(goal instanceof Goal.Prepare));
            if (hot) {
                draftOf.keepRunning(stopped);
            } else if (goal instanceof Goal.Reprotect && twin.state().isUp() && !stopped) {
                draftOf.stop("a cold standby rests", Phase.CATCH_UP);
            }
        }
        if (goal instanceof Goal.Reprotect) {
            draft.instruct("let the restored output catch up before failing back: run Backfill from the output on "
                    + now.label(from) + " to the one on " + now.label(from.other())
                    + ", which compares both, copies what is missing and compares again");
        }
        if (!(goal instanceof Goal.Prepare) && allThere) {
            draft.step("keep", Phase.VERIFY, new KeepDefinitions(from, jobs.names(), hot));
        }
    }

    private void failOver(Side to, Situation now, PlanDraft<StreamJobs> draft) {
        for (Twin twin : Twin.all(now, to, jobs)) {
            TwinDraft draftOf = new TwinDraft(draft, now, jobs, twin);
            if (twin.isAbsent() && !draftOf.isPossible(now.forced())) {
                continue;
            }
            draftOf.takeOver(!now.forced());
            if (!now.forced() && jobs.standby() == StandbyMode.COLD) {
                draft.step(
                        twin.name() + "-rest",
                        Phase.TIDY,
                        new StopJob(to.other(), twin.name(), "a cold standby rests once the other side serves"));
            }
        }
        draft.note(
                "reader",
                "the reader of the outputs goes on with OutputReconciler.switchTo: from its mark less its overlap, skipping"
                        + " what it has seen");
    }

    private void endDrill(Situation now, PlanDraft<StreamJobs> draft) {
        for (Side side : Side.values()) {
            Twin.all(now, side, jobs).stream()
                    .filter(twin -> twin.isDrilling() && twin.state().isUp())
                    .forEach(twin -> new TwinDraft(draft, now, jobs, twin).stop("the drill is over", Phase.TIDY));
        }
    }
}
