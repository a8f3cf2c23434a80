package io.github.azuredr.testkit.azure.gen1;

import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_GROUP;
import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_SUBSCRIPTION;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimTokens;
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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Microsoft.DataLakeStore: Gen1 accounts with their rules. An account serves files from the moment its creation has
 * ended, and until its deletion has. Add it with {@code new ResourceManager(azure).with(StoreProvider::new)}.
 */
public final class StoreProvider implements ArmProvider {
    /** The namespace. */
    public static final String NAMESPACE = "Microsoft.DataLakeStore";

    static final String TYPE = NAMESPACE + "/accounts";

    private static final ArmType ACCOUNTS = ArmType.of("accounts", "2016-11-01");
    private static final int MOST_ACCOUNTS = 10;
    private static final String ALL = IN_GROUP + TYPE;
    private static final String ONE = ALL + "/{account}";
    private static final String STATE = "properties.provisioningState";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{3,24}");

    private final ResourceManager arm;
    private final Gen1Accounts accounts;
    private final AccountRules rules;

    /** The namespace for this resource manager. */
    public StoreProvider(ResourceManager arm) {
        this.arm = arm;
        this.accounts = new Gen1Accounts(arm.azure().state());
        this.rules = new AccountRules(arm);
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
        ArmRoutes routes = new ArmRoutes()
                .on(
                        "POST",
                        IN_SUBSCRIPTION + NAMESPACE + "/locations/{location}/checkNameAvailability",
                        this::checkName)
                .on("GET", IN_SUBSCRIPTION + NAMESPACE + "/locations/{location}/capability", this::capability)
                .on("PUT", ONE, this::put)
                .on("GET", ONE, call -> shown(arm.resources().get(call.path())))
                .on("PATCH", ONE, this::patch)
                .on("DELETE", ONE, this::delete)
                .on("GET", ALL, this::list)
                .on("GET", IN_SUBSCRIPTION + TYPE, this::list);
        rules.addRoutes(routes, ONE);
        return routes;
    }

    @Override
    public void finished(ArmOperation operation) {
        Optional<ArmResource> found = arm.resources().find(operation.resourceId());
        if (found.isEmpty()) {
            return;
        }
        ArmResource account = found.get();
        boolean deleting = operation.name().equals("delete");
        if (deleting == operation.succeeded()) {
            arm.resources().remove(account.id());
        } else if (deleting) {
            arm.resources().put(account.with(STATE, "Succeeded"));
        } else {
            arm.resources().put(account.with(STATE, "Succeeded").with("properties.state", "Active"));
            accounts.open(
                    account.name(),
                    account.region(),
                    operation.start().data().text("owner").orElseThrow());
        }
    }

    @Override
    public void removed(ArmResource resource) {
        if (resource.type().equalsIgnoreCase(TYPE)) {
            accounts.close(resource.name());
        }
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

    /** How many accounts a subscription may have in a region is answered, not enforced beyond the region's own quota. */
    private SimResponse capability(ArmCall call) {
        String region = call.parameter("location");
        String subscription = call.parameter("subscription");
        long there = arm.resources().ofType("/subscriptions/" + subscription, TYPE).stream()
                .filter(account -> account.region().equals(region))
                .count();
        boolean full = arm.azure().region(region).isOutOfQuota("accounts");
        return SimResponse.json(
                200,
                Json.object()
                        .with("subscriptionId", subscription)
                        .with("state", "Registered")
                        .with("maxAccountCount", full ? there : MOST_ACCOUNTS)
                        .with("accountCount", there)
                        .with("migrationState", false)
                        .toString());
    }

    private SimResponse put(ArmCall call) {
        String name = call.parameter("account");
        if (!NAME.matcher(name).matches()) {
            throw ArmRefusal.badRequest("AccountNameInvalid", invalid(name));
        }
        Json body = call.body();
        String region = arm.requireLocation(call, NAMESPACE, ACCOUNTS);
        AccountFields.requireLegal(body);
        Optional<ArmResource> existing = arm.resources().find(call.path());
        if (existing.isPresent()) {
            return update(existing.get(), body);
        }
        if (taken(name)) {
            throw new ArmRefusal(409, "AccountNameUnavailable", "The account name '" + name + "' is not available.");
        }
        SimTokens.Caller caller = call.caller();
        Json fresh = AccountFields.fresh(
                call.path(),
                name,
                region,
                caller.tenantId(),
                arm.azure().clock().instant(),
                body);
        ArmResource made = arm.resources().put(new ArmResource(call.path(), region, fresh));
        OperationStart start = OperationStart.of("create", made, OperationForm.ASYNC_OPERATION_AND_LOCATION)
                .carrying(Json.object().with("owner", caller.principalId()));
        return arm.operations().created(call, arm.operations().start(call, NAMESPACE, start), 201, fresh);
    }

    private SimResponse patch(ArmCall call) {
        Json body = call.body();
        AccountFields.requireLegal(body);
        return update(arm.resources().get(call.path()), body);
    }

    private SimResponse update(ArmResource account, Json body) {
        if (!account.body().text(STATE).equals(Optional.of("Succeeded"))) {
            throw new ArmRefusal(
                    409,
                    "AccountBusy",
                    "Another operation is under way on the account '" + account.name() + "'; try again when it ended.");
        }
        Json changed = AccountFields.changed(account, body, arm.azure().clock().instant());
        return shown(arm.resources().put(new ArmResource(account.id(), account.region(), changed)));
    }

    private SimResponse delete(ArmCall call) {
        Optional<ArmResource> account = arm.resources().find(call.path());
        if (account.isEmpty()) {
            return SimResponse.of(204);
        }
        ArmResource going = arm.resources().put(account.get().with(STATE, "Deleting"));
        return arm.operations()
                .accepted(
                        call,
                        arm.operations()
                                .start(call, NAMESPACE, OperationStart.of("delete", going, OperationForm.LOCATION)));
    }

    private SimResponse list(ArmCall call) {
        String scope = call.path().substring(0, call.path().indexOf("/providers"));
        return arm.page(
                call,
                arm.resources().ofType(scope, TYPE).stream()
                        .map(AccountFields::basic)
                        .toList());
    }

    private static SimResponse shown(ArmResource account) {
        return SimResponse.json(200, account.body().toString());
    }

    private boolean taken(String name) {
        return accounts.region(name).isPresent()
                || arm.resources().ofType("/subscriptions", TYPE).stream()
                        .anyMatch(account -> account.name().equalsIgnoreCase(name));
    }

    private static String invalid(String name) {
        return "The account name '" + name + "' is invalid: 3 to 24 lower-case letters and digits.";
    }
}
