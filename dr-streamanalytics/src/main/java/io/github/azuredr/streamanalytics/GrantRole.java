package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.streamanalytics.port.RoleGrant;
import io.github.azuredr.streamanalytics.port.SeenJob;
import io.github.azuredr.streamanalytics.port.StreamJobs;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a job's own identity a role: a clone's identity is a new one, whom nobody knows yet.
 *
 * @param side where
 * @param job its name in plans
 * @param scope the hub's, account's or server's resource id
 * @param role the GUID of the role definition
 */
record GrantRole(Side side, String job, String scope, String role) implements Step<StreamJobs> {
    @Override
    public String title() {
        return "Let job " + job + " on side " + side + " use " + scope.substring(scope.lastIndexOf('/') + 1);
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
    }

    @Override
    public Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public Presence observe(StepContext<StreamJobs> at) {
        return Calls.look(
                () -> principal(at).filter(id -> at.on(side).holds(grant(), id)).isPresent()
                        ? Presence.present()
                        : Presence.absent());
    }

    @Override
    public Outcome.Answer execute(StepContext<StreamJobs> at) {
        return Calls.answer(() -> {
            Optional<String> principal = principal(at);
            if (principal.isEmpty()) {
                return Outcome.refused(
                        "no-identity",
                        "Job " + job + " on side " + side + " has no identity of its own to give a role to.");
            }
            at.on(side).grant(grant(), principal.get());
            return Outcome.done();
        });
    }

    private RoleGrant grant() {
        return new RoleGrant(scope, role);
    }

    private Optional<String> principal(StepContext<StreamJobs> at) {
        return at.on(side).job(job).flatMap(SeenJob::principalId);
    }
}
