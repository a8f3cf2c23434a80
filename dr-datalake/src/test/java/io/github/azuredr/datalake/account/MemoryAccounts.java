package io.github.azuredr.datalake.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Accounts in memory that take everything at once and refuse nothing. */
final class MemoryAccounts implements AnalyticsAccounts {
    private final AccountHome home;
    private final Map<String, StoreAccount> stores = new TreeMap<>();
    private final Map<String, AnalyticsAccount> lakes = new TreeMap<>();
    private final Map<String, List<RoleGrant>> grants = new TreeMap<>();
    private final Map<String, String> locks = new TreeMap<>();

    MemoryAccounts(AccountHome home) {
        this.home = home;
    }

    MemoryAccounts holding(StoreAccount store) {
        stores.put(store.name(), store);
        return this;
    }

    MemoryAccounts holding(AnalyticsAccount lake) {
        lakes.put(lake.name(), lake);
        return this;
    }

    @Override
    public AccountHome home() {
        return home;
    }

    @Override
    public Optional<String> groupRegion() {
        return Optional.of(home.region().name());
    }

    @Override
    public String registration(AccountKind kind) {
        return "Registered";
    }

    @Override
    public void register(AccountKind kind) {}

    @Override
    public Capability capability(AccountKind kind) {
        return new Capability(true, "Registered", 10, 0);
    }

    @Override
    public Availability availability(AccountKind kind, String name) {
        return new Availability(true, "", "");
    }

    @Override
    public Optional<StoreAccount> store(String name) {
        return Optional.ofNullable(stores.get(name));
    }

    @Override
    public Optional<AnalyticsAccount> analytics(String name) {
        return Optional.ofNullable(lakes.get(name));
    }

    @Override
    public void createStore(StoreAccount wanted) {
        stores.put(
                wanted.name(),
                new StoreAccount(
                        wanted.name(),
                        wanted.region(),
                        "Succeeded",
                        wanted.settings(),
                        wanted.rules(),
                        wanted.providers(),
                        wanted.encryption().equals("Disabled") ? "Disabled" : "ServiceManaged",
                        List.of()));
    }

    @Override
    public void createAnalytics(AnalyticsAccount wanted) {
        lakes.put(
                wanted.name(),
                changed(
                        wanted,
                        wanted.settings(),
                        wanted.stores(),
                        wanted.storage(),
                        wanted.rules(),
                        wanted.policies()));
    }

    @Override
    public void changeStore(String name, StoreSettings settings) {
        StoreAccount old = store(name).orElseThrow();
        stores.put(
                name,
                new StoreAccount(
                        name,
                        old.region(),
                        "Succeeded",
                        settings,
                        old.rules(),
                        old.providers(),
                        old.encryption(),
                        old.networkRules()));
    }

    @Override
    public void changeAnalytics(String name, AnalyticsSettings settings) {
        change(name, old -> changed(old, settings, old.stores(), old.storage(), old.rules(), old.policies()));
    }

    @Override
    public void putRule(AccountKind kind, String account, FirewallRule rule) {
        if (kind == AccountKind.ANALYTICS) {
            change(
                    account,
                    old -> changed(
                            old,
                            old.settings(),
                            old.stores(),
                            old.storage(),
                            with(old.rules(), rule, one -> one.name().equals(rule.name())),
                            old.policies()));
            return;
        }
        StoreAccount old = store(account).orElseThrow();
        stores.put(
                account,
                new StoreAccount(
                        account,
                        old.region(),
                        "Succeeded",
                        old.settings(),
                        with(old.rules(), rule, one -> one.name().equals(rule.name())),
                        old.providers(),
                        old.encryption(),
                        old.networkRules()));
    }

    @Override
    public void putPolicy(String account, ComputePolicy policy) {
        change(
                account,
                old -> changed(
                        old,
                        old.settings(),
                        old.stores(),
                        old.storage(),
                        old.rules(),
                        with(old.policies(), policy, one -> one.name().equals(policy.name()))));
    }

    @Override
    public void linkStore(String account, String store) {
        change(
                account,
                old -> changed(
                        old,
                        old.settings(),
                        with(old.stores(), store, store::equals),
                        old.storage(),
                        old.rules(),
                        old.policies()));
    }

    @Override
    public void linkStorage(String account, LinkedStorage storage, String secret) {
        change(
                account,
                old -> changed(
                        old,
                        old.settings(),
                        old.stores(),
                        with(old.storage(), storage, one -> one.name().equals(storage.name())),
                        old.rules(),
                        old.policies()));
    }

    @Override
    public List<RoleGrant> grants() {
        return List.of();
    }

    @Override
    public List<RoleGrant> grants(AccountKind kind, String account) {
        return List.copyOf(grants.getOrDefault(kind.key(account), List.of()));
    }

    @Override
    public void assign(AccountKind kind, String account, RoleGrant grant) {
        grants.computeIfAbsent(kind.key(account), any -> new ArrayList<>())
                .add(new RoleGrant(
                        grant.role(), grant.principalId(), grant.principalType(), home.path(kind, account), false));
    }

    @Override
    public Map<String, String> locks() {
        return Map.copyOf(locks);
    }

    @Override
    public void lock(AccountKind kind, String account) {
        locks.put(home.path(kind, account), "CanNotDelete");
    }

    private void change(String name, UnaryOperator<AnalyticsAccount> change) {
        lakes.put(name, change.apply(analytics(name).orElseThrow()));
    }

    private static <T> List<T> with(List<T> old, T one, Predicate<T> same) {
        List<T> all = new ArrayList<>(old);
        all.removeIf(same);
        all.add(one);
        return all;
    }

    private static AnalyticsAccount changed(
            AnalyticsAccount old,
            AnalyticsSettings settings,
            List<String> stores,
            List<LinkedStorage> storage,
            List<FirewallRule> rules,
            List<ComputePolicy> policies) {
        return new AnalyticsAccount(
                old.name(),
                old.region(),
                "Succeeded",
                settings,
                old.defaultStore(),
                stores,
                storage,
                rules,
                policies,
                old.unlike());
    }
}
