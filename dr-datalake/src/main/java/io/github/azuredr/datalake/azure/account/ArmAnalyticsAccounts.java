package io.github.azuredr.datalake.azure.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.azure.ArmClient;
import io.github.azuredr.azure.ArmRequest;
import io.github.azuredr.azure.ArmResponse;
import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.azure.SecretSource;
import io.github.azuredr.datalake.account.AccountHome;
import io.github.azuredr.datalake.account.AccountKind;
import io.github.azuredr.datalake.account.AnalyticsAccount;
import io.github.azuredr.datalake.account.AnalyticsAccounts;
import io.github.azuredr.datalake.account.AnalyticsSettings;
import io.github.azuredr.datalake.account.Availability;
import io.github.azuredr.datalake.account.Capability;
import io.github.azuredr.datalake.account.ComputePolicy;
import io.github.azuredr.datalake.account.FirewallRule;
import io.github.azuredr.datalake.account.LinkedStorage;
import io.github.azuredr.datalake.account.RoleGrant;
import io.github.azuredr.datalake.account.StoreAccount;
import io.github.azuredr.datalake.account.StoreSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A side's accounts through Azure Resource Manager, api-version 2016-11-01. Safe for concurrent use. */
public final class ArmAnalyticsAccounts implements AnalyticsAccounts {
    private static final String VERSION = "2016-11-01";
    private static final String CORE_VERSION = "2021-04-01";

    private final ArmClient arm;
    private final AccountHome home;
    private final SecretSource secrets;
    private final GroupRights rights;

    /**
     * The port; calls nothing yet.
     *
     * @param azure who calls
     * @param home where the accounts live, whether they exist or not
     * @param secrets where access keys of blob storage accounts come from
     */
    public ArmAnalyticsAccounts(AzureAccess azure, AccountHome home, SecretSource secrets) {
        this.arm = azure.arm();
        this.home = home;
        this.secrets = secrets;
        this.rights = new GroupRights(arm);
    }

    @Override
    public AccountHome home() {
        return home;
    }

    @Override
    public Optional<String> groupRegion() {
        return arm.find(ArmRequest.get(home.groupPath(), CORE_VERSION)).flatMap(group -> group.text("/location"));
    }

    @Override
    public String registration(AccountKind kind) {
        return arm.send(ArmRequest.get(provider(kind), CORE_VERSION))
                .text("/registrationState")
                .orElse("Unknown");
    }

    @Override
    public void register(AccountKind kind) {
        arm.send(ArmRequest.post(provider(kind) + "/register", CORE_VERSION));
    }

    @Override
    public Capability capability(AccountKind kind) {
        return arm.find(ArmRequest.get(location(kind) + "/capability", VERSION))
                .map(answer -> new Capability(
                        true,
                        answer.text("/state").orElse("Unknown"),
                        answer.body().path("maxAccountCount").asInt(Integer.MAX_VALUE),
                        answer.body().path("accountCount").asInt(0)))
                .orElseGet(Capability::none);
    }

    @Override
    public Availability availability(AccountKind kind, String name) {
        ObjectNode body = AccountWriting.object().put("name", name).put("type", kind.type());
        ArmResponse answer = arm.send(ArmRequest.post(location(kind) + "/checkNameAvailability", VERSION, body)
                .asRead());
        return new Availability(
                answer.body().path("nameAvailable").asBoolean(false),
                answer.text("/reason").orElse(""),
                answer.text("/message").orElse(""));
    }

    @Override
    public Optional<StoreAccount> store(String name) {
        return find(AccountKind.STORE, name).map(AccountReading::store);
    }

    @Override
    public Optional<AnalyticsAccount> analytics(String name) {
        return find(AccountKind.ANALYTICS, name).map(AccountReading::analytics);
    }

    @Override
    public void createStore(StoreAccount wanted) {
        put(home.path(AccountKind.STORE, wanted.name()), AccountWriting.store(wanted));
    }

    @Override
    public void createAnalytics(AnalyticsAccount wanted) {
        put(home.path(AccountKind.ANALYTICS, wanted.name()), AccountWriting.analytics(wanted));
    }

    @Override
    public void changeStore(String name, StoreSettings settings) {
        patch(AccountKind.STORE, name, AccountWriting.settings(settings));
    }

    @Override
    public void changeAnalytics(String name, AnalyticsSettings settings) {
        patch(AccountKind.ANALYTICS, name, AccountWriting.settings(settings));
    }

    @Override
    public void putRule(AccountKind kind, String account, FirewallRule rule) {
        putPart(kind, account, "firewallRules", rule.name(), AccountWriting.rule(rule));
    }

    @Override
    public void putPolicy(String account, ComputePolicy policy) {
        putPart(AccountKind.ANALYTICS, account, "computePolicies", policy.name(), AccountWriting.policy(policy));
    }

    @Override
    public void linkStore(String account, String store) {
        putPart(AccountKind.ANALYTICS, account, "dataLakeStoreAccounts", store, AccountWriting.object());
    }

    @Override
    public void linkStorage(String account, LinkedStorage storage, String secret) {
        ObjectNode properties = AccountWriting.object()
                .put("accessKey", secrets.secret(secret).reveal())
                .put("suffix", storage.suffix());
        putPart(AccountKind.ANALYTICS, account, "storageAccounts", storage.name(), properties);
    }

    @Override
    public List<RoleGrant> grants() {
        return rights.grants(home.groupPath());
    }

    @Override
    public List<RoleGrant> grants(AccountKind kind, String account) {
        return rights.grants(home.path(kind, account));
    }

    @Override
    public void assign(AccountKind kind, String account, RoleGrant grant) {
        rights.assign(home.path(kind, account), home.subscriptionId(), grant);
    }

    @Override
    public Map<String, String> locks() {
        return rights.locks(home.groupPath());
    }

    @Override
    public void lock(AccountKind kind, String account) {
        rights.lock(home.path(kind, account));
    }

    @Override
    public String toString() {
        return "ArmAnalyticsAccounts[" + home + "]";
    }

    private Optional<JsonNode> find(AccountKind kind, String name) {
        return arm.find(ArmRequest.get(home.path(kind, name), VERSION)).map(ArmResponse::body);
    }

    private void put(String path, ObjectNode body) {
        arm.send(ArmRequest.put(path, VERSION, body));
    }

    private void patch(AccountKind kind, String account, ObjectNode properties) {
        arm.send(ArmRequest.patch(home.path(kind, account), VERSION, AccountWriting.holding(properties)));
    }

    private void putPart(AccountKind kind, String account, String part, String name, ObjectNode properties) {
        put(home.path(kind, account) + ArmRequest.path(part, name), AccountWriting.holding(properties));
    }

    private String provider(AccountKind kind) {
        return ArmRequest.path("subscriptions", home.subscriptionId(), "providers", kind.namespace());
    }

    private String location(AccountKind kind) {
        return provider(kind) + ArmRequest.path("locations", home.region().name());
    }
}
