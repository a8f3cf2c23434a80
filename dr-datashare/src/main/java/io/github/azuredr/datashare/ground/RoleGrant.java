package io.github.azuredr.datashare.ground;

import io.github.azuredr.datashare.port.DataShareGround;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.util.Optional;

/** A role of the account's identity on a store; the assignment's name follows from scope, role and identity. */
public final class RoleGrant {
    private RoleGrant() {}

    /** Whether it is there under that name. */
    public static <P extends DataShareGround> Presence look(StepContext<P> at, Side side, String scope, String role) {
        return Calls.look(() -> assignment(at, side, scope, role)
                .filter(one -> at.on(side).hasRole(one))
                .isPresent());
    }

    /** Assigns it. */
    public static <P extends DataShareGround> Outcome.Answer bringAbout(
            StepContext<P> at, Side side, String scope, String role) {
        return Calls.answer(() -> {
            Optional<RoleAssignment> assignment = assignment(at, side, scope, role);
            if (assignment.isEmpty()) {
                return Outcome.refused("no-identity", "There is no account on side " + side + " to give a role to.");
            }
            at.on(side).assign(assignment.get());
            return Outcome.done();
        });
    }

    private static <P extends DataShareGround> Optional<RoleAssignment> assignment(
            StepContext<P> at, Side side, String scope, String role) {
        return at.on(side)
                .account()
                .flatMap(account -> account.body().text("identity.principalId"))
                .map(principal -> new RoleAssignment(scope, role, principal));
    }
}
