package io.github.azuredr.datashare.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.azuredr.datashare.inventory.ShareEntry;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.ManualStep;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.Finding;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.pair.Region;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShareMirrorTest {
    private static final AccountId EAST = new AccountId("s1", "rg-east", "shares-east");
    private static final AccountId CENTRAL = new AccountId("s1", "rg-central", "shares-central");
    private static final Region THERE = Region.of("centralus");
    private static final String SCOPE =
            "/subscriptions/s1/resourceGroups/rg-central/providers/Microsoft.Storage/storageAccounts/pricentral";

    private final StoreMapping mapping = StoreMapping.builder()
            .resourceGroup("rg-east", "rg-central")
            .storageAccount("prieast", "pricentral")
            .sqlServer("sqleast", "sqlcentral")
            .build();
    private final MirrorTarget target =
            new MirrorTarget(CENTRAL, THERE, Map.of("dr.role", "secondary"), Optional.of(THERE));

    private static Named named(String name, String json) {
        return new Named(name, JsonObject.parse(json));
    }

    private static Named account(String region, String state) {
        return named(
                "a",
                "{\"location\":\"" + region
                        + "\",\"identity\":{\"principalId\":\"p\"},\"properties\":{\"provisioningState\":\"" + state
                        + "\"}}");
    }

    private static Named share(String name, String terms) {
        return named(
                name,
                "{\"properties\":{\"description\":\"d\",\"terms\":\"" + terms
                        + "\",\"shareKind\":\"CopyBased\",\"createdAt\":\"2020-01-01T00:00:00Z\",\"userName\":\"u\"}}");
    }

    private static Named container(String name, String group, String store) {
        return named(
                name,
                "{\"kind\":\"Container\",\"properties\":{\"containerName\":\"" + name + "\",\"storageAccountName\":\""
                        + store
                        + "\",\"resourceGroup\":\"" + group
                        + "\",\"subscriptionId\":\"s1\",\"dataSetId\":\"11111111-0000-0000-0000-000000000001\"}}");
    }

    private static Named table(String name) {
        return named(
                name,
                "{\"kind\":\"SqlDBTable\",\"properties\":{\"databaseName\":\"shop\",\"schemaName\":\"dbo\",\"tableName\":\""
                        + name + "\",\"sqlServerResourceId\":\"/subscriptions/s1/resourceGroups/rg-east/providers"
                        + "/Microsoft.Sql/servers/sqleast\"}}");
    }

    private static Named schedule(String name, String time) {
        return named(
                name,
                "{\"kind\":\"ScheduleBased\",\"properties\":{\"recurrenceInterval\":\"Day\",\"synchronizationTime\":\""
                        + time + "\",\"provisioningState\":\"Succeeded\"}}");
    }

    private static ShareEntry entry(Named share, List<Named> dataSets, Named... schedules) {
        return new ShareEntry(share, dataSets, List.of(schedules), List.of(), List.of());
    }

    private static ShareInventory inventory(AccountId id, Named account, ShareEntry... shares) {
        return new ShareInventory(Instant.EPOCH, id, account, Arrays.asList(shares));
    }

    private static ShareInventory east(ShareEntry... shares) {
        return inventory(EAST, account("East US 2", "Succeeded"), shares);
    }

    private static Optional<ShareInventory> central(ShareEntry... shares) {
        return Optional.of(inventory(CENTRAL, account("centralus", "Succeeded"), shares));
    }

    private ShareDifference compare(ShareInventory primary, Optional<ShareInventory> secondary) {
        return ShareMirror.compare(primary, secondary, target, mapping);
    }

    private static List<String> requests(ShareDifference difference) {
        return difference.intentions().stream()
                .map(one -> one.request(CENTRAL, Optional.of("p")))
                .map(one -> one.method() + " " + one.path().replace(CENTRAL.path(), "~"))
                .toList();
    }

    @Test
    void emptySecondRegionGetsEverythingInAnOrderThatWorks() {
        ShareInventory primary = east(entry(
                share("sales", "t"),
                List.of(container("c1", "rg-east", "prieast")),
                schedule("daily", "2026-01-01T02:00:00Z")));

        ShareDifference difference = compare(primary, Optional.empty());

        String role = new RoleAssignment(SCOPE, RoleAssignment.BLOB_DATA_READER, "p").name();
        assertThat(requests(difference))
                .containsExactly(
                        "POST /subscriptions/s1/providers/Microsoft.DataShare/register",
                        "PUT ~",
                        "PUT " + SCOPE + "/providers/Microsoft.Authorization/roleAssignments/" + role,
                        "PUT ~/shares/sales",
                        "PUT ~/shares/sales/dataSets/c1",
                        "PUT ~/shares/sales/synchronizationSettings/daily");
        assertThat(difference.intentions().get(1))
                .isEqualTo(new Intention.CreateAccount(
                        JsonObject.parse("{\"location\":\"centralus\",\"tags\":{\"dr.role\":"
                                + "\"secondary\"},\"identity\":{\"type\":\"SystemAssigned\"}}")));
        assertThat(difference.intentions().get(3))
                .isEqualTo(
                        new Intention.PutShare(
                                "sales",
                                JsonObject.parse(
                                        "{\"properties\":{\"description\":\"d\",\"terms\":\"t\",\"shareKind\":\"CopyBased\"}}")));
        assertThat(difference.findings()).isEmpty();
        assertThat(difference.isBlocked()).isFalse();
    }

    @Test
    void secondRegionThatHasEverythingGetsNothing() {
        ShareInventory primary = east(entry(
                share("sales", "t"),
                List.of(container("c1", "rg-east", "prieast")),
                schedule("daily", "2026-01-01T02:00:00Z")));

        ShareDifference difference = compare(
                primary,
                central(entry(
                        share("Sales", "t"),
                        List.of(container("c1", "RG-Central", "pricentral")),
                        schedule("daily", "2026-01-01T02:00:00.0000000Z"))));

        assertThat(difference.intentions()).isEmpty();
        assertThat(difference.findings()).isEmpty();
        assertThat(difference.manual()).isEmpty();
    }

    @Test
    void onlyWhatChangedIsWrittenAgain() {
        ShareInventory primary = east(entry(
                share("sales", "new terms"),
                List.of(container("c1", "rg-east", "prieast"), container("c2", "rg-east", "prieast")),
                schedule("daily", "2026-01-01T03:00:00Z")));

        ShareDifference difference = compare(
                primary,
                central(entry(
                        share("sales", "t"),
                        List.of(container("c1", "rg-central", "pricentral")),
                        schedule("daily", "2026-01-01T02:00:00Z"))));

        assertThat(requests(difference))
                .filteredOn(one -> !one.contains("Authorization"))
                .containsExactly(
                        "PUT ~/shares/sales",
                        "PUT ~/shares/sales/dataSets/c2",
                        "PUT ~/shares/sales/synchronizationSettings/daily");
    }

    @Test
    void whatOnlyTheSecondRegionHasIsToldAndNeverDeleted() {
        ShareDifference difference = compare(
                east(entry(share("sales", "t"), List.of())),
                central(
                        entry(share("sales", "t"), List.of(container("old", "rg-central", "pricentral"))),
                        entry(share("gone", "t"), List.of())));

        assertThat(difference.intentions()).isEmpty();
        assertThat(difference.findings())
                .extracting(Finding::id, Finding::subject)
                .containsExactly(
                        tuple("only-on-secondary", "share sales, dataset old"),
                        tuple("only-on-secondary", "share gone"));
    }

    @Test
    void oneBadDataSetDoesNotStopTheOthers() {
        ShareInventory primary = east(entry(
                share("sales", "t"),
                List.of(
                        named("future", "{\"kind\":\"Hologram\",\"properties\":{}}"),
                        container("elsewhere", "rg-east", "unknownstore"),
                        container("good", "rg-east", "prieast"))));

        ShareDifference difference = compare(primary, Optional.empty());

        assertThat(requests(difference)).contains("PUT ~/shares/sales/dataSets/good");
        assertThat(difference.findings())
                .extracting(Finding::subject)
                .containsExactly("share sales, dataset elsewhere", "share sales, dataset future");
        assertThat(difference.findings()).allMatch(one -> one.weight() == Finding.Weight.MISSING);
    }

    @Test
    void unknownShareKindAndScheduleAreToldAsNotClonable() {
        Named odd = named("odd", "{\"properties\":{\"shareKind\":\"Streamed\"}}");
        Named weekly = named(
                "weekly",
                "{\"kind\":\"ScheduleBased\",\"properties\":{\"recurrenceInterval\":\"Week\",\"synchronizationTime\":"
                        + "\"2026-01-01T02:00:00Z\"}}");

        ShareDifference difference =
                compare(east(entry(odd, List.of()), entry(share("sales", "t"), List.of(), weekly)), Optional.empty());

        assertThat(difference.findings())
                .extracting(Finding::id, Finding::subject)
                .containsExactly(
                        tuple("not-clonable", "share odd"), tuple("not-clonable", "share sales, schedule weekly"));
        assertThat(requests(difference)).doesNotContain("PUT ~/shares/odd");
    }

    @Test
    void tablesOfOneDatabaseNeedItsUserOnce() {
        ShareDifference difference =
                compare(east(entry(share("sales", "t"), List.of(table("a"), table("b")))), Optional.empty());

        assertThat(difference.manual())
                .containsExactly(new ManualStep(
                        "database shop at sqlcentral",
                        "CREATE USER [shares-central] FROM EXTERNAL PROVIDER;\n"
                                + "ALTER ROLE db_datareader ADD MEMBER [shares-central];"));
    }

    @Test
    void groupInTheFirstRegionBlocksAndOneInAThirdIsNoted() {
        ShareInventory primary = east();

        ShareDifference first = ShareMirror.compare(
                primary, Optional.empty(), MirrorTarget.of(CENTRAL, THERE, Optional.of(Region.of("eastus2"))), mapping);
        ShareDifference third = ShareMirror.compare(
                primary, Optional.empty(), MirrorTarget.of(CENTRAL, THERE, Optional.of(Region.of("westus2"))), mapping);
        ShareDifference none = ShareMirror.compare(
                primary, Optional.empty(), MirrorTarget.of(CENTRAL, THERE, Optional.empty()), mapping);

        assertThat(first.isBlocked()).isTrue();
        assertThat(first.findings()).extracting(Finding::id).containsExactly("group-in-first-region");
        assertThat(third.isBlocked()).isFalse();
        assertThat(third.findings()).extracting(Finding::id).containsExactly("group-in-third-region");
        assertThat(none.findings()).extracting(Finding::id).containsExactly("group-missing");
    }

    @Test
    void accountThatFailedOrIsElsewhereIsNeverTakenForPresent() {
        ShareInventory failed = inventory(CENTRAL, account("centralus", "Failed"));
        ShareInventory elsewhere = inventory(CENTRAL, account("westus2", "Succeeded"));

        assertThat(compare(east(), Optional.of(failed)).findings())
                .extracting(Finding::id)
                .containsExactly("account-not-ready");
        assertThat(compare(east(), Optional.of(elsewhere)).findings())
                .extracting(Finding::id)
                .containsExactly("account-elsewhere");
    }

    @Test
    void storesInOtherSubscriptionsNeedTheNamespaceThere() {
        StoreMapping far = StoreMapping.builder()
                .subscription("s1", "s9")
                .storageAccount("prieast", "pricentral")
                .build();

        ShareDifference difference = ShareMirror.compare(
                east(entry(share("sales", "t"), List.of(container("c1", "rg-east", "prieast")))),
                Optional.empty(),
                target,
                far);

        assertThat(difference.intentions())
                .startsWith(new Intention.RegisterNamespace("s1"), new Intention.RegisterNamespace("s9"));
    }

    @Test
    void roleRequestBeforeTheAccountExistsSaysWhatIsNotYetKnown() {
        IntendedRequest request =
                new Intention.AssignRole(SCOPE, RoleAssignment.BLOB_DATA_READER).request(CENTRAL, Optional.empty());

        assertThat(request.path()).endsWith("/roleAssignments/{name}");
        assertThat(request.body().orElseThrow().text("properties.principalId")).hasValue(Intention.NOT_YET_KNOWN);
        assertThat(request.url()).startsWith("https://management.azure.com" + SCOPE);
    }
}
