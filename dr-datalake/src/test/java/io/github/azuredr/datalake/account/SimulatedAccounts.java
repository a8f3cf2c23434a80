package io.github.azuredr.datalake.account;

import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.azure.SecretSource;
import io.github.azuredr.datalake.azure.account.ArmAnalyticsAccounts;
import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.analytics.AnalyticsProvider;
import io.github.azuredr.testkit.azure.analytics.SimAnalytics;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import io.github.azuredr.testkit.azure.gen1.StoreProvider;
import io.github.azuredr.testkit.time.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Accounts in eastus2 with everything an account can have, and an empty resource group in centralus. */
public final class SimulatedAccounts {
    public static final String SUBSCRIPTION = SimulatedAzure.SUBSCRIPTION;
    public static final String STRANGER = "99999999-2222-3333-4444-555555555555";
    public static final String ANA = "aaaaaaaa-0000-0000-0000-000000000001";
    public static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    public static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    public static final AccountPair PAIR = AccountPair.of(
                    home("east", "eastus2"),
                    home("central", "centralus"),
                    Twin.of("lakeeast", "lakecentral"),
                    Twin.of("storeeast", "storecentral"))
            .withStore(Twin.of("moreeast", "morecentral"))
            .withStorage(new StorageTwin("blobeast", "blobcentral", "blobeast", "blobcentral"));

    public final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    public final SimulatedAzure azure;
    public final ResourceManager arm;
    private final Map<String, String> secrets = new HashMap<>();
    private final AtomicReference<Runnable> pending = new AtomicReference<>(() -> {});
    private final AtomicReference<AnalyticsProvider> provider = new AtomicReference<>();

    public SimulatedAccounts() {
        azure = SimulatedAzure.inMemory(clock).with(SimAnalytics::new).with(a -> new ResourceManager(a)
                .withSubscription(STRANGER, "stranger")
                .with(StoreProvider::new)
                .with(this::analytics));
        arm = azure.service(ResourceManager.class);
        arm.createGroup("east", "eastus2");
        arm.createGroup("central", "centralus");
        secrets.put(
                "blobeast",
                azure.storageAccounts().create("blobeast", "eastus2", false).key1Base64());
        secrets.put(
                "blobcentral",
                azure.storageAccounts()
                        .create("blobcentral", "centralus", false)
                        .key1Base64());
        primary();
    }

    private AnalyticsProvider analytics(ResourceManager manager) {
        provider.set(new AnalyticsProvider(manager));
        return provider.get();
    }

    static AccountHome home(String group, String region) {
        return new AccountHome(SUBSCRIPTION, group, Region.of(region));
    }

    /** Fresh ports over the same Azure. */
    public AnalyticsAccounts port(Side side) {
        AnalyticsAccounts port = new ArmAnalyticsAccounts(access(), PAIR.home(side), secrets());
        return (AnalyticsAccounts) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AnalyticsAccounts.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("createAnalytics")) {
                        pending.getAndSet(() -> {}).run();
                    }
                    try {
                        return method.invoke(port, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    public SecretSource secrets() {
        return SecretSource.from(secrets::get);
    }

    public void keep(String secret, String value) {
        secrets.put(secret, value);
    }

    /** Somebody else's subscription has an analytics account of this name. */
    public void strangerTakes(String name) {
        azure.service(SimAnalytics.class).createStore("strangers", "centralus");
        stranger("POST", "/providers/Microsoft.DataLakeAnalytics/register", "2021-04-01", "");
        stranger("PUT", "/resourceGroups/theirs", "2021-04-01", "{\"location\":\"centralus\"}");
        settle();
        stranger(
                "PUT",
                "/resourceGroups/theirs/providers/Microsoft.DataLakeAnalytics/accounts/" + name,
                "2016-11-01",
                "{\"location\":\"centralus\",\"properties\":{\"defaultDataLakeStoreAccount\":\"strangers\","
                        + "\"dataLakeStoreAccounts\":[{\"name\":\"strangers\"}]}}");
        settle();
    }

    /** Does something right before the next analytics account is created. */
    public void beforeCreation(Runnable event) {
        pending.set(event);
    }

    public void forget(String secret) {
        secrets.remove(secret);
    }

    public String secret(String name) {
        return Optional.ofNullable(secrets.get(name)).orElseThrow();
    }

    public AnalyticsProvider provider() {
        return provider.get();
    }

    AzureAccess access() {
        return AzureAccess.builder()
                .credential(azure.credential())
                .subscription(SUBSCRIPTION)
                .httpClient(azure.httpClient())
                .time(clock)
                .withoutRateLimit()
                .build();
    }

    private void primary() {
        arm.register(StoreProvider.NAMESPACE).register(AnalyticsProvider.NAMESPACE);
        AnalyticsAccounts east = port(Side.A);
        Firewall firewall = new Firewall(true, false);
        for (String store : PAIR.names(AccountKind.STORE, Side.A)) {
            east.createStore(new StoreAccount(
                    store,
                    "eastus2",
                    "",
                    new StoreSettings("Commitment_10TB", firewall, false, Optional.empty()),
                    List.of(new FirewallRule("office", "10.0.0.1", "10.0.0.9")),
                    Map.of(),
                    "ServiceManaged",
                    List.of()));
        }
        settle();
        east.createAnalytics(new AnalyticsAccount(
                "lakeeast",
                "eastus2",
                "",
                new AnalyticsSettings("Commitment_500AUHours", firewall, 7, 90, Optional.of(40), Optional.of(5), 60),
                "storeeast",
                List.of("storeeast", "moreeast"),
                List.of(),
                List.of(new FirewallRule("office", "10.0.0.1", "10.0.0.9")),
                List.of(new ComputePolicy("nightly", ANA, "Group", Optional.of(20), Optional.empty())),
                List.of()));
        settle();
        east.linkStorage("lakeeast", new LinkedStorage("blobeast", "core.windows.net"), "blobeast");
        east.assign(AccountKind.ANALYTICS, "lakeeast", new RoleGrant(OWNER, ANA, "Group", "", false));
        east.assign(AccountKind.STORE, "storeeast", new RoleGrant(READER, ANA, "Group", "", false));
    }

    /** Everything under way ends. */
    public void settle() {
        clock.advance(Duration.ofMinutes(1));
        call("GET", SUBSCRIPTION, "/resourceGroups/east", "2021-04-01", "", SimulatedAzure.TENANT);
    }

    private SimResponse stranger(String method, String path, String version, String body) {
        return call(method, STRANGER, path, version, body, "stranger");
    }

    /** What a person does in the portal. */
    public SimResponse person(String method, String path, String version, String body) {
        return call(method, SUBSCRIPTION, path, version, body, SimulatedAzure.TENANT);
    }

    /** What an account shows. */
    public Json shown(Side side, AccountKind kind, String name) {
        String path = PAIR.home(side).path(kind, name);
        return Json.parse(person("GET", path.substring(path.indexOf("/resourceGroups")), "2016-11-01", "")
                        .text())
                .orElseThrow();
    }

    private SimResponse call(
            String method, String subscription, String path, String version, String body, String tenant) {
        String token = azure.tokens().issue(tenant, SimTokens.principalOf(tenant), "https://management.azure.com");
        URI url = URI.create("https://management.azure.com/subscriptions/" + subscription + path
                + (path.contains("?") ? "&" : "?") + "api-version=" + version);
        try {
            return azure.exchange(new SimRequest(
                    method,
                    url,
                    Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                    body.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
