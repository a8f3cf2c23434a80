package io.github.azuredr.testkit.azure.analytics;

import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_GROUP;
import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_SUBSCRIPTION;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmOperation;
import io.github.azuredr.testkit.azure.arm.ArmProvider;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ArmRoutes;
import io.github.azuredr.testkit.azure.arm.ArmType;
import io.github.azuredr.testkit.azure.arm.OperationForm;
import io.github.azuredr.testkit.azure.arm.OperationStart;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Microsoft.DataLakeAnalytics: accounts with their stores and firewall rules. An account serves data from the moment its
 * creation has ended. Add it with {@code new ResourceManager(azure).with(AnalyticsProvider::new)} behind a {@link
 * SimAnalytics}.
 */
public final class AnalyticsProvider implements ArmProvider {
    /** The namespace. */
    public static final String NAMESPACE = "Microsoft.DataLakeAnalytics";

    private static final ArmType ACCOUNTS = ArmType.of("accounts", "2016-11-01");
    private static final String TYPE = NAMESPACE + "/accounts";
    private static final String ALL = IN_GROUP + TYPE;
    private static final String ONE = ALL + "/{account}";
    private static final String STORES = ONE + "/dataLakeStoreAccounts";
    private static final String RULES = ONE + "/firewallRules";
    private static final String STATE = "properties.provisioningState";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{3,24}");
    private static final Pattern ADDRESS = Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}");

    private final ResourceManager arm;
    private final SimAnalytics analytics;

    /** The namespace for this resource manager, whose Azure has a {@link SimAnalytics}. */
    public AnalyticsProvider(ResourceManager arm) {
        this.arm = arm;
        this.analytics = arm.azure().service(SimAnalytics.class);
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public List<ArmType> types() {
        return List.of(ACCOUNTS);
    }

    @Override
    public ArmRoutes routes() {
        return new ArmRoutes()
                .on(
                        "POST",
                        IN_SUBSCRIPTION + NAMESPACE + "/locations/{location}/checkNameAvailability",
                        this::checkName)
                .on("PUT", ONE, this::put)
                .on("GET", ONE, call -> shown(account(call)))
                .on("PATCH", ONE, this::patch)
                .on("DELETE", ONE, this::delete)
                .on("GET", ALL, call -> list(call, scope(call)))
                .on("GET", IN_SUBSCRIPTION + TYPE, call -> list(call, scope(call)))
                .on("GET", STORES, call -> children(call, "dataLakeStoreAccounts"))
                .on("PUT", STORES + "/{store}", this::putStore)
                .on("GET", STORES + "/{store}", call -> child(call, "dataLakeStoreAccounts", "store"))
                .on("DELETE", STORES + "/{store}", this::deleteStore)
                .on("GET", RULES, call -> children(call, "firewallRules"))
                .on("PUT", RULES + "/{rule}", this::putRule)
                .on("GET", RULES + "/{rule}", call -> child(call, "firewallRules", "rule"))
                .on("DELETE", RULES + "/{rule}", this::deleteRule);
    }

    @Override
    public void finished(ArmOperation operation) {
        arm.resources().find(operation.resourceId()).ifPresent(account -> {
            if (!operation.succeeded()) {
                arm.resources().remove(account.id());
                return;
            }
            if (operation.name().equals("delete")) {
                arm.resources().remove(account.id());
                return;
            }
            ArmResource done =
                    arm.resources().put(account.with(STATE, "Succeeded").with("properties.state", "Active"));
            serve(done);
        });
    }

    @Override
    public void removed(ArmResource resource) {
        if (resource.type().equalsIgnoreCase(TYPE)) {
            analytics.book().forget(resource.name());
        }
    }

    private void serve(ArmResource account) {
        TreeSet<String> stores = new TreeSet<>();
        account.body()
                .list("properties.dataLakeStoreAccounts")
                .forEach(store -> stores.add(store.text("name").orElseThrow()));
        analytics.open(new AccountBook.Account(
                account.name(),
                account.region(),
                account.body().text("properties.defaultDataLakeStoreAccount").orElseThrow(),
                stores));
    }

    private SimResponse checkName(ArmCall call) {
        Json body = call.body();
        if (!body.text("type").equals(Optional.of(TYPE))) {
            throw ArmRefusal.badRequest("InvalidRequestContent", "type must be " + TYPE + ".");
        }
        String name = body.text("name").orElse("");
        boolean legal = NAME.matcher(name).matches();
        boolean free = legal && !taken(name);
        Json answer = Json.object().with("nameAvailable", free);
        if (!free) {
            answer = answer.with("reason", legal ? "AlreadyExists" : "Invalid")
                    .with("message", legal ? "An account named '" + name + "' already exists." : invalid(name));
        }
        return SimResponse.json(200, answer.toString());
    }

    private SimResponse put(ArmCall call) {
        String name = call.parameter("account");
        if (!NAME.matcher(name).matches()) {
            throw ArmRefusal.badRequest("AccountNameInvalid", invalid(name));
        }
        Json body = call.body();
        String region = arm.requireLocation(call, NAMESPACE, ACCOUNTS);
        String store = body.text("properties.defaultDataLakeStoreAccount")
                .orElseThrow(() -> missing("properties.defaultDataLakeStoreAccount"));
        List<Json> stores = body.list("properties.dataLakeStoreAccounts");
        if (stores.stream().noneMatch(each -> each.text("name").equals(Optional.of(store)))) {
            throw missing("properties.dataLakeStoreAccounts with the default account in it");
        }
        for (Json each : stores) {
            requireStore(each.text("name").orElseThrow(() -> missing("dataLakeStoreAccounts.name")), region);
        }
        Optional<ArmResource> existing = arm.resources().find(call.path());
        if (existing.isPresent()) {
            return SimResponse.json(200, existing.get().body().toString());
        }
        if (taken(name)) {
            throw new ArmRefusal(409, "AccountNameUnavailable", "The account name '" + name + "' is not available.");
        }
        String now = arm.azure().clock().instant().toString();
        String id = call.path();
        Json account = Json.object()
                .with("id", id)
                .with("name", name)
                .with("type", TYPE)
                .with("location", region)
                .with(
                        "properties.accountId",
                        UUID.nameUUIDFromBytes(body.with("id", id).bytes()).toString())
                .with(STATE, "Creating")
                .with("properties.creationTime", now)
                .with("properties.lastModifiedTime", now)
                .with("properties.endpoint", name + ".azuredatalakeanalytics.net")
                .with("properties.defaultDataLakeStoreAccount", store)
                .with(
                        "properties.dataLakeStoreAccounts",
                        stores.stream()
                                .map(each -> store(id, each.text("name").orElseThrow()))
                                .toList())
                .with("properties.firewallRules", List.of())
                .with(
                        "properties.firewallState",
                        body.text("properties.firewallState").orElse("Disabled"));
        account = body.at("tags").isPresent()
                ? account.with("tags", body.at("tags").get())
                : account;
        ArmResource made = arm.resources().put(new ArmResource(id, region, account));
        return arm.operations()
                .created(
                        call,
                        arm.operations()
                                .start(
                                        call,
                                        NAMESPACE,
                                        OperationStart.of("create", made, OperationForm.ASYNC_OPERATION_AND_LOCATION)),
                        201,
                        account);
    }

    private SimResponse patch(ArmCall call) {
        ArmResource account = account(call);
        Json body = call.body();
        Json changed = account.body();
        changed = body.at("tags").isPresent()
                ? changed.with("tags", body.at("tags").get())
                : changed;
        for (String field : List.of("firewallState", "firewallAllowAzureIps", "newTier")) {
            Optional<String> value = body.text("properties." + field);
            changed = value.isPresent() ? changed.with("properties." + field, value.get()) : changed;
        }
        return shown(arm.resources().put(new ArmResource(account.id(), account.region(), changed)));
    }

    private SimResponse delete(ArmCall call) {
        Optional<ArmResource> account = arm.resources().find(call.path());
        if (account.isEmpty()) {
            return SimResponse.of(204);
        }
        return arm.operations()
                .accepted(
                        call,
                        arm.operations()
                                .start(
                                        call,
                                        NAMESPACE,
                                        OperationStart.of("delete", account.get(), OperationForm.LOCATION)));
    }

    private SimResponse putStore(ArmCall call) {
        ArmResource account = account(call);
        String name = call.parameter("store");
        requireStore(name, account.region());
        return replace(account, "dataLakeStoreAccounts", name, Optional.of(store(account.id(), name)));
    }

    private SimResponse deleteStore(ArmCall call) {
        ArmResource account = account(call);
        String name = call.parameter("store");
        if (account.body().text("properties.defaultDataLakeStoreAccount").equals(Optional.of(name))) {
            throw new ArmRefusal(409, "DefaultStoreRequired", "The default store cannot be removed.");
        }
        return replace(account, "dataLakeStoreAccounts", name, Optional.empty());
    }

    private SimResponse putRule(ArmCall call) {
        ArmResource account = account(call);
        Json properties = call.body().at("properties").orElseThrow(() -> missing("properties"));
        for (String field : List.of("startIpAddress", "endIpAddress")) {
            if (!ADDRESS.matcher(properties.text(field).orElse("")).matches()) {
                throw missing("properties." + field);
            }
        }
        String name = call.parameter("rule");
        Json rule = Json.object()
                .with("id", account.id() + "/firewallRules/" + name)
                .with("name", name)
                .with("type", TYPE + "/firewallRules")
                .with("properties", properties);
        replace(account, "firewallRules", name, Optional.of(rule));
        return SimResponse.json(200, rule.toString());
    }

    private SimResponse deleteRule(ArmCall call) {
        return replace(account(call), "firewallRules", call.parameter("rule"), Optional.empty());
    }

    private SimResponse replace(ArmResource account, String kind, String name, Optional<Json> with) {
        List<Json> all = new ArrayList<>(account.body().list("properties." + kind));
        boolean there = all.removeIf(each -> each.text("name").equals(Optional.of(name)));
        with.ifPresent(all::add);
        serve(arm.resources().put(account.with("properties." + kind, all)));
        return SimResponse.of(with.isEmpty() && !there ? 204 : 200);
    }

    private SimResponse children(ArmCall call, String kind) {
        return arm.page(call, account(call).body().list("properties." + kind));
    }

    private SimResponse child(ArmCall call, String kind, String parameter) {
        return SimResponse.json(
                200,
                account(call).body().list("properties." + kind).stream()
                        .filter(each -> each.text("name").equals(Optional.of(call.parameter(parameter))))
                        .findFirst()
                        .orElseThrow(() -> ArmRefusal.notFound(call.path()))
                        .toString());
    }

    private SimResponse list(ArmCall call, String scope) {
        return arm.page(
                call,
                arm.resources().ofType(scope, TYPE).stream()
                        .map(account -> account.body()
                                .without("properties.defaultDataLakeStoreAccount")
                                .without("properties.dataLakeStoreAccounts")
                                .without("properties.firewallRules")
                                .without("properties.firewallState"))
                        .toList());
    }

    private static String scope(ArmCall call) {
        return call.path().substring(0, call.path().indexOf("/providers"));
    }

    private ArmResource account(ArmCall call) {
        String path = call.path();
        String marker = "/accounts/" + call.parameter("account");
        return arm.resources().get(path.substring(0, path.indexOf(marker) + marker.length()));
    }

    private static SimResponse shown(ArmResource account) {
        return SimResponse.json(200, account.body().toString());
    }

    private static Json store(String account, String name) {
        return Json.object()
                .with("id", account + "/dataLakeStoreAccounts/" + name)
                .with("name", name)
                .with("type", TYPE + "/dataLakeStoreAccounts")
                .with("properties.suffix", "azuredatalakestore.net");
    }

    private void requireStore(String name, String region) {
        if (!analytics.book().storeRegion(name).equals(Optional.of(region))) {
            throw ArmRefusal.badRequest(
                    "DataLakeStoreAccountNotFound", "The store '" + name + "' does not exist in " + region + ".");
        }
    }

    private boolean taken(String name) {
        return analytics.book().account(name).isPresent()
                || arm.resources().ofType("/subscriptions", TYPE).stream()
                        .anyMatch(account -> account.name().equalsIgnoreCase(name));
    }

    private static ArmRefusal missing(String field) {
        return ArmRefusal.badRequest("MissingRequiredProperty", "The property '" + field + "' is required.");
    }

    private static String invalid(String name) {
        return "'" + name + "' is no account name: 3 to 24 lower-case letters and digits.";
    }
}
