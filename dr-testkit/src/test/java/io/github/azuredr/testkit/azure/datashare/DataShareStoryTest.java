package io.github.azuredr.testkit.azure.datashare;

import static io.github.azuredr.testkit.azure.datashare.ShareRig.CONSUMER;
import static io.github.azuredr.testkit.azure.datashare.ShareRig.CONSUMER_GROUP;
import static io.github.azuredr.testkit.azure.datashare.ShareRig.PROVIDER_GROUP;
import static io.github.azuredr.testkit.azure.datashare.ShareRig.TIME;
import static io.github.azuredr.testkit.azure.datashare.ShareRig.json;
import static io.github.azuredr.testkit.azure.datashare.ShareRig.refusal;
import static io.github.azuredr.testkit.azure.datashare.ShareRig.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider shares, a consumer accepts, maps and takes snapshots: every step as the service was seen to answer. */
class DataShareStoryTest {
    private static final String EAST = PROVIDER_GROUP + "pro-eastus2";
    private static final String WEST = CONSUMER_GROUP + "con-centralus";
    private static final String VALIDATOR = "shared/tools/validate-exchanges.mjs";

    private final ShareRig rig = new ShareRig();
    private String account = "";
    private String share = "";
    private String subscription = "";

    @BeforeEach
    void stores() {
        rig.storage(SimulatedAzure.TENANT, EAST, "eastus2", "prodata", "sales");
        rig.storage(CONSUMER, WEST, "centralus", "condata", "landing");
        rig.blob("PUT", "prodata", "sales/2026/a.csv", "one");
        rig.blob("PUT", "prodata", "sales/b.csv", "two");
    }

    @Test
    void snapshotMovesBytesAndAnIncrementalOneOnlyWhatChanged() {
        shareAndSubscribe();

        Json first = synchronize("Incremental");

        assertThat(first.text("status")).hasValue("Succeeded");
        assertThat(rig.blob("GET", "condata", "landing/2026/a.csv", "").text()).isEqualTo("one");
        assertThat(details(first).number("filesWritten")).hasValue(2L);
        rig.clock.advance(Duration.ofHours(1));
        rig.blob("PUT", "prodata", "sales/b.csv", "changed");
        rig.blob("DELETE", "prodata", "sales/2026/a.csv", "");

        Json second = synchronize("Incremental");

        assertThat(details(second).number("filesWritten")).hasValue(1L);
        assertThat(rig.blob("GET", "condata", "landing/b.csv", "").text()).isEqualTo("changed");
        assertThat(rig.blob("GET", "condata", "landing/2026/a.csv", "").text())
                .as("what is deleted at the source stays at the target")
                .isEqualTo("one");
        assertThat(details(synchronize("FullSync")).number("filesWritten")).hasValue(1L);
    }

    @Test
    void snapshotSaysQueuedThenAcceptedThenSucceededAndHasTwoHeaders() {
        shareAndSubscribe();

        SimResponse begun = consumer("POST", subscription + "/synchronize", mode("Incremental"));

        assertThat(begun.status()).isEqualTo(202);
        assertThat(json(begun).text("status")).hasValue("Queued");
        String id = json(begun).text("synchronizationId").orElseThrow();
        String poll = begun.header("Azure-AsyncOperation").orElseThrow();
        assertThat(poll).contains("/synchronizationOperationResults/" + id);
        assertThat(begun.header("Location").orElseThrow()).contains("/shareSubscriptionSynchronizations/" + id);
        Json polled = json(rig.asConsumer("GET", poll, ""));
        assertThat(polled.text("status")).hasValue("Accepted");
        assertThat(polled.has("startTime")).isTrue();
        assertThat(polled.text("startTime")).isEmpty();
        assertThat(json(rig.asConsumer("GET", poll, "")).text("status")).hasValue("Succeeded");
    }

    @Test
    void cancelledIsSpelledBothWays() {
        shareAndSubscribe();
        SimResponse begun = consumer("POST", subscription + "/synchronize", mode("FullSync"));
        String id = json(begun).text("synchronizationId").orElseThrow();

        SimResponse cancelled = consumer("POST", subscription + "/cancelSynchronization", synchronization(id));

        assertThat(json(cancelled).text("status")).hasValue("Cancelled");
        assertThat(json(rig.asConsumer(
                                "GET", begun.header("Azure-AsyncOperation").orElseThrow(), ""))
                        .text("status"))
                .hasValue("Canceled");
        rig.clock.advance(Duration.ofHours(1));
        assertThat(newestRun().text("status")).hasValue("Cancelled");
        assertThat(rig.blob("GET", "condata", "landing/b.csv", "").status()).isEqualTo(404);
    }

    @Test
    void operationResultsVanishWithTheirRegionAndTheRunIsStillListed() {
        shareAndSubscribe();
        SimResponse begun = consumer("POST", subscription + "/synchronize", mode("FullSync"));
        SimResponse deletion = rig.asProvider("DELETE", url(share + "/synchronizationSettings/daily"), "");

        rig.azure.region("centralus").goDark();
        rig.azure.region("eastus2").goDark();
        assertThat(refusal(rig.asConsumer(
                        "GET", begun.header("Azure-AsyncOperation").orElseThrow(), "")))
                .isEqualTo("504 GatewayTimeout");
        rig.azure.region("centralus").comeBack();
        rig.azure.region("eastus2").comeBack();

        assertThat(refusal(rig.asConsumer(
                        "GET", begun.header("Azure-AsyncOperation").orElseThrow(), "")))
                .isEqualTo("404 OperationNotFound");
        assertThat(refusal(rig.asProvider("GET", deletion.header("Location").orElseThrow(), "")))
                .isEqualTo("404 OperationNotFound");
        rig.clock.advance(Duration.ofMinutes(5));
        assertThat(newestRun().text("synchronizationId")).isEqualTo(json(begun).text("synchronizationId"));
        assertThat(newestRun().text("status")).hasValue("Succeeded");
    }

    @Test
    void snapshotFromADarkRegionIsRefused() {
        shareAndSubscribe();
        rig.azure.region("eastus2").goDark();

        assertThat(refusal(consumer("POST", subscription + "/synchronize", mode("FullSync"))))
                .isEqualTo("504 GatewayTimeout");
        assertThat(consumer("GET", subscription, "").status()).isEqualTo(200);
    }

    @Test
    void mappingOfADataSetMadeAnewIsBroken() {
        shareAndSubscribe();

        provider("DELETE", share + "/dataSets/all", "");
        rig.clock.advance(Duration.ofMinutes(1));
        provider("PUT", share + "/dataSets/all", ShareRig.container(EAST, "prodata", "sales"));

        assertThat(json(consumer("GET", subscription + "/dataSetMappings/all", ""))
                        .text("properties.dataSetMappingStatus"))
                .hasValue("Broken");
        assertThat(refusal(consumer("POST", subscription + "/synchronize", mode("FullSync"))))
                .isEqualTo("400 InvalidRequestContent");
    }

    @Test
    void triggerIsInactiveThenActiveThenLeftBehindByItsSchedule() {
        shareAndSubscribe();
        assertThat(refusal(consumer("PUT", subscription + "/triggers/t", ShareRig.schedule("2026-11-20T03:00:00Z"))))
                .isEqualTo("400 InvalidRequestContent");

        SimResponse created = consumer("PUT", subscription + "/triggers/t", ShareRig.schedule(TIME));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location").orElseThrow()).contains("/triggers/t?");
        assertThat(created.header("Azure-AsyncOperation")).isEmpty();
        assertThat(json(created).text("properties.triggerStatus")).hasValue("Inactive");
        rig.clock.advance(Duration.ofMinutes(1));
        assertThat(trigger()).hasValue("Active");
        provider("DELETE", share + "/synchronizationSettings/daily", "");
        rig.clock.advance(Duration.ofMinutes(1));
        provider("GET", share, "");
        assertThat(trigger()).hasValue("SourceSynchronizationSettingDeleted");
    }

    @Test
    void revokedSubscriptionGetsNoSnapshotUntilItIsReinstated() {
        shareAndSubscribe();
        String seen = share + "/providerShareSubscriptions/"
                + json(provider("GET", share + "/providerShareSubscriptions", ""))
                        .list("value")
                        .get(0)
                        .text("name")
                        .orElseThrow();

        SimResponse revoking = provider("POST", seen + "/revoke", "");

        assertThat(revoking.status()).isEqualTo(202);
        rig.clock.advance(Duration.ofMinutes(1));
        assertThat(json(provider("GET", seen, "")).text("properties.shareSubscriptionStatus"))
                .hasValue("Revoked");
        assertThat(json(provider("GET", seen, "")).text("id").orElseThrow()).contains("providerShareSubscripitons");
        assertThat(refusal(consumer("POST", subscription + "/synchronize", mode("FullSync"))))
                .isEqualTo("409 ShareSubscriptionNotActive");
        provider("POST", seen + "/reinstate", "{\"properties\":{}}");
        assertThat(synchronize("FullSync").text("status")).hasValue("Succeeded");
    }

    @Test
    void deletedShareLeavesItsSubscriptionsWithoutSource() {
        shareAndSubscribe();

        SimResponse deletion = provider("DELETE", share, "");

        assertThat(deletion.status()).isEqualTo(202);
        assertThat(deletion.header("Location").orElseThrow()).contains("/locations/eastus2/operationResults/");
        assertThat(deletion.header("Azure-AsyncOperation")).isEmpty();
        Json first = json(rig.asProvider("GET", deletion.header("Location").orElseThrow(), ""));
        assertThat(first.text("status")).hasValue("InProgress");
        rig.clock.advance(Duration.ofMinutes(1));
        assertThat(json(rig.asProvider("GET", deletion.header("Location").orElseThrow(), ""))
                        .text("status"))
                .hasValue("Succeeded");
        assertThat(json(consumer("GET", subscription, "")).text("properties.shareSubscriptionStatus"))
                .hasValue("SourceDeleted");
    }

    @Test
    void everythingServedValidatesAgainstThePublishedDescriptions(@TempDir Path folder) throws Exception {
        Optional<Path> validator = Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve(VALIDATOR))
                .filter(Files::exists)
                .findFirst();
        if (validator.isEmpty() || !nodeRuns()) {
            assertThat(System.getenv("CI"))
                    .as("CI must have node and the validator")
                    .isNotEqualTo("true");
            Assumptions.abort("node or " + VALIDATOR + " is not here");
        }
        rig.azure.recordTo(folder);

        shareAndSubscribe();
        readEverything();
        Json run = synchronize("FullSync");
        consumer("POST", subscription + "/listSynchronizations", "");
        provider("POST", share + "/listSynchronizations", "");
        String id = synchronization(run.text("synchronizationId").orElseThrow());
        consumer("POST", subscription + "/listSynchronizationDetails", id);
        provider("POST", share + "/listSynchronizationDetails", id);
        consumer("PUT", subscription + "/triggers/t", ShareRig.schedule(TIME));
        rig.clock.advance(Duration.ofMinutes(1));
        consumer("GET", subscription + "/triggers", "");
        SimResponse deletion = consumer("DELETE", subscription + "/triggers/t", "");
        rig.asConsumer("GET", deletion.header("Location").orElseThrow(), "");
        provider("PUT", share + "/invitations/late", "{\"properties\":{\"targetEmail\":\"bo@partner.example\"}}");
        provider("DELETE", share + "/invitations/late", "");
        provider("DELETE", share + "/dataSets/all", "");
        provider("DELETE", share, "");
        rig.clock.advance(Duration.ofMinutes(1));
        rig.asProvider("PATCH", url(account), "{\"tags\":{\"dr-role\":\"standby\"}}");
        provider("DELETE", account, "");

        Process process = new ProcessBuilder("node", validator.orElseThrow().toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("Microsoft.DataShare").contains("0 failing");
    }

    private void readEverything() {
        provider("GET", account, "");
        provider("GET", EAST + "/providers/Microsoft.DataShare/accounts", "");
        rig.asProvider(
                "GET",
                url("/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/providers/Microsoft.DataShare/accounts"),
                "");
        for (String child : new String[] {"", "/x"}) {
            for (String type : new String[] {"dataSets", "invitations", "synchronizationSettings"}) {
                provider("GET", share + "/" + type + child, "");
            }
            for (String type : new String[] {"dataSetMappings", "triggers"}) {
                consumer("GET", subscription + "/" + type + child, "");
            }
        }
        provider("GET", account + "/shares", "");
        provider("GET", share + "/providerShareSubscriptions", "");
        consumer("GET", subscription.substring(0, subscription.lastIndexOf('/')), "");
        consumer("GET", subscription, "");
        consumer("GET", subscription + "/consumerSourceDataSets", "");
        consumer("POST", subscription + "/listSourceShareSynchronizationSettings", "");
    }

    /** An account with one share of one container, a schedule, an invitation, accepted and mapped. */
    private void shareAndSubscribe() {
        account = rig.account(SimulatedAzure.TENANT, EAST, "eastus2", "provider");
        rig.grant(SimulatedAzure.TENANT, account, ShareRig.storeId(EAST, "prodata"), ShareRig.READER);
        String consumer = rig.account(CONSUMER, WEST, "centralus", "consumer");
        rig.grant(CONSUMER, consumer, ShareRig.storeId(WEST, "condata"), ShareRig.CONTRIBUTOR);
        rig.clock.advance(Duration.ofMinutes(5));
        share = account + "/shares/sales";
        provider("PUT", share, "{\"properties\":{\"description\":\"d\",\"terms\":\"t\",\"shareKind\":\"CopyBased\"}}");
        provider("PUT", share + "/dataSets/all", ShareRig.container(EAST, "prodata", "sales"));
        provider("PUT", share + "/synchronizationSettings/daily", ShareRig.schedule(TIME));
        provider("PUT", share + "/invitations/ana", "{\"properties\":{\"targetEmail\":\"" + ShareRig.EMAIL + "\"}}");
        Json invitation = json(rig.asConsumer("GET", url("/providers/Microsoft.DataShare/listInvitations"), ""))
                .list("value")
                .get(0);
        String id = invitation.text("properties.invitationId").orElseThrow();
        subscription = consumer + "/shareSubscriptions/sales";
        consumer(
                "PUT",
                subscription,
                "{\"properties\":{\"invitationId\":\"" + id + "\",\"sourceShareLocation\":\"eastus2\"}}");
        String dataSet = json(consumer("GET", subscription + "/consumerSourceDataSets", ""))
                .list("value")
                .get(0)
                .text("properties.dataSetId")
                .orElseThrow();
        SimResponse mapped = consumer(
                "PUT",
                subscription + "/dataSetMappings/all",
                ShareRig.container(WEST, "condata", "landing")
                        .replace("\"properties\":{", "\"properties\":{\"dataSetId\":\"" + dataSet + "\","));
        assertThat(mapped.status()).as(mapped.text()).isEqualTo(201);
    }

    private Json synchronize(String mode) {
        SimResponse begun = consumer("POST", subscription + "/synchronize", mode(mode));
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        rig.clock.advance(Duration.ofMinutes(5));
        return newestRun();
    }

    private Json newestRun() {
        var runs = json(consumer("POST", subscription + "/listSynchronizations", ""))
                .list("value");
        return runs.get(runs.size() - 1);
    }

    private Json details(Json run) {
        return json(consumer(
                        "POST",
                        subscription + "/listSynchronizationDetails",
                        synchronization(run.text("synchronizationId").orElseThrow())))
                .list("value")
                .get(0);
    }

    private Optional<String> trigger() {
        return json(consumer("GET", subscription + "/triggers/t", "")).text("properties.triggerStatus");
    }

    private SimResponse provider(String method, String id, String body) {
        return rig.asProvider(method, url(id), body);
    }

    private SimResponse consumer(String method, String id, String body) {
        return rig.asConsumer(method, url(id), body);
    }

    private static String mode(String mode) {
        return "{\"synchronizationMode\":\"" + mode + "\"}";
    }

    private static String synchronization(String id) {
        return "{\"synchronizationId\":\"" + id + "\"}";
    }

    private static boolean nodeRuns() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
