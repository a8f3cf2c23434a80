package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One step of each type, as it is stored. */
public final class AccountStepExamples {
    private static final Firewall FIREWALL = new Firewall(true, false);
    private static final FirewallRule RULE = new FirewallRule("office", "10.0.0.1", "10.0.0.9");
    private static final ComputePolicy POLICY =
            new ComputePolicy("nightly", SimulatedAccounts.ANA, "Group", Optional.of(20), Optional.empty());
    private static final StoreSettings STORE = new StoreSettings("Consumption", FIREWALL, true, Optional.of("owners"));
    private static final AnalyticsSettings ANALYTICS =
            new AnalyticsSettings("Consumption", FIREWALL, 3, 30, Optional.of(32), Optional.empty(), 30);

    private AccountStepExamples() {}

    public static Map<String, Step<?>> all() {
        return Map.ofEntries(
                Map.entry("register-data-lake/1", new RegisterNamespace(Side.B, AccountKind.STORE)),
                Map.entry("check-account-name/1", new CheckAccountName(Side.B, AccountKind.ANALYTICS, "lakecentral")),
                Map.entry(
                        "create-store-account/1",
                        new CreateStoreAccount(
                                Side.B,
                                new StoreAccount(
                                        "storecentral",
                                        "centralus",
                                        "",
                                        STORE,
                                        List.of(RULE),
                                        Map.of("partner", "https://sts.windows.net/t"),
                                        "ServiceManaged",
                                        List.of()))),
                Map.entry(
                        "create-analytics-account/1",
                        new CreateAnalyticsAccount(
                                Side.B,
                                new AnalyticsAccount(
                                        "lakecentral",
                                        "centralus",
                                        "",
                                        ANALYTICS,
                                        "storecentral",
                                        List.of("storecentral"),
                                        List.of(),
                                        List.of(RULE),
                                        List.of(POLICY),
                                        List.of()))),
                Map.entry("change-store-settings/1", new ChangeStoreSettings(Side.B, "storecentral", STORE)),
                Map.entry("change-analytics-settings/1", new ChangeAnalyticsSettings(Side.B, "lakecentral", ANALYTICS)),
                Map.entry(
                        "set-firewall-rule/1", new SetFirewallRule(Side.B, AccountKind.ANALYTICS, "lakecentral", RULE)),
                Map.entry("set-compute-policy/1", new SetComputePolicy(Side.B, "lakecentral", POLICY)),
                Map.entry("link-store-account/1", new LinkStoreAccount(Side.B, "lakecentral", "morecentral")),
                Map.entry(
                        "link-storage-account/1",
                        new LinkStorageAccount(
                                Side.B,
                                "lakecentral",
                                new LinkedStorage("blobcentral", "core.windows.net"),
                                "blobcentral")),
                Map.entry(
                        "assign-account-role/1",
                        new AssignRole(
                                Side.B,
                                AccountKind.STORE,
                                "storecentral",
                                SimulatedAccounts.READER,
                                SimulatedAccounts.ANA,
                                "Group")),
                Map.entry("lock-account/1", new LockAccount(Side.B, AccountKind.STORE, "storecentral")));
    }
}
