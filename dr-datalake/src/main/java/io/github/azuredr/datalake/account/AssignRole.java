package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;

/**
 * Lets somebody work with an account who works with its counterpart; the assignment's name follows from scope, role and
 * principal.
 *
 * @param side where
 * @param kind what kind of account
 * @param account the account
 * @param role the GUID of the role definition
 * @param principalId who
 * @param principalType what the principal is
 */
record AssignRole(Side side, AccountKind kind, String account, String role, String principalId, String principalType)
        implements AccountStep {
    @Override
    public String title() {
        return "Give " + principalType + " " + principalId + " role " + role + " on " + kind.word() + " account "
                + account + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
    }

    @Override
    public Presence observe(StepContext<AccountsSide> at) {
        return Calls.look(() -> at.on(side).grants(kind, account).stream().anyMatch(grant()::isLike));
    }

    @Override
    public Outcome.Answer execute(StepContext<AccountsSide> at) {
        return Calls.done(() -> at.on(side).assign(kind, account, grant()));
    }

    private RoleGrant grant() {
        return new RoleGrant(role, principalId, principalType, "", false);
    }
}
