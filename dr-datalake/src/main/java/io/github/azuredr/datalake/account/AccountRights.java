package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import java.util.List;

/** Who may work with an account and what keeps it from being deleted. */
final class AccountRights {
    private final AccountPair pair;
    private final Side to;
    private final AccountInventory here;
    private final AccountInventory there;
    private final Wish wish;

    AccountRights(AccountPair pair, Side to, AccountInventory here, AccountInventory there, Wish wish) {
        this.pair = pair;
        this.to = to;
        this.here = here;
        this.there = there;
        this.wish = wish;
    }

    /**
     * Adds roles and locks.
     *
     * @param key the account on the side that is to be like the other
     * @param after the steps that make it
     */
    void mirror(String key, List<String> after) {
        for (AccountKind kind : AccountKind.values()) {
            for (String name : pair.names(kind, to)) {
                if (kind.key(name).equals(key)) {
                    int at = pair.names(kind, to).indexOf(name);
                    String model = pair.names(kind, to.other()).get(at);
                    roles(kind, model, name, after);
                    lock(kind, to, name, there, after);
                    lock(kind, to.other(), model, here, List.of());
                }
            }
        }
    }

    private void roles(AccountKind kind, String model, String name, List<String> after) {
        List<RoleGrant> known = there.grants(kind, name);
        for (RoleGrant grant : here.grants(kind, model)) {
            boolean has = known.stream().anyMatch(grant::isLike);
            if (has || !grant.isNear()) {
                continue;
            }
            if (grant.conditional()) {
                wish.found(Finding.missing(
                        "conditional-role",
                        kind.word() + " account " + name,
                        grant.principalType() + " " + grant.principalId() + " holds role " + grant.role() + " on "
                                + model + " under a condition, which may name that account: assign it by hand."));
            } else {
                wish.step(
                        "role-" + name,
                        new AssignRole(to, kind, name, grant.role(), grant.principalId(), grant.principalType()),
                        after);
            }
        }
    }

    private void lock(AccountKind kind, Side side, String name, AccountInventory look, List<String> after) {
        if (pair.locked() && !Locks.holds(look.locks(), pair.home(side).path(kind, name))) {
            wish.step("lock-" + name, new LockAccount(side, kind, name), after);
        }
    }
}
