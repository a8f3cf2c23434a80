package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.Optional;
import java.util.Set;

/**
 * Lets the account's identity use a store; the assignment's name follows from scope, role and identity.
 *
 * @param side where
 * @param scope the store's resource id
 * @param role the GUID of the role definition
 */
record AssignRole(Side side, String scope, String role) implements Step<DataShareAccount> {
    @Override
    public String title() {
        return "Let the identity on side " + side + " read " + scope.substring(scope.lastIndexOf('/') + 1);
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
    public Presence observe(StepContext<DataShareAccount> at) {
        return Calls.look(
                () -> assignment(at).filter(role -> at.on(side).hasRole(role)).isPresent());
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareAccount> at) {
        return Calls.answer(() -> {
            Optional<RoleAssignment> assignment = assignment(at);
            if (assignment.isEmpty()) {
                return Outcome.refused("no-identity", "There is no account on side " + side + " to give a role to.");
            }
            at.on(side).assign(assignment.get());
            return Outcome.done();
        });
    }

    private Optional<RoleAssignment> assignment(StepContext<DataShareAccount> at) {
        return at.on(side)
                .account()
                .flatMap(account -> account.body().text("identity.principalId"))
                .map(principal -> new RoleAssignment(scope, role, principal));
    }
}
