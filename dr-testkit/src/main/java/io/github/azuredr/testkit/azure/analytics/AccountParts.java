package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import io.github.azuredr.testkit.azure.arm.ArmResource;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stores, storage accounts, policies and rules of an account; each change takes effect with its answer. */
final class AccountParts {
    private final ResourceManager arm;
    private final AccountLife accounts;

    AccountParts(ResourceManager arm, AccountLife accounts) {
        this.arm = arm;
        this.accounts = accounts;
    }

    SimResponse list(ArmCall call, AccountPart part) {
        return arm.page(call, accounts.of(call).body().list("properties." + part.segment()));
    }

    SimResponse get(ArmCall call, AccountPart part) {
        Json found = find(accounts.of(call), part, call.parameter("part"))
                .orElseThrow(() -> ArmRefusal.notFound(call.path()));
        return SimResponse.json(200, found.toString());
    }

    SimResponse put(ArmCall call, AccountPart part) {
        ArmResource account = accounts.atRest(call);
        // A store may be linked without a body.
        Json body =
                part == AccountPart.STORE ? Json.parse(call.request().text()).orElseGet(Json::object) : call.body();
        Json properties = body.at("properties").orElseGet(Json::object);
        return answer(account, part, call.parameter("part"), properties);
    }

    SimResponse patch(ArmCall call, AccountPart part) {
        ArmResource account = accounts.atRest(call);
        String name = call.parameter("part");
        Json known = find(account, part, name).orElseThrow(() -> ArmRefusal.notFound(call.path()));
        Json given = Json.parse(call.request().text())
                .flatMap(body -> body.at("properties"))
                .orElseGet(Json::object);
        Json properties = known.at("properties").orElseGet(Json::object).merge(given);
        if (part == AccountPart.STORAGE && !given.has("accessKey")) {
            return SimResponse.of(200);
        }
        return answer(account, part, name, properties);
    }

    SimResponse delete(ArmCall call, AccountPart part) {
        ArmResource account = accounts.atRest(call);
        String name = call.parameter("part");
        boolean isDefault = part == AccountPart.STORE
                && account.body().text("properties.defaultDataLakeStoreAccount").equals(Optional.of(name));
        if (isDefault) {
            throw new ArmRefusal(409, "DefaultStoreRequired", "The default store cannot be removed.");
        }
        if (find(account, part, name).isEmpty()) {
            if (part == AccountPart.STORAGE) {
                throw ArmRefusal.notFound(call.path());
            }
            return SimResponse.of(204);
        }
        List<Json> left = new ArrayList<>(account.body().list("properties." + part.segment()));
        left.removeIf(each -> each.text("name").equals(Optional.of(name)));
        accounts.changed(account.with("properties." + part.segment(), left));
        return SimResponse.of(200);
    }

    private SimResponse answer(ArmResource account, AccountPart part, String name, Json properties) {
        part.check(properties);
        Json made = made(account, part, name, properties);
        List<Json> all = new ArrayList<>(account.body().list("properties." + part.segment()));
        all.removeIf(each -> each.text("name").equals(Optional.of(name)));
        all.add(made);
        accounts.changed(account.with("properties." + part.segment(), all));
        boolean links = part == AccountPart.STORE || part == AccountPart.STORAGE;
        return links ? SimResponse.of(200) : SimResponse.json(200, made.toString());
    }

    /** A part as it is shown; a linked account must exist, a store in the same region, and its key must be good. */
    Json made(ArmResource account, AccountPart part, String name, Json properties) {
        Json shown = properties;
        if (part == AccountPart.STORE) {
            accounts.requireStore(name, account.region());
            shown = Json.object().with("suffix", properties.text("suffix").orElse("azuredatalakestore.net"));
        } else if (part == AccountPart.STORAGE) {
            requireKey(name, properties.text("accessKey").orElse(""));
            shown = Json.object().with("suffix", properties.text("suffix").orElse("core.windows.net"));
        }
        return Json.object()
                .with("id", account.id() + "/" + part.segment() + "/" + name)
                .with("name", name)
                .with("type", AnalyticsProvider.TYPE + "/" + part.segment())
                .with("properties", shown);
    }

    private void requireKey(String name, String key) {
        SimStorageAccount storage = arm.azure()
                .storageAccounts()
                .find(name)
                .orElseThrow(() -> ArmRefusal.badRequest(
                        "StorageAccountNotFound", "The storage account '" + name + "' does not exist."));
        if (!key.equals(storage.key1Base64()) && !key.equals(storage.key2Base64())) {
            throw ArmRefusal.badRequest(
                    "StorageAccountKeyInvalid", "The access key given for '" + name + "' is not one of its keys.");
        }
    }

    static Optional<Json> find(ArmResource account, AccountPart part, String name) {
        return account.body().list("properties." + part.segment()).stream()
                .filter(each -> each.text("name").equals(Optional.of(name)))
                .findFirst();
    }
}
