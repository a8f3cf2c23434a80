package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.ground.RoleGrant;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.Set;

/**
 * Lets the account's identity use a store; the assignment's name follows from scope, role and identity.
 *
 * @param side where
 * @param scope the store's resource id
 * @param role the GUID of the role definition
 */
record AssignRole(Side side, String scope, String role) implements Step<DataShareSubscriber> {
    @Override
    public String title() {
        return "Let the identity on side " + side + " write to " + scope.substring(scope.lastIndexOf('/') + 1);
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
    public Presence observe(StepContext<DataShareSubscriber> at) {
        return RoleGrant.look(at, side, scope, role);
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return RoleGrant.bringAbout(at, side, scope, role);
    }
}
