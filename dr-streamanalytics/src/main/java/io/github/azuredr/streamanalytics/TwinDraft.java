package io.github.azuredr.streamanalytics;

import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.Step;
import io.github.azuredr.streamanalytics.control.StartChoice;
import io.github.azuredr.streamanalytics.port.RoleGrant;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import io.github.azuredr.streamanalytics.twin.JobDefinition;
import io.github.azuredr.streamanalytics.twin.SecretSlot;
import java.util.ArrayList;
import java.util.List;

/** Drafts the steps of one twin, each after the one before. */
final class TwinDraft {
    private final PlanDraft<StreamJobs> draft;
    private final Situation now;
    private final TwinJobs jobs;
    private final Twin twin;
    private final List<String> before = new ArrayList<>();

    TwinDraft(PlanDraft<StreamJobs> draft, Situation now, TwinJobs jobs, Twin twin) {
        this.draft = draft;
        this.now = now;
        this.jobs = jobs;
        this.twin = twin;
    }

    /** Whether the twin can be made at all; says what stands against it, as a blocker or to be accepted. */
    boolean isPossible(boolean forced) {
        List<String> objections = new ArrayList<>();
        if (twin.expected().isEmpty()) {
            objections.add(twin.model()
                    .flatMap(JobView::unreadable)
                    .orElse("was never seen whole on " + now.label(twin.to().other())));
        }
        twin.rewrite().ifPresent(rewrite -> objections.addAll(rewrite.objections()));
        for (String objection : objections) {
            String text = "job " + twin.name() + ": " + objection;
            if (forced) {
                draft.mustAccept("no-counterpart", text);
            } else {
                draft.blocked("no-counterpart", text);
            }
        }
        return objections.isEmpty();
    }

    /** Makes the twin what it should be: registers, finds the keys, creates or replaces, gives roles, tests. */
    void bringIntoLine(boolean testAlways) {
        JobDefinition wanted = twin.expected().orElseThrow();
        boolean missing = twin.isAbsent();
        boolean differs = twin.drift().isPresent();
        if (differs && twin.isSomeoneElses()) {
            draft.mustAccept(
                    "edited",
                    "job " + twin.name() + " on " + now.label(twin.to()) + " was changed there by someone: "
                            + twin.drift().text() + "; accepting this overwrites it");
        }
        if (missing && !twin.there().map(JobView::registered).orElse(true)) {
            step("register", Phase.CATCH_UP, new RegisterService(twin.to(), twin.name()));
        }
        if (missing || differs) {
            List<SecretSlot> secrets =
                    SecretSlot.of(jobs.id(twin.name(), twin.to()).name(), wanted);
            if (!secrets.isEmpty()) {
                draft.step(id("secrets"), Phase.PROVE, new CheckSecrets(twin.to(), twin.name(), secrets));
            }
        }
        if (missing) {
            step(
                    "create",
                    Phase.CATCH_UP,
                    new CreateTwin(twin.to(), twin.name(), wanted.content().json()));
        } else if (differs) {
            if (!twin.state().isAtRest()) {
                stop("only a stopped job can be changed", Phase.CATCH_UP);
            }
            step(
                    "replace",
                    Phase.CATCH_UP,
                    new ReplaceTwin(
                            twin.to(),
                            twin.name(),
                            wanted.content().json(),
                            twin.actual().orElseThrow().hash()));
        }
        if (missing && wanted.usesIdentity()) {
            roles();
        }
        if (missing || differs || testAlways) {
            step("test", Phase.CATCH_UP, new TestConnections(twin.to(), twin.name()));
        }
        wanted.neededSignIns()
                .forEach(part -> draft.instruct("job " + twin.name() + " on " + now.label(twin.to()) + ": " + part
                        + " needs a person to renew its authorization in the portal"));
    }

    private void roles() {
        int number = 1;
        for (RoleGrant role : jobs.roles(twin.to())) {
            step("role-" + number++, Phase.CATCH_UP, new GrantRole(twin.to(), twin.name(), role.scope(), role.role()));
        }
    }

    /** A hot standby runs; one that was stopped to be changed, or by itself, goes on from its own output. */
    void keepRunning(boolean stoppedHere) {
        if (stoppedHere) {
            start(
                    StartChoice.again(twin.progress()),
                    Phase.ACTIVATE,
                    twin.expected().orElseThrow().streamingUnits());
        } else if (!twin.state().isUp()) {
            boolean returned = twin.there().flatMap(JobView::lastOutput).isPresent();
            start(
                    returned ? StartChoice.again(twin.progress()) : StartChoice.besideTheActive(),
                    Phase.ACTIVATE,
                    twin.expected().orElseThrow().streamingUnits());
        }
    }

    /** The job as the one that serves from here on. */
    void takeOver(boolean planned) {
        boolean ready = !twin.isAbsent() && twin.state().isUp() && !twin.drift().isPresent();
        if (twin.isAbsent()) {
            bringIntoLine(false);
            start(StartChoice.takingOver(twin.progress()), Phase.CATCH_UP, twin.servingUnits());
        } else if (!twin.state().isUp()) {
            // With time to wait, a job that served before fills its own output from where it stopped.
            StartChoice choice = planned ? StartChoice.again(twin.progress()) : StartChoice.takingOver(twin.progress());
            start(choice, Phase.CATCH_UP, twin.servingUnits());
        } else if (twin.coversTheMark()
                || (jobs.standby() == StandbyMode.HOT && twin.coveredSince().isEmpty())) {
            draft.note(
                    "start",
                    "job " + twin.name() + " runs on " + now.label(twin.to()) + " already and has written since "
                            + twin.coveredSince().map(Object::toString).orElse("before this library knew it"));
        } else {
            stop("it was started too late to join what was read", Phase.CATCH_UP);
            start(StartChoice.takingOver(twin.progress()), Phase.CATCH_UP, twin.servingUnits());
        }
        boolean smaller =
                ready && twin.actual().map(JobDefinition::streamingUnits).orElse(0) < twin.servingUnits();
        if (smaller) {
            step("scale", Phase.ACTIVATE, new ScaleJob(twin.to(), twin.name(), twin.servingUnits()));
        }
        if (planned) {
            awaitCaughtUp(Phase.CATCH_UP);
        }
        check();
    }

    void start(StartChoice choice, Phase phase, int units) {
        choice.hole().ifPresent(hole -> draft.mustAccept("data-hole", "job " + twin.name() + ": " + hole.text()));
        draft.note("start", "job " + twin.name() + " on " + now.label(twin.to()) + " starts " + choice.text());
        String region = now.pair().region(twin.to()).name();
        step("start", phase, new StartJob(twin.to(), twin.name(), region, units, choice, false));
    }

    void stop(String because, Phase phase) {
        step("stop", phase, new StopJob(twin.to(), twin.name(), because));
    }

    void awaitCaughtUp(Phase phase) {
        step("caught-up", phase, new AwaitCaughtUp(twin.to(), twin.name(), jobs.caughtUpWithin(), jobs.patience()));
    }

    void check() {
        step("check", Phase.VERIFY, new CheckJob(twin.to(), twin.name()));
    }

    /** A rehearsal: the connections, and a stopped job runs for as long as the drill does. */
    void drill() {
        step("test", Phase.CATCH_UP, new TestConnections(twin.to(), twin.name()));
        if (!twin.state().isUp()) {
            String region = now.pair().region(twin.to()).name();
            StartChoice choice = StartChoice.forADrill();
            step(
                    "start",
                    Phase.ACTIVATE,
                    new StartJob(twin.to(), twin.name(), region, twin.servingUnits(), choice, true));
        }
        check();
    }

    /** What a returned job was, before it is made like the one that serves. */
    void setAside() {
        draft.step(
                id("set-aside"),
                Phase.PROVE,
                new SetAside(
                        twin.to(),
                        twin.name(),
                        twin.expected().orElseThrow().content().json()));
    }

    Side side() {
        return twin.to();
    }

    private void step(String name, Phase phase, Step<StreamJobs> step) {
        String id = id(name);
        draft.step(id, phase, step).after(before.toArray(String[]::new));
        before.clear();
        before.add(id);
    }

    private String id(String name) {
        return twin.name() + "-" + name;
    }
}
