package io.github.azuredr.testkit.azure.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmOperation;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.OperationForm;
import io.github.azuredr.testkit.azure.arm.OperationStart;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Creating, changing and deleting accounts, each of which goes on after its answer. */
final class AccountLife {
    private static final String STATE = "properties.provisioningState";
    private static final Set<String> LINKS =
            Set.of("defaultDataLakeStoreAccount", "dataLakeStoreAccounts", "storageAccounts");

    private final ResourceManager arm;
    private final SimAnalytics analytics;
    private final AccountDesk desk;
    private final AccountParts parts;
    private int mostJobs = AccountSettings.MOST_JOBS;

    AccountLife(ResourceManager arm, SimAnalytics analytics, AccountDesk desk) {
        this.arm = arm;
        this.analytics = analytics;
        this.desk = desk;
        this.parts = new AccountParts(arm, this);
    }

    void mostJobs(int jobs) {
        mostJobs = jobs;
    }

    SimResponse put(ArmCall call) {
        desk.requireLegal(call.parameter("account"));
        Json body = call.body();
        String region = arm.requireLocation(call, AnalyticsProvider.NAMESPACE, AnalyticsProvider.ACCOUNTS);
        Json given = body.at("properties").orElseThrow(() -> missing("properties"));
        String store =
                given.text("defaultDataLakeStoreAccount").orElseThrow(() -> missing("defaultDataLakeStoreAccount"));
        if (given.list("dataLakeStoreAccounts").stream()
                .noneMatch(each -> each.text("name").equals(Optional.of(store)))) {
            throw missing("dataLakeStoreAccounts with the default account in it");
        }
        checkNames(given);
        AccountSettings.check(given, mostJobs);
        Optional<ArmResource> existing = arm.resources().find(call.path());
        if (existing.isPresent() && !isFailed(existing.get())) {
            return change(call, atRest(call), body, 200);
        }
        desk.requireRoom(call.parameter("subscription"), region);
        if (existing.isEmpty()) {
            desk.requireFree(call.parameter("account"));
        }
        ArmResource account = fresh(call, region, body, store);
        for (AccountPart part : AccountPart.values()) {
            account = account.with("properties." + part.segment(), made(account, part, given));
        }
        return begin(call, arm.resources().put(account), "create", Json.object(), 201);
    }

    private ArmResource fresh(ArmCall call, String region, Json body, String store) {
        String now = arm.azure().clock().instant().toString();
        Json properties = AccountSettings.laidOver(
                        AccountSettings.initial(mostJobs), body.at("properties").orElseThrow())
                .with(
                        "accountId",
                        UUID.nameUUIDFromBytes((call.path() + now).getBytes(UTF_8))
                                .toString())
                .with("provisioningState", "Creating")
                .with("creationTime", now)
                .with("lastModifiedTime", now)
                .with("endpoint", call.parameter("account") + ".azuredatalakeanalytics.net")
                .with("defaultDataLakeStoreAccount", store);
        Json account = Json.object()
                .with("id", call.path())
                .with("name", call.parameter("account"))
                .with("type", AnalyticsProvider.TYPE)
                .with("location", region)
                .with("tags", body.at("tags").orElseGet(Json::object))
                .with("properties", properties);
        return new ArmResource(call.path(), region, account);
    }

    private List<Json> made(ArmResource account, AccountPart part, Json given) {
        return given.list(part.segment()).stream()
                .map(each -> {
                    Json properties = each.at("properties").orElseGet(Json::object);
                    part.check(properties);
                    String name = each.text("name").orElseThrow(() -> missing(part.segment() + ".name"));
                    return parts.made(account, part, name, properties);
                })
                .toList();
    }

    SimResponse get(ArmCall call) {
        return SimResponse.json(200, of(call).body().toString());
    }

    SimResponse patch(ArmCall call) {
        ArmResource account = atRest(call);
        Json body = Json.parse(call.request().text()).orElseGet(Json::object);
        Json given = body.at("properties").orElseGet(Json::object);
        checkNames(given);
        AccountSettings.check(given, mostJobs);
        return change(call, account, body, 201);
    }

    SimResponse delete(ArmCall call) {
        Optional<ArmResource> account = arm.resources().find(call.path());
        if (account.isEmpty()) {
            return SimResponse.of(204);
        }
        ArmResource going = arm.resources().put(account.get().with(STATE, "Deleting"));
        return arm.operations()
                .accepted(
                        call,
                        arm.operations()
                                .start(
                                        call,
                                        AnalyticsProvider.NAMESPACE,
                                        OperationStart.of("delete", going, OperationForm.LOCATION)));
    }

    SimResponse list(ArmCall call) {
        String scope = call.path().substring(0, call.path().indexOf("/providers"));
        Set<String> basic =
                Set.of("accountId", "provisioningState", "state", "creationTime", "lastModifiedTime", "endpoint");
        return arm.page(
                call,
                arm.resources().ofType(scope, AnalyticsProvider.TYPE).stream()
                        .map(account -> {
                            Json shown = account.body();
                            for (String name :
                                    shown.at("properties").orElseThrow().names()) {
                                shown = basic.contains(name) ? shown : shown.without("properties." + name);
                            }
                            return shown;
                        })
                        .toList());
    }

    void finished(ArmOperation operation) {
        Optional<ArmResource> found = arm.resources().find(operation.resourceId());
        if (found.isEmpty()) {
            return;
        }
        ArmResource account = found.get();
        if (operation.name().equals("delete") && operation.succeeded()) {
            arm.resources().remove(account.id());
        } else if (operation.name().equals("create") && !operation.succeeded()) {
            arm.resources().put(account.with(STATE, "Failed"));
        } else {
            changed((operation.succeeded() ? applied(account, operation.start().data()) : account)
                    .with(STATE, "Succeeded")
                    .with("properties.state", "Active"));
        }
    }

    void removed(ArmResource resource) {
        if (resource.type().equalsIgnoreCase(AnalyticsProvider.TYPE)) {
            analytics.book().forget(resource.name());
        }
    }

    /** The account a call is about or lies below. */
    ArmResource of(ArmCall call) {
        String path = call.path();
        String marker = "/accounts/" + call.parameter("account");
        return arm.resources().get(path.substring(0, path.indexOf(marker) + marker.length()));
    }

    /** The account, on which nothing must be under way. */
    ArmResource atRest(ArmCall call) {
        ArmResource account = of(call);
        if (!account.body().text(STATE).equals(Optional.of("Succeeded"))) {
            throw new ArmRefusal(
                    409,
                    "AccountBusy",
                    "The account '" + account.name() + "' is in the state "
                            + account.body().text(STATE).orElse("unknown") + " and cannot be changed now.");
        }
        return account;
    }

    /** Keeps a changed account and lets its data planes know. */
    void changed(ArmResource account) {
        ArmResource kept = arm.resources()
                .put(account.with(
                        "properties.lastModifiedTime",
                        arm.azure().clock().instant().toString()));
        TreeSet<String> stores = new TreeSet<>();
        kept.body()
                .list("properties.dataLakeStoreAccounts")
                .forEach(store -> stores.add(store.text("name").orElseThrow()));
        stores.forEach(store -> requireStore(store, kept.region()));
        analytics.open(new AccountBook.Account(
                kept.name(),
                kept.region(),
                kept.body().text("properties.defaultDataLakeStoreAccount").orElseThrow(),
                stores));
    }

    /** A store in the account's own region, made by whoever makes stores. */
    void requireStore(String name, String region) {
        if (!analytics.book().storeRegion(name).equals(Optional.of(region))) {
            throw ArmRefusal.badRequest(
                    "DataLakeStoreAccountNotFound", "The store '" + name + "' does not exist in " + region + ".");
        }
    }

    private SimResponse change(ArmCall call, ArmResource account, Json body, int status) {
        applied(account, body);
        return begin(call, arm.resources().put(account.with(STATE, "Patching")), "update", body, status);
    }

    /** The account as a change leaves it. */
    private ArmResource applied(ArmResource account, Json body) {
        Json given = body.at("properties").orElseGet(Json::object);
        Json properties =
                AccountSettings.laidOver(account.body().at("properties").orElseThrow(), given);
        ArmResource changed =
                new ArmResource(account.id(), account.region(), account.body().with("properties", properties));
        for (AccountPart part : AccountPart.values()) {
            if (given.has(part.segment())) {
                changed = changed.with("properties." + part.segment(), made(changed, part, given));
            }
        }
        return body.at("tags").isPresent()
                ? changed.with("tags", body.at("tags").get())
                : changed;
    }

    private SimResponse begin(ArmCall call, ArmResource account, String what, Json data, int status) {
        OperationStart start = OperationStart.of(what, account, OperationForm.ASYNC_OPERATION_AND_LOCATION)
                .carrying(data);
        return arm.operations()
                .created(
                        call, arm.operations().start(call, AnalyticsProvider.NAMESPACE, start), status, account.body());
    }

    private static void checkNames(Json given) {
        for (String name : given.names()) {
            boolean known = AccountSettings.isOne(name)
                    || LINKS.contains(name)
                    || name.equals("computePolicies")
                    || name.equals("firewallRules");
            if (!known) {
                throw AccountPart.invalid("properties." + name, "is not known here");
            }
        }
    }

    private static boolean isFailed(ArmResource account) {
        return account.body().text(STATE).equals(Optional.of("Failed"));
    }

    private static ArmRefusal missing(String field) {
        return ArmRefusal.badRequest("MissingRequiredProperty", "The property '" + field + "' is required.");
    }
}
