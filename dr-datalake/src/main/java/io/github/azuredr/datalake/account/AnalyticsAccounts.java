package io.github.azuredr.datalake.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts of one side, in one resource group. Reads may be repeated below; each effect is one send, and none waits for
 * what goes on after its answer: read the account to see. Every method throws {@code ArmException} when the service
 * refuses or does not answer.
 */
public interface AnalyticsAccounts {

    /** Where these accounts live; no call. */
    AccountHome home();

    /** The region of the resource group; empty when there is no such group. */
    Optional<String> groupRegion();

    /** The registration state of a kind's namespace, such as {@code Registered}. */
    String registration(AccountKind kind);

    /** Begins to register a kind's namespace. */
    void register(AccountKind kind);

    /** What the subscription can have in this region. */
    Capability capability(AccountKind kind);

    /** Whether a name is free in the whole cloud; refused while the namespace is not registered. */
    Availability availability(AccountKind kind, String name);

    /** A store account; empty when there is none. */
    Optional<StoreAccount> store(String name);

    /** An analytics account; empty when there is none. */
    Optional<AnalyticsAccount> analytics(String name);

    /** Begins to create a store account. */
    void createStore(StoreAccount wanted);

    /** Begins to create an analytics account. */
    void createAnalytics(AnalyticsAccount wanted);

    /** Begins to change a store account. */
    void changeStore(String name, StoreSettings settings);

    /** Begins to change an analytics account. */
    void changeAnalytics(String name, AnalyticsSettings settings);

    /** Creates or replaces a firewall rule. */
    void putRule(AccountKind kind, String account, FirewallRule rule);

    /** Creates or replaces a compute policy. */
    void putPolicy(String account, ComputePolicy policy);

    /** Links a store to an analytics account. */
    void linkStore(String account, String store);

    /**
     * Links a blob storage account to an analytics account.
     *
     * @param secret the name under which the secret source has its access key
     * @throws io.github.azuredr.error.RecoveryException when the source does not have it
     */
    void linkStorage(String account, LinkedStorage storage, String secret);

    /** The roles held at the resource group and above it. */
    List<RoleGrant> grants();

    /** The roles held at an account and above it. */
    List<RoleGrant> grants(AccountKind kind, String account);

    /** Assigns a role at an account; one that is there under another name is as good. */
    void assign(AccountKind kind, String account, RoleGrant grant);

    /** The locks of the group and of what is in it: levels by the scope they are set at, the strictest one. */
    Map<String, String> locks();

    /** Locks an account against deletion. */
    void lock(AccountKind kind, String account);
}
