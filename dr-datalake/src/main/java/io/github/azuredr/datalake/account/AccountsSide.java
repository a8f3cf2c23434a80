package io.github.azuredr.datalake.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A port that reaches a side's accounts, too: each call is one of its own, so that core refuses it to an attempt that was
 * overtaken.
 */
public interface AccountsSide extends AnalyticsAccounts {

    /** The accounts of this side; steps do not call them through this, for what it gives stands behind no guard. */
    AnalyticsAccounts accounts();

    @Override
    default AccountHome home() {
        return accounts().home();
    }

    @Override
    default Optional<String> groupRegion() {
        return accounts().groupRegion();
    }

    @Override
    default String registration(AccountKind kind) {
        return accounts().registration(kind);
    }

    @Override
    default void register(AccountKind kind) {
        accounts().register(kind);
    }

    @Override
    default Capability capability(AccountKind kind) {
        return accounts().capability(kind);
    }

    @Override
    default Availability availability(AccountKind kind, String name) {
        return accounts().availability(kind, name);
    }

    @Override
    default Optional<StoreAccount> store(String name) {
        return accounts().store(name);
    }

    @Override
    default Optional<AnalyticsAccount> analytics(String name) {
        return accounts().analytics(name);
    }

    @Override
    default void createStore(StoreAccount wanted) {
        accounts().createStore(wanted);
    }

    @Override
    default void createAnalytics(AnalyticsAccount wanted) {
        accounts().createAnalytics(wanted);
    }

    @Override
    default void changeStore(String name, StoreSettings settings) {
        accounts().changeStore(name, settings);
    }

    @Override
    default void changeAnalytics(String name, AnalyticsSettings settings) {
        accounts().changeAnalytics(name, settings);
    }

    @Override
    default void putRule(AccountKind kind, String account, FirewallRule rule) {
        accounts().putRule(kind, account, rule);
    }

    @Override
    default void putPolicy(String account, ComputePolicy policy) {
        accounts().putPolicy(account, policy);
    }

    @Override
    default void linkStore(String account, String store) {
        accounts().linkStore(account, store);
    }

    @Override
    default void linkStorage(String account, LinkedStorage storage, String secret) {
        accounts().linkStorage(account, storage, secret);
    }

    @Override
    default List<RoleGrant> grants() {
        return accounts().grants();
    }

    @Override
    default List<RoleGrant> grants(AccountKind kind, String account) {
        return accounts().grants(kind, account);
    }

    @Override
    default void assign(AccountKind kind, String account, RoleGrant grant) {
        accounts().assign(kind, account, grant);
    }

    @Override
    default Map<String, String> locks() {
        return accounts().locks();
    }

    @Override
    default void lock(AccountKind kind, String account) {
        accounts().lock(kind, account);
    }
}
