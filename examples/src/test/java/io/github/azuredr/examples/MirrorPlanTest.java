package io.github.azuredr.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.datashare.azure.ArmDataShareAccount;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.AddressBook;
import io.github.azuredr.time.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of the simulated service in, requests that Azure's own descriptions accept out. */
@SuppressWarnings("NullAway.Init") // set up before each test
class MirrorPlanTest {
    private static final String VALIDATOR = "shared/tools/validate-exchanges.mjs";
    private static final String TARGET = """
            "target": {"subscriptionId": "11111111-2222-3333-4444-555555555555", "resourceGroup": "share-centralus",
                       "name": "shares-centralus", "location": "centralus"}""";
    private static final String MAPPING = "{" + TARGET + """
            ,
            "consumers": [{"id": "ana", "email": "ana@partner.example", "invite": "now", "shares": ["sales"]},
                          {"id": "bo", "tenantId": "t1", "objectId": "o1", "invite": "at-failover"}],
            "resourceGroups": {"share-eastus2": "share-centralus"},
            "storageAccounts": {"proeastus2": "procentralus"}}""";

    @TempDir
    private Path folder;

    private Path recording;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @BeforeEach
    void record() throws IOException {
        TwoRegions regions = new TwoRegions();
        ShareWorld world = new ShareWorld(regions);
        world.share(TwoRegions.PRIMARY);
        world.subscribe(TwoRegions.PRIMARY);
        regions.azure().recordTo(folder.resolve("recorded"));
        ArmDataShareAccount port =
                new ArmDataShareAccount(world.provider, world.provider(TwoRegions.PRIMARY), AddressBook.none());
        ShareInventory.capture(port, regions.time().now());
        port.groupRegion();
        try (Stream<Path> files = Files.list(folder.resolve("recorded"))) {
            recording = files.findFirst().orElseThrow();
        }
    }

    private int run(String mapping) throws IOException {
        Path file = Files.writeString(folder.resolve("mapping.json"), mapping);
        return MirrorPlan.run(
                new String[] {
                    recording.toString(), file.toString(), folder.resolve("out").toString()
                },
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8),
                TimeSource.system());
    }

    private List<JsonObject> requests() throws IOException {
        return Files.readAllLines(folder.resolve("out/requests.jsonl")).stream()
                .map(JsonObject::parse)
                .toList();
    }

    @Test
    void writesThePageAndTheRequestsInTheirOrder() throws IOException {
        int exit = run(MAPPING);

        assertThat(complaints.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(exit).isZero();
        assertThat(requests())
                .extracting(one -> one.text("request.method").orElse("") + " "
                        + one.text("request.url")
                                .orElse("")
                                .replaceAll("https://management.azure.com/subscriptions/[^/]+/", "")
                                .replaceAll("\\?.*", ""))
                .containsExactly(
                        "PUT resourceGroups/share-centralus/providers/Microsoft.DataShare/accounts/shares-centralus",
                        "PUT resourceGroups/share-centralus/providers/Microsoft.Storage/storageAccounts/procentralus"
                                + "/providers/Microsoft.Authorization/roleAssignments/{name}",
                        "PUT resourceGroups/share-centralus/providers/Microsoft.DataShare/accounts/shares-centralus"
                                + "/shares/sales",
                        "PUT resourceGroups/share-centralus/providers/Microsoft.DataShare/accounts/shares-centralus"
                                + "/shares/sales/dataSets/all",
                        "PUT resourceGroups/share-centralus/providers/Microsoft.DataShare/accounts/shares-centralus"
                                + "/shares/sales/synchronizationSettings/daily",
                        "PUT resourceGroups/share-centralus/providers/Microsoft.DataShare/accounts/shares-centralus"
                                + "/shares/sales/invitations/ana");
        assertThat(requests()).noneMatch(one -> one.names().contains("response"));
        assertThat(folder.resolve("out/plan.txt"))
                .content()
                .contains("dataset all of share sales")
                .contains("At a failover, besides")
                .contains("invitation bo to share sales")
                .contains("not in the recording. It must exist, and not live in eastus2")
                .isEqualTo(printed.toString(StandardCharsets.UTF_8))
                .doesNotContain("@");
    }

    @Test
    void requestsAreWhatThePublishedDescriptionsAccept() throws Exception {
        Optional<Path> validator = Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve(VALIDATOR))
                .filter(Files::exists)
                .findFirst();
        if (validator.isEmpty()) {
            assertThat(System.getenv("CI")).as("CI must have the validator").isNotEqualTo("true");
            Assumptions.abort(VALIDATOR + " is not here");
        }
        assertThat(run(MAPPING)).isZero();

        Process process = new ProcessBuilder(
                        "node",
                        validator.orElseThrow().toString(),
                        folder.resolve("out/requests.jsonl").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void storeWithoutCounterpartIsNamedAndItsDataSetLeftOut() throws IOException {
        int exit = run("{" + TARGET + "}");

        assertThat(exit).isZero();
        assertThat(requests()).noneMatch(one -> one.json().contains("/dataSets/"));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("Will be missing")
                .contains("no counterpart of storage account proeastus2");
    }

    @Test
    void anythingThatCannotBeReadStartsNothingAndSaysWhy() throws IOException {
        assertThat(run("{\"storageAccounts\": {}}")).isEqualTo(2);
        assertThat(run("{" + TARGET + ", \"storagAccounts\": {\"a\": \"b\"}}")).isEqualTo(2);
        Files.writeString(recording, "{\"request\": {\"method\": \"GET\"}\n");
        assertThat(run(MAPPING)).isEqualTo(2);
        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .contains("has no target")
                .contains("storagAccounts")
                .contains("Line 1 of the recording is no exchange");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void recordingWithoutAListThatIsMirroredIsRefused() throws IOException {
        List<String> some = Files.readAllLines(recording).stream()
                .filter(line -> !line.contains("/dataSets"))
                .toList();
        Files.write(recording, some);

        assertThat(run(MAPPING)).isEqualTo(2);

        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .contains("The recording lacks GET")
                .contains("/dataSets");
    }
}
