package io.github.azuredr.benchmarks;

import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datashare.azure.ArmDataShareAccount;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.mirror.Intention;
import io.github.azuredr.datashare.mirror.MirrorTarget;
import io.github.azuredr.datashare.mirror.ShareMirror;
import io.github.azuredr.datashare.port.AddressBook;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.pair.Region;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.arm.ResourceManager;
import io.github.azuredr.testkit.azure.datashare.DataShareProvider;
import io.github.azuredr.testkit.time.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What mirroring a provider's account asks of Azure Resource Manager, beside the least it can ask, while the manager
 * enforces its token buckets. {@code -Ddr.benchmark.shares=N} makes it N shares of N datasets; 200 unless said.
 */
final class SharesScenario implements Scenario {
    private static final int SIZE = Integer.getInteger("dr.benchmark.shares", 200);
    private static final String GROUPS = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/";

    private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    private final SimulatedAzure azure = SimulatedAzure.inMemory(clock)
            .with(a -> new ResourceManager(a).with(arm -> new DataShareProvider(arm).rolesPropagateIn(Duration.ZERO)));
    private final StoreMapping mapping = StoreMapping.builder()
            .resourceGroup("rg-eastus2", "rg-centralus")
            .storageAccount("saleseastus2", "salescentralus")
            .build();

    @Override
    public String name() {
        return "shares";
    }

    @Override
    public List<Line> run() throws Exception {
        DataShareAccount primary = account("eastus2", access(true));
        region("eastus2");
        region("centralus");
        fill(primary);
        azure.service(ResourceManager.class).enforcingRateLimits();
        clock.advance(Duration.ofMinutes(5));
        AzureAccess limited = access(false);
        DataShareAccount secondary = account("centralus", limited);

        long before = newest();
        long began = clock.nanos();
        int sent = mirror(account("eastus2", limited), secondary);
        double minutes = (clock.nanos() - began) / 60e9;
        List<SimCall> calls = azure.calls().since(before).list();
        long refused = calls.stream()
                .filter(call -> call.status().equals(OptionalInt.of(429)))
                .count();
        // Both accounts, the group, the shares, four lists for each share of the primary; each intention once.
        double least = 3 + pages(SIZE) + 4.0 * SIZE + sent;

        before = newest();
        int again = mirror(account("eastus2", limited), secondary);
        long writes = azure.calls().since(before).effects().count();
        String size = SIZE + " shares of " + SIZE + " datasets";
        return List.of(
                Line.atMost("calls of mirroring " + size, one(calls.size()), one(least), "the least possible", 1.05),
                Line.atMost("429 among them, and one", one((double) refused + 1), one(1), "none, and one", 1.0),
                Line.informing("minutes of mirroring " + size, one(minutes), one(least(sent)), "10 writes a second"),
                Line.atMost(
                        "writes of a second run, and one",
                        one((double) writes + again + 1),
                        one(1),
                        "none, and one",
                        1.0));
    }

    private int mirror(DataShareAccount from, DataShareAccount to) {
        ShareInventory primary = ShareInventory.capture(from, clock.now()).orElseThrow();
        Optional<ShareInventory> there = ShareInventory.capture(to, clock.now());
        MirrorTarget target = MirrorTarget.of(
                to.id(), Region.of("centralus"), to.groupRegion().map(Region::of));
        List<Intention> missing =
                ShareMirror.compare(primary, there, target, mapping).intentions();
        missing.forEach(one -> bringAbout(one, to));
        return missing.size();
    }

    private void bringAbout(Intention one, DataShareAccount there) {
        if (one instanceof Intention.RegisterNamespace register) {
            there.register(register.subscriptionId());
        } else if (one instanceof Intention.CreateAccount create) {
            there.createAccount(create.body());
            clock.advance(Duration.ofMinutes(1));
        } else if (one instanceof Intention.AssignRole role) {
            there.assign(role.assignment(principal(there)));
        } else if (one instanceof Intention.PutShare share) {
            there.putShare(share.share(), share.body());
        } else if (one instanceof Intention.PutChild child) {
            there.putChild(child.share(), child.what(), child.name(), child.body());
        }
    }

    private void fill(DataShareAccount primary) {
        primary.register(SimulatedAzure.SUBSCRIPTION);
        clock.advance(Duration.ofMinutes(1));
        primary.createAccount(
                JsonObject.parse("{\"location\":\"eastus2\",\"identity\":{\"type\":\"SystemAssigned\"}}"));
        clock.advance(Duration.ofMinutes(1));
        primary.assign(new RoleAssignment(store("eastus2"), RoleAssignment.BLOB_DATA_READER, principal(primary)));
        for (int share = 0; share < SIZE; share++) {
            String name = "share" + share;
            primary.putShare(name, JsonObject.parse("{\"properties\":{\"terms\":\"t\",\"shareKind\":\"CopyBased\"}}"));
            for (int set = 0; set < SIZE; set++) {
                primary.putChild(
                        name,
                        ShareChild.DATA_SETS,
                        "set" + set,
                        JsonObject.empty()
                                .with("kind", "BlobFolder")
                                .with("properties.containerName", "sales")
                                .with("properties.prefix", name + "/" + set)
                                .with("properties.storageAccountName", "saleseastus2")
                                .with("properties.resourceGroup", "rg-eastus2")
                                .with("properties.subscriptionId", SimulatedAzure.SUBSCRIPTION));
            }
        }
    }

    private static String principal(DataShareAccount account) {
        return account.account()
                .flatMap(one -> one.body().text("identity.principalId"))
                .orElseThrow();
    }

    /** Lists come in one page here. */
    private static int pages(int entries) {
        return entries == 0 ? 0 : 1;
    }

    /** Minutes that so many writes take at the bucket's steady rate, after its burst. */
    private static double least(int writes) {
        return Math.max(1, writes - 200) / 600.0;
    }

    private static Sample one(double value) {
        return Sample.of("", value);
    }

    private long newest() {
        return azure.calls().list().stream().mapToLong(SimCall::number).max().orElse(0);
    }

    private DataShareAccount account(String region, AzureAccess access) {
        return new ArmDataShareAccount(
                access,
                new AccountId(SimulatedAzure.SUBSCRIPTION, "rg-" + region, "shares-" + region),
                AddressBook.none());
    }

    private AzureAccess access(boolean unlimited) {
        AzureAccess.Builder builder = AzureAccess.builder()
                .credential(azure.credential())
                .subscription(SimulatedAzure.SUBSCRIPTION)
                .httpClient(azure.httpClient())
                .time(clock);
        return (unlimited ? builder.withoutRateLimit() : builder).build();
    }

    private static String store(String region) {
        return GROUPS + "rg-" + region + "/providers/Microsoft.Storage/storageAccounts/sales" + region;
    }

    private void region(String region) throws IOException {
        String where = "{\"location\":\"" + region + "\"";
        put(GROUPS + "rg-" + region + "?api-version=2021-04-01", where + "}");
        put(
                store(region) + "?api-version=2023-05-01",
                where + ",\"kind\":\"StorageV2\",\"sku\":{\"name\":\"Standard_LRS\"}}");
        clock.advance(Duration.ofMinutes(1));
    }

    private void put(String path, String body) throws IOException {
        String token = azure.tokens()
                .issue(
                        SimulatedAzure.TENANT,
                        SimTokens.principalOf(SimulatedAzure.TENANT),
                        "https://management.azure.com");
        azure.exchange(new SimRequest(
                "PUT",
                URI.create("https://management.azure.com" + path),
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8)));
    }
}
