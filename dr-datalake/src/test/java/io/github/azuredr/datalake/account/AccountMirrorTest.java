package io.github.azuredr.datalake.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datalake.naming.NamingScheme;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One side's accounts minus the other's. */
class AccountMirrorTest {
    private static final AccountPair PAIR = AccountPair.of(
                    SimulatedAccounts.home("east", "eastus2"),
                    SimulatedAccounts.home("central", "centralus"),
                    Twin.of("lakeeast", "lakecentral"),
                    Twin.of("storeeast", "storecentral"))
            .withoutLocks();
    private static final Firewall CLOSED = new Firewall(true, false);
    private static final StoreSettings STORE = new StoreSettings("Consumption", CLOSED, false, Optional.empty());
    private static final AnalyticsSettings LAKE =
            new AnalyticsSettings("Consumption", CLOSED, 3, 30, Optional.empty(), Optional.empty(), 30);

    private static StoreAccount store(String name, String region) {
        return new StoreAccount(name, region, "Succeeded", STORE, List.of(), Map.of(), "ServiceManaged", List.of());
    }

    private static AnalyticsAccount lake(String name, String region, String store) {
        return new AnalyticsAccount(
                name, region, "Succeeded", LAKE, store, List.of(store), List.of(), List.of(), List.of(), List.of());
    }

    private static AccountInventory seen(String group, Optional<StoreAccount> store, Optional<AnalyticsAccount> lake) {
        Map<String, String> registered =
                Map.of("Microsoft.DataLakeStore", "Registered", "Microsoft.DataLakeAnalytics", "Registered");
        return new AccountInventory(
                Optional.of(group),
                registered,
                Map.of(),
                Map.of(),
                store.map(List::of).orElse(List.of()),
                lake,
                Map.of(),
                Map.of());
    }

    private static AccountInventory east() {
        return seen(
                "eastus2",
                Optional.of(store("storeeast", "eastus2")),
                Optional.of(lake("lakeeast", "eastus2", "storeeast")));
    }

    private static AccountInventory central() {
        return seen(
                "centralus",
                Optional.of(store("storecentral", "centralus")),
                Optional.of(lake("lakecentral", "centralus", "storecentral")));
    }

    private static AccountInventory bare(String group) {
        return seen(group, Optional.empty(), Optional.empty());
    }

    private static AccountInventory with(AccountInventory seen, AnalyticsAccount lake) {
        return seen(seen.groupRegion().orElseThrow(), seen.stores().stream().findFirst(), Optional.of(lake));
    }

    private static AccountDifference compare(AccountInventory here, AccountInventory there) {
        return AccountMirror.compare(PAIR, Side.B, here, there);
    }

    private static List<String> ids(AccountDifference difference) {
        return difference.findings().stream().map(Finding::id).toList();
    }

    private static List<String> steps(AccountDifference difference) {
        return difference.wanted().stream()
                .map(one -> one.step().getClass().getSimpleName())
                .toList();
    }

    @Test
    void likeAccountsWantNothing() {
        AccountDifference difference = compare(east(), central());

        assertThat(difference.wanted()).isEmpty();
        assertThat(difference.findings()).isEmpty();
    }

    @Test
    void whatIsMissingIsCheckedThenCreatedTheStoreBeforeTheLakeOverIt() {
        AccountDifference difference = compare(east(), bare("centralus"));

        assertThat(steps(difference))
                .containsExactly(
                        "CheckAccountName", "CreateStoreAccount", "CheckAccountName", "CreateAnalyticsAccount");
        assertThat(difference.wanted().get(3).after())
                .containsExactly("account-002-create-store-storecentral", "account-003-check-analytics-lakecentral");
    }

    @Test
    void aNewAccountHasItsModelsSettingsItsOwnRegionAndNobodyElsesState() {
        AccountDifference difference = compare(east(), bare("centralus"));

        CreateAnalyticsAccount create =
                (CreateAnalyticsAccount) difference.wanted().get(3).step();
        assertThat(create.wanted().region()).isEqualTo("centralus");
        assertThat(create.wanted().defaultStore()).isEqualTo("storecentral");
        assertThat(create.wanted().settings()).isEqualTo(LAKE);
        assertThat(create.wanted().state()).isEmpty();
    }

    @Test
    void aGroupThatIsMissingOrInTheOtherRegionBlocksEverything() {
        AccountInventory missing = new AccountInventory(
                Optional.empty(), Map.of(), Map.of(), Map.of(), List.of(), Optional.empty(), Map.of(), Map.of());

        assertThat(compare(east(), missing).wanted()).isEmpty();
        assertThat(ids(compare(east(), missing))).containsExactly("group-missing");
        assertThat(compare(east(), bare("eastus2")).wanted()).isEmpty();
        assertThat(ids(compare(east(), bare("East US 2")))).containsExactly("group-in-other-region");
        assertThat(ids(compare(east(), bare("westeurope")))).containsExactly("group-in-third-region");
    }

    @Test
    void anAccountThatIsGoneIsToldAndItsTwinStays() {
        AccountDifference difference = compare(bare("eastus2"), central());

        assertThat(difference.wanted()).isEmpty();
        assertThat(ids(difference)).containsExactly("gone", "gone");
        assertThat(difference.findings().get(0).text()).contains("nothing is deleted here");
    }

    @Test
    void anAccountThatNeverWasHasNothingToBeMadeLike() {
        assertThat(ids(compare(bare("eastus2"), bare("centralus")))).containsExactly("no-model", "no-model");
    }

    @Test
    void anAccountInAnotherRegionOrThatFailedIsLeftAloneAndNothingIsBuiltOnIt() {
        StoreAccount elsewhere = store("storecentral", "northeurope");
        StoreAccount failed = new StoreAccount(
                "storecentral", "centralus", "Failed", STORE, List.of(), Map.of(), "ServiceManaged", List.of());

        assertThat(ids(compare(east(), seen("centralus", Optional.of(elsewhere), Optional.empty()))))
                .containsExactly("elsewhere", "no-default-store");
        assertThat(ids(compare(east(), seen("centralus", Optional.of(failed), Optional.empty()))))
                .containsExactly("failed", "no-default-store");
    }

    @Test
    void anAccountOnItsWayIsWaitedFor() {
        StoreAccount coming = new StoreAccount(
                "storecentral", "centralus", "Creating", STORE, List.of(), Map.of(), "ServiceManaged", List.of());

        assertThat(steps(compare(east(), seen("centralus", Optional.of(coming), Optional.empty()))))
                .containsExactly(
                        "CheckAccountName", "CreateStoreAccount", "CheckAccountName", "CreateAnalyticsAccount");
    }

    @Test
    void aReadOnlyLockIsNamed() {
        AccountInventory there = central();
        AccountInventory frozen = new AccountInventory(
                there.groupRegion(),
                there.registrations(),
                Map.of(),
                Map.of(),
                there.stores(),
                there.analytics(),
                Map.of(),
                Map.of(PAIR.b().groupPath().toLowerCase(Locale.ROOT), "ReadOnly"));

        assertThat(ids(compare(east(), frozen))).contains("read-only");
        assertThat(compare(east(), frozen).wanted()).isEmpty();
    }

    @Test
    void aStoreOrBlobStorageWithoutCounterpartIsNotLinkedAcrossRegions() {
        AnalyticsAccount linked = new AnalyticsAccount(
                "lakeeast",
                "eastus2",
                "Succeeded",
                LAKE,
                "storeeast",
                List.of("storeeast", "other"),
                List.of(new LinkedStorage("blobs", "core.windows.net")),
                List.of(),
                List.of(),
                List.of("hiveMetastores"));

        AccountDifference difference = compare(with(east(), linked), central());

        assertThat(difference.wanted()).isEmpty();
        assertThat(ids(difference)).containsExactly("store-unmapped", "storage-unmapped", "unlike");
    }

    @Test
    void aDefaultStoreOutsideThePairIsNamed() {
        AccountDifference difference = compare(with(east(), lake("lakeeast", "eastus2", "unknown")), bare("centralus"));

        assertThat(ids(difference)).contains("no-default-store");
        assertThat(steps(difference)).doesNotContain("CreateAnalyticsAccount");
    }

    @Test
    void whatAStoreCannotBeGivenIsTold() {
        StoreAccount special = new StoreAccount(
                "storeeast",
                "eastus2",
                "Succeeded",
                STORE,
                List.of(),
                Map.of("partner", "https://sts.windows.net/t"),
                "UserManaged",
                List.of("subnet"));
        AccountInventory here =
                seen("eastus2", Optional.of(special), Optional.of(lake("lakeeast", "eastus2", "storeeast")));

        assertThat(ids(compare(here, bare("centralus")))).containsExactly("own-key", "network-rules");
        assertThat(ids(compare(here, central())))
                .containsExactly("encryption-differs", "network-rules", "trusted-providers-differ");
    }

    @Test
    void aConditionalRoleIsToldAndOneOfTheWholeSubscriptionIsNotGivenAgain() {
        String scope = PAIR.a().path(AccountKind.STORE, "storeeast");
        RoleGrant conditional = new RoleGrant(SimulatedAccounts.READER, SimulatedAccounts.ANA, "User", scope, true);
        RoleGrant wide =
                new RoleGrant(SimulatedAccounts.OWNER, SimulatedAccounts.ANA, "User", "/subscriptions/other", false);
        RoleGrant ofGroup = new RoleGrant(
                SimulatedAccounts.OWNER,
                "b1111111-0000-0000-0000-000000000001",
                "User",
                PAIR.a().groupPath(),
                false);
        AccountInventory here = new AccountInventory(
                Optional.of("eastus2"),
                Map.of(),
                Map.of(),
                Map.of(),
                east().stores(),
                east().analytics(),
                Map.of("store/storeeast", List.of(conditional, wide, ofGroup)),
                Map.of());

        AccountDifference difference = compare(here, central());

        assertThat(ids(difference)).containsExactly("conditional-role");
        assertThat(difference.wanted()).singleElement().satisfies(one -> assertThat(one.step())
                .isEqualTo(new AssignRole(
                        Side.B,
                        AccountKind.STORE,
                        "storecentral",
                        SimulatedAccounts.OWNER,
                        "b1111111-0000-0000-0000-000000000001",
                        "User")));
    }

    @Test
    void theOtherWayRoundTheOtherSideIsTheModel() {
        AccountDifference difference = AccountMirror.compare(PAIR, Side.A, central(), bare("eastus2"));

        assertThat(difference.titles())
                .last()
                .isEqualTo("Create Data Lake Analytics account lakeeast over store storeeast in eastus2 on side A");
    }

    @Test
    void aLookIsKeptAsTextAndReadBack() {
        assertThat(AccountInventory.parse(east().text())).isEqualTo(east());
    }

    @Test
    void aPairIsNamedByAScheme() {
        AccountPair named = AccountPair.named(NamingScheme.suffix("", "dr"), "prodlake", PAIR.a(), PAIR.b());

        assertThat(named.names(AccountKind.ANALYTICS, Side.B)).containsExactly("prodlakedr");
        assertThat(named.names(AccountKind.STORE, Side.A)).containsExactly("prodlake");
    }

    @Test
    void aPairThatCannotWorkIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> Twin.of("lake", "lake"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("names are unique in all of Azure");
        assertThatThrownBy(() -> Twin.of("lake", "Lake-DR"))
                .hasMessageContaining("3 to 24 lower-case letters and digits");
        assertThatThrownBy(() -> PAIR.withStore(Twin.of("storeeast", "more")))
                .hasMessageContaining("AccountPair.stores names 'storeeast' twice");
        assertThatThrownBy(() -> new StorageTwin("blobs", "blobsdr", "key", " "))
                .hasMessageContaining("the secret of 'blobsdr' has no name")
                .hasMessageContaining("never the key itself");
        assertThatThrownBy(() -> new AccountHome("s/1", "group", PAIR.a().region()))
                .hasMessageContaining("which is no subscription id");
    }
}
