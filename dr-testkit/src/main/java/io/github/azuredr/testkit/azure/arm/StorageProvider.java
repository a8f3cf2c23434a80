package io.github.azuredr.testkit.azure.arm;

import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_GROUP;
import static io.github.azuredr.testkit.azure.arm.ArmRoutes.IN_SUBSCRIPTION;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import io.github.azuredr.testkit.azure.StoredStorageAccounts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Microsoft.Storage: storage accounts. An account serves data from the moment its creation has ended. */
final class StorageProvider implements ArmProvider {
    static final ArmType ACCOUNTS = ArmType.of("storageAccounts", "2023-05-01");

    private static final String NAMESPACE = "Microsoft.Storage";
    private static final String TYPE = NAMESPACE + "/storageAccounts";
    private static final String ALL = IN_GROUP + TYPE;
    private static final String ONE = ALL + "/{account}";
    private static final String STATE = "properties.provisioningState";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]{3,24}");
    private static final Set<String> SKUS = Set.of(
            "Standard_LRS",
            "Standard_GRS",
            "Standard_RAGRS",
            "Standard_ZRS",
            "Premium_LRS",
            "Premium_ZRS",
            "Standard_GZRS",
            "Standard_RAGZRS");
    private static final Set<String> KINDS =
            Set.of("Storage", "StorageV2", "BlobStorage", "FileStorage", "BlockBlobStorage");

    private final ResourceManager arm;
    private final StoredStorageAccounts accounts;
    private final StorageAnswers answers;

    StorageProvider(ResourceManager arm) {
        this.arm = arm;
        this.accounts = arm.azure().storageAccounts();
        this.answers = new StorageAnswers(arm.azure());
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
    public boolean registeredFromTheStart() {
        return true;
    }

    @Override
    public ArmRoutes routes() {
        return new ArmRoutes()
                .on("POST", IN_SUBSCRIPTION + NAMESPACE + "/checkNameAvailability", this::checkName)
                .on("PUT", ONE, this::put)
                .on("PATCH", ONE, this::patch)
                .on("GET", ONE, this::get)
                .on("DELETE", ONE, this::delete)
                .on("POST", ONE + "/listKeys", call -> answers.keys(account(call)))
                .on("POST", ONE + "/regenerateKey", this::regenerate)
                .on(
                        "GET",
                        ALL,
                        call -> list(call, call.path().substring(0, call.path().indexOf("/providers"))))
                .on(
                        "GET",
                        IN_SUBSCRIPTION + TYPE,
                        call -> list(call, "/subscriptions/" + call.parameter("subscription")));
    }

    @Override
    public void finished(ArmOperation operation) {
        Optional<ArmResource> found = arm.resources().find(operation.resourceId());
        if (found.isEmpty()) {
            return;
        }
        ArmResource account = found.get();
        if (!operation.succeeded()) {
            // The real service leaves nothing behind when a creation fails.
            arm.resources().remove(account.id());
            return;
        }
        if (accounts.find(account.name()).isEmpty()) {
            boolean hierarchical =
                    account.body().flag("properties.isHnsEnabled").orElse(false);
            accounts.create(account.name(), account.region(), hierarchical);
        }
        ArmResource done = account.with(STATE, "Succeeded");
        arm.resources().put(new ArmResource(done.id(), done.region(), answers.current(done, false)));
    }

    @Override
    public void removed(ArmResource resource) {
        if (resource.type().equalsIgnoreCase(TYPE)) {
            accounts.delete(resource.name());
        }
    }

    private SimResponse checkName(ArmCall call) {
        String name = call.body().text("name").orElse("");
        if (!call.body().text("type").equals(Optional.of(TYPE))) {
            throw ArmRefusal.badRequest("InvalidRequestContent", "type must be " + TYPE + ".");
        }
        Json answer = Json.object();
        if (!NAME.matcher(name).matches()) {
            answer = answer.with("nameAvailable", false)
                    .with("reason", "AccountNameInvalid")
                    .with("message", invalidName(name));
        } else if (isTaken(name)) {
            answer = answer.with("nameAvailable", false)
                    .with("reason", "AlreadyExists")
                    .with("message", "The storage account named " + name + " is already taken.");
        } else {
            answer = answer.with("nameAvailable", true);
        }
        return SimResponse.json(200, answer.toString());
    }

    private SimResponse put(ArmCall call) {
        String name = call.parameter("account");
        if (!NAME.matcher(name).matches()) {
            throw ArmRefusal.badRequest("AccountNameInvalid", invalidName(name));
        }
        Json body = call.body();
        String region = arm.requireLocation(call, NAMESPACE, ACCOUNTS);
        requireOneOf("sku.name", body, SKUS, "InvalidRequestPropertyValue");
        requireOneOf("kind", body, KINDS, "InvalidRequestPropertyValue");
        Optional<ArmResource> existing = arm.resources().find(call.path());
        if (existing.isPresent()) {
            return update(existing.get(), body);
        }
        if (isTaken(name)) {
            throw new ArmRefusal(
                    409, "StorageAccountAlreadyTaken", "The storage account named " + name + " is already taken.");
        }
        ArmResource account = arm.resources().put(new ArmResource(call.path(), region, answers.fresh(call, body)));
        return arm.operations()
                .accepted(
                        call,
                        arm.operations()
                                .start(call, NAMESPACE, OperationStart.of("create", account, OperationForm.LOCATION)));
    }

    private SimResponse patch(ArmCall call) {
        return update(arm.resources().get(call.path()), call.body());
    }

    private SimResponse update(ArmResource account, Json body) {
        if (!account.body().text(STATE).equals(Optional.of("Succeeded"))) {
            throw new ArmRefusal(
                    409,
                    "StorageAccountOperationInProgress",
                    "An operation is currently performing on this storage account that requires exclusive access.");
        }
        Optional<Boolean> hierarchical = body.flag("properties.isHnsEnabled");
        if (hierarchical.isPresent() && !hierarchical.equals(account.body().flag("properties.isHnsEnabled"))) {
            throw new ArmRefusal(
                    409,
                    "AccountPropertyCannotBeUpdated",
                    "The property 'isHnsEnabled' was specified in the input, but it cannot be updated.");
        }
        Json changed = account.body();
        for (String part : List.of("tags", "sku", "identity", "properties")) {
            Optional<Json> given = body.at(part);
            changed = given.isEmpty()
                    ? changed
                    : part.equals("tags")
                            ? changed.with(part, given.get())
                            : changed.merge(Json.object().with(part, given.get()));
        }
        ArmResource kept = arm.resources().put(new ArmResource(account.id(), account.region(), changed));
        return SimResponse.json(200, answers.current(kept, false).toString());
    }

    private SimResponse get(ArmCall call) {
        ArmResource account = arm.resources().get(call.path());
        Set<String> expand = Set.of(call.query("$expand").orElse("").split(","));
        return SimResponse.json(
                200,
                answers.current(account, expand.contains("geoReplicationStats")).toString());
    }

    private SimResponse delete(ArmCall call) {
        boolean there = arm.resources().find(call.path()).isPresent();
        arm.resources().remove(call.path());
        return SimResponse.of(there ? 200 : 204);
    }

    private SimResponse regenerate(ArmCall call) {
        SimStorageAccount account = account(call);
        String key = call.body().text("keyName").orElse("");
        if (!Set.of("key1", "key2").contains(key)) {
            throw ArmRefusal.badRequest("InvalidRequestPropertyValue", "keyName must be key1 or key2: '" + key + "'.");
        }
        return answers.keys(accounts.regenerate(account.name(), key));
    }

    private SimResponse list(ArmCall call, String scope) {
        return arm.page(
                call,
                arm.resources().ofType(scope, TYPE).stream()
                        .map(account -> answers.current(account, false))
                        .toList());
    }

    private SimStorageAccount account(ArmCall call) {
        String id = call.path().substring(0, call.path().lastIndexOf('/'));
        ArmResource resource = arm.resources().get(id);
        return accounts.find(resource.name())
                .orElseThrow(() -> new ArmRefusal(
                        409,
                        "StorageAccountIsNotProvisioned",
                        "The storage account provisioning state must be 'Succeeded' before executing the operation."));
    }

    /** Taken by an account, or by one that is on its way in whatever group. */
    private boolean isTaken(String name) {
        return accounts.find(name).isPresent()
                || arm.resources().ofType("/subscriptions", TYPE).stream()
                        .anyMatch(account -> account.name().equalsIgnoreCase(name));
    }

    private static void requireOneOf(String path, Json body, Set<String> allowed, String code) {
        String value = body.text(path)
                .orElseThrow(() ->
                        ArmRefusal.badRequest("MissingRequiredProperty", "The property '" + path + "' is required."));
        if (!allowed.contains(value)) {
            throw ArmRefusal.badRequest(code, "The value '" + value + "' is not allowed for property " + path + ".");
        }
    }

    private static String invalidName(String name) {
        return name
                + " is not a valid storage account name. Storage account name must be between 3 and 24 characters in"
                + " length and use numbers and lower-case letters only.";
    }
}
