package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One side's accounts minus the other's: what is missing there, and what no step can settle. Only what is missing or different
 * is brought about; what only the other side has is told and never deleted. Pure: the same looks give the same difference.
 */
public final class AccountMirror {
    private final AccountPair pair;
    private final Side to;
    private final AccountHome home;
    private final AccountInventory here;
    private final AccountInventory there;
    private final Wish wish = new Wish();
    private final Map<AccountKind, List<String>> registering = new HashMap<>();
    /** The step that makes an account, by kind and name; empty when it is there already, absent when it cannot be had. */
    private final Map<String, List<String>> made = new LinkedHashMap<>();

    private AccountMirror(AccountPair pair, Side to, AccountInventory here, AccountInventory there) {
        this.pair = pair;
        this.to = to;
        this.home = pair.home(to);
        this.here = here;
        this.there = there;
    }

    /**
     * Compares.
     *
     * @param pair which accounts stand for which
     * @param to the side that is to be like the other
     * @param here the newest look at the other side, possibly made long ago
     * @param there the newest look at that side
     */
    public static AccountDifference compare(AccountPair pair, Side to, AccountInventory here, AccountInventory there) {
        return new AccountMirror(pair, to, here, there).difference();
    }

    private AccountDifference difference() {
        if (!group()) {
            return wish.difference();
        }
        pair.names(AccountKind.STORE, to.other()).forEach(this::store);
        analytics();
        AccountRights rights = new AccountRights(pair, to, here, there, wish);
        made.forEach(rights::mirror);
        return wish.difference();
    }

    private boolean group() {
        String subject = "resource group " + home.resourceGroup();
        String first = pair.home(to.other()).region().name();
        if (there.groupRegion().isEmpty()) {
            wish.found(Finding.blocks(
                    "group-missing", subject, "It was not found: create it in " + home.region() + " first."));
            return false;
        }
        String region = there.groupRegion().get().replace(" ", "").toLowerCase(Locale.ROOT);
        if (region.equals(first)) {
            wish.found(Finding.blocks(
                    "group-in-other-region",
                    subject,
                    "It lives in " + first
                            + ": while that region is lost nothing in the group can be changed. Use a group" + " in "
                            + home.region() + "."));
            return false;
        }
        if (!region.equals(home.region().name())) {
            wish.found(Finding.note(
                    "group-in-third-region",
                    subject,
                    "It lives in " + region + ", which must answer for the accounts to be changed."));
        }
        return true;
    }

    private void store(String name) {
        Optional<StoreAccount> model = here.store(name);
        String twin = pair.otherStore(to.other(), name).orElseThrow();
        if (model.isEmpty()) {
            noModel(AccountKind.STORE, name, twin);
            return;
        }
        Optional<StoreAccount> known = there.store(twin);
        StoreAccount wanted = model.get().as(twin, home.region().name());
        if (known.filter(one -> !isOnItsWay(one.state())).isEmpty()) {
            create(AccountKind.STORE, twin, new CreateStoreAccount(to, wanted), List.of());
        } else if (usable(
                AccountKind.STORE, twin, known.get().region(), known.get().state())) {
            made.put(AccountKind.STORE.key(twin), List.of());
            List<String> rules =
                    rules(AccountKind.STORE, twin, wanted.rules(), known.get().rules());
            if (!known.get().settings().equals(wanted.settings())) {
                // An open firewall closes after its rules are there.
                wish.step("settings-" + twin, new ChangeStoreSettings(to, twin, wanted.settings()), rules);
            }
        }
        StoreLimits.tell(model.get(), known, twin, wish);
    }

    private void analytics() {
        String name = pair.analytics().on(to.other());
        String twin = pair.analytics().on(to);
        Optional<AnalyticsAccount> model = here.analytics();
        if (model.isEmpty()) {
            noModel(AccountKind.ANALYTICS, name, twin);
            return;
        }
        Optional<String> store = pair.otherStore(to.other(), model.get().defaultStore());
        List<String> ready =
                store.map(one -> made.get(AccountKind.STORE.key(one))).orElse(null);
        if (store.isEmpty() || ready == null) {
            wish.found(Finding.blocks(
                    "no-default-store",
                    "analytics account " + twin,
                    "Its counterpart's default store " + model.get().defaultStore()
                            + (store.isEmpty()
                                    ? " has no counterpart in the account pair: name it there."
                                    : " cannot be had on side " + to + ": settle that first.")));
            return;
        }
        Optional<AnalyticsAccount> known = there.analytics();
        AnalyticsAccount wanted = model.get().as(twin, home.region().name(), store.get());
        if (known.filter(one -> !isOnItsWay(one.state())).isEmpty()) {
            create(AccountKind.ANALYTICS, twin, new CreateAnalyticsAccount(to, wanted), ready);
        } else if (usable(
                AccountKind.ANALYTICS, twin, known.get().region(), known.get().state())) {
            made.put(AccountKind.ANALYTICS.key(twin), List.of());
            drift(wanted, known.get());
        }
        List<String> after = made.get(AccountKind.ANALYTICS.key(twin));
        if (after != null) {
            new AccountLinks(pair, to, twin, wish).link(model.get(), known, made, after);
        }
    }

    private void drift(AnalyticsAccount wanted, AnalyticsAccount known) {
        if (!known.defaultStore().equals(wanted.defaultStore())) {
            wish.found(Finding.missing(
                    "default-store-differs",
                    "analytics account " + known.name(),
                    "Its default store is " + known.defaultStore() + " and not " + wanted.defaultStore()
                            + ", which cannot be changed: its catalog lies elsewhere than the account pair says."));
        }
        List<String> first = new ArrayList<>(rules(AccountKind.ANALYTICS, known.name(), wanted.rules(), known.rules()));
        for (ComputePolicy policy : wanted.policies()) {
            if (!known.policies().contains(policy)) {
                first.add(wish.step(
                        "policy-" + policy.name(), new SetComputePolicy(to, known.name(), policy), List.of()));
            }
        }
        known.policies().stream()
                .filter(one ->
                        wanted.policies().stream().noneMatch(same -> same.name().equals(one.name())))
                .forEach(one -> onlyThere("analytics account " + known.name(), "compute policy " + one.name()));
        if (!known.settings().equals(wanted.settings())) {
            wish.step(
                    "settings-" + known.name(),
                    new ChangeAnalyticsSettings(to, known.name(), wanted.settings()),
                    first);
        }
    }

    private List<String> rules(AccountKind kind, String account, List<FirewallRule> wanted, List<FirewallRule> known) {
        List<String> steps = new ArrayList<>();
        for (FirewallRule rule : wanted) {
            if (!known.contains(rule)) {
                steps.add(wish.step(
                        "rule-" + account + "-" + rule.name(),
                        new SetFirewallRule(to, kind, account, rule),
                        List.of()));
            }
        }
        known.stream()
                .filter(one -> wanted.stream().noneMatch(same -> same.name().equals(one.name())))
                .forEach(one -> onlyThere(kind.word() + " account " + account, "firewall rule " + one.name()));
        return steps;
    }

    private void create(AccountKind kind, String name, AccountStep create, List<String> ready) {
        List<String> registered = there.isRegistered(kind)
                ? List.of()
                : registering.computeIfAbsent(
                        kind,
                        any -> List.of(
                                wish.step("register-" + kind.word(), new RegisterNamespace(to, kind), List.of())));
        String check = wish.step("check-" + kind.word() + "-" + name, new CheckAccountName(to, kind, name), registered);
        List<String> after = new ArrayList<>(ready);
        after.add(check);
        made.put(kind.key(name), List.of(wish.step("create-" + kind.word() + "-" + name, create, after)));
        AccountNames.foresee(kind, name, home, there).ifPresent(wish::found);
    }

    private boolean usable(AccountKind kind, String name, String region, String state) {
        String subject = kind.word() + " account " + name;
        if (!region.equals(home.region().name())) {
            wish.found(Finding.blocks(
                    "elsewhere",
                    subject,
                    "It is in " + region + " and not in " + home.region() + ": choose another name."));
            return false;
        }
        if (Locks.freezes(there.locks(), home.path(kind, name))) {
            wish.found(Finding.blocks(
                    "read-only",
                    subject,
                    "A read-only lock keeps it from being changed: take it away, or use CanNotDelete."));
            return false;
        }
        if (state.equals("Failed") || state.equals("Canceled")) {
            wish.found(
                    Finding.blocks("failed", subject, "Its creation ended as " + state + ": delete it, then prepare."));
            return false;
        }
        return true;
    }

    /** Being created, by a run before or by somebody else: it is waited for as if it were ours. */
    private static boolean isOnItsWay(String state) {
        return state.equals("Creating") || state.equals("Running") || state.equals("Undeleting");
    }

    private void noModel(AccountKind kind, String name, String twin) {
        String subject = kind.word() + " account " + name;
        if (there.has(kind, twin)) {
            wish.found(Finding.missing(
                    "gone",
                    subject,
                    "It is not on side " + to.other() + " any more, and " + twin + " is on side " + to
                            + ": nothing is deleted here. Restore it, or delete " + twin + " by hand."));
        } else {
            wish.found(Finding.blocks(
                    "no-model",
                    subject,
                    "It does not exist on side " + to.other() + ", so nothing can be made like it."));
        }
    }

    private void onlyThere(String subject, String what) {
        wish.found(Finding.note(
                "only-on-standby",
                subject,
                "Its " + what + " is only on side " + to + ": delete it there if it was deleted on purpose on side "
                        + to.other() + "."));
    }
}
