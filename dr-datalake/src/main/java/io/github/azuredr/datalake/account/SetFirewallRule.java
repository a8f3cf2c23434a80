package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.StepContext;
import java.util.List;

/**
 * Sets one firewall rule of an account.
 *
 * @param side where
 * @param kind what kind of account
 * @param account the account
 * @param rule the rule
 */
record SetFirewallRule(Side side, AccountKind kind, String account, FirewallRule rule) implements AccountStep {
    @Override
    public String title() {
        return "Set firewall rule " + rule.name() + " (" + rule.start() + " to " + rule.end() + ") of " + kind.word()
                + " account " + account + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CHANGES;
    }

    @Override
    public Presence observe(StepContext<AccountsSide> at) {
        return Calls.look(() -> rules(at.on(side)).contains(rule));
    }

    @Override
    public Outcome.Answer execute(StepContext<AccountsSide> at) {
        return Calls.done(() -> at.on(side).putRule(kind, account, rule));
    }

    private List<FirewallRule> rules(AnalyticsAccounts port) {
        return kind == AccountKind.STORE
                ? port.store(account).map(StoreAccount::rules).orElse(List.of())
                : port.analytics(account).map(AnalyticsAccount::rules).orElse(List.of());
    }
}
