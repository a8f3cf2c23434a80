package io.github.azuredr.testkit.azure.datashare;

import static io.github.azuredr.testkit.azure.datashare.ShareRig.PROVIDER_GROUP;
import static io.github.azuredr.testkit.azure.datashare.ShareRig.json;
import static io.github.azuredr.testkit.azure.datashare.ShareRig.refusal;
import static io.github.azuredr.testkit.azure.datashare.ShareRig.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the simulated Data Share refuses, because the service does or because a right client never sends it. */
class RefusalsTest {
    private static final String EAST = PROVIDER_GROUP + "pro-eastus2";

    private final ShareRig rig = new ShareRig();
    private final String account = rig.account(SimulatedAzure.TENANT, EAST, "eastus2", "provider");
    private final String share = account + "/shares/sales";

    private SimResponse put(String id, String body) {
        return rig.asProvider("PUT", url(id), body);
    }

    private SimResponse putBroken(String id, String body) {
        return rig.azure.deliberately("the body is not what the description says", () -> put(id, body));
    }

    private void share() {
        put(share, "{\"properties\":{\"shareKind\":\"CopyBased\"}}");
    }

    @Test
    void accountIsCreatingThenSucceededAndItsLocationIsItself() {
        String id = EAST + "/providers/Microsoft.DataShare/accounts/second";

        SimResponse created = put(id, "{\"location\":\"eastus2\",\"identity\":{\"type\":\"SystemAssigned\"}}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).hasValue("https://management.azure.com" + url(id));
        assertThat(created.header("Retry-After")).isEmpty();
        assertThat(created.header("ETag")).isEmpty();
        assertThat(created.header("x-ms-quota").orElseThrow()).contains("\"currentUsed\":2", "\"limit\":100");
        assertThat(json(created).text("properties.provisioningState")).hasValue("Creating");
        assertThat(json(created).text("identity.principalId")).isPresent();
        assertThat(refusal(put(id + "/shares/early", "{\"properties\":{}}"))).isEqualTo("409 ResourceNotReady");
        rig.clock.advance(Duration.ofMinutes(1));
        assertThat(json(rig.asProvider("GET", url(id), "")).text("properties.provisioningState"))
                .hasValue("Succeeded");
    }

    @Test
    void accountWhoseCreationFailedStaysAsFailed() {
        rig.arm.operations().failNext(any -> true, "Failed", "InternalServerError");

        String id = rig.account(SimulatedAzure.TENANT, EAST, "eastus2", "unlucky");

        assertThat(json(rig.asProvider("GET", url(id), "")).text("properties.provisioningState"))
                .hasValue("Failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"location\":\"eastus2\"} | 400 InvalidRequestContent",
                "{\"location\":\"eastus2\",\"identity\":{\"type\":\"UserAssigned\"}} | 400 InvalidRequestContent",
                "{\"identity\":{\"type\":\"SystemAssigned\"}} | 400 LocationRequired",
                "{\"location\":\"eastus2\",\"identity\":{\"type\":\"SystemAssigned\"},"
                        + "\"properties\":{\"userName\":\"me\"}} | 400 InvalidRequestContent",
                "{\"location\":\"eastus2\",\"identity\":{\"type\":\"SystemAssigned\"},\"sku\":{}}"
                        + " | 400 InvalidRequestContent"
            })
    void accountNeedsPlaceAndIdentityAndTakesNothingReadOnly(String body, String expected) {
        assertThat(refusal(putBroken(EAST + "/providers/Microsoft.DataShare/accounts/bad", body.trim())))
                .isEqualTo(expected);
    }

    @Test
    void accountOfTheSameNameInAnotherRegionIsRefused() {
        assertThat(refusal(put(account, "{\"location\":\"centralus\",\"identity\":{\"type\":\"SystemAssigned\"}}")))
                .isEqualTo("409 InvalidResourceLocation");
    }

    @Test
    void dataSetNeedsTheIdentitysRoleToHavePropagated() {
        rig.storage(SimulatedAzure.TENANT, EAST, "eastus2", "prodata", "sales");
        share();
        String body = ShareRig.container(EAST, "prodata", "sales");
        assertThat(refusal(put(share + "/dataSets/all", body))).isEqualTo("403 5006");

        rig.grant(SimulatedAzure.TENANT, account, ShareRig.storeId(EAST, "prodata"), ShareRig.READER);

        assertThat(refusal(put(share + "/dataSets/all", body))).isEqualTo("403 5006");
        rig.clock.advance(Duration.ofMinutes(3));
        SimResponse created = put(share + "/dataSets/all", body);
        assertThat(created.status()).isEqualTo(201);
        assertThat(json(created).text("name"))
                .as("null in the answer to the PUT")
                .isEmpty();
        assertThat(json(rig.asProvider("GET", url(share + "/dataSets/all"), "")).text("name"))
                .hasValue("all");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"properties\":{}}",
                "{\"kind\":\"Hologram\",\"properties\":{}}",
                "{\"kind\":\"Container\",\"properties\":{\"containerName\":\"c\"}}",
                "{\"kind\":\"SqlDBTable\",\"properties\":{\"databaseName\":\"d\",\"schemaName\":\"s\",\"tableName\":\"t\","
                        + "\"sqlServerResourceId\":\"not an id\"}}",
                "{\"kind\":\"SynapseWorkspaceSqlPoolTable\",\"properties\":{\"dataSetId\":\"mine\","
                        + "\"synapseWorkspaceSqlPoolTableResourceId\":\"/subscriptions/s/providers/Microsoft.Synapse/w\"}}",
                "{\"kind\":\"KustoCluster\",\"properties\":{\"kustoClusterResourceId\":"
                        + "\"/subscriptions/s/providers/Microsoft.Kusto/clusters/c\"}}"
            })
    void dataSetIsCompleteOfAKnownKindAndFitsItsShare(String body) {
        share();

        assertThat(refusal(putBroken(share + "/dataSets/bad", body))).isEqualTo("400 InvalidRequestContent");
    }

    @Test
    void dataSetInARetiredStoreCannotBeCreated() {
        share();

        assertThat(refusal(put(
                        share + "/dataSets/old",
                        "{\"kind\":\"AdlsGen1Folder\",\"properties\":{\"accountName\":\"lake\",\"folderPath\":\"a\","
                                + "\"resourceGroup\":\"g\",\"subscriptionId\":\"s\"}}")))
                .isEqualTo("400 UnsupportedDataSetKind");
    }

    @Test
    void invitationGoesToAnAddressOrAPrincipalButNotBoth() {
        share();

        assertThat(refusal(put(share + "/invitations/none", "{\"properties\":{}}")))
                .isEqualTo("400 InvalidRequestContent");
        assertThat(refusal(put(share + "/invitations/half", "{\"properties\":{\"targetObjectId\":\"x\"}}")))
                .isEqualTo("400 InvalidRequestContent");
        assertThat(refusal(put(
                        share + "/invitations/both",
                        "{\"properties\":{\"targetEmail\":\"a@b.example\",\"targetObjectId\":\"x\","
                                + "\"targetActiveDirectoryId\":\"y\"}}")))
                .isEqualTo("400 InvalidRequestContent");
    }

    @Test
    void invitationIsSeenAndAcceptedOnlyByTheInvitedAndOnlyOnce() {
        share();
        String id = json(put(
                        share + "/invitations/app",
                        "{\"properties\":{\"targetActiveDirectoryId\":\"" + SimTokens.tenantId(ShareRig.CONSUMER)
                                + "\",\"targetObjectId\":\"" + SimTokens.principalOf(ShareRig.CONSUMER) + "\"}}"))
                .text("properties.invitationId")
                .orElseThrow();
        String consumer =
                rig.account(ShareRig.CONSUMER, ShareRig.CONSUMER_GROUP + "con-centralus", "centralus", "consumer");
        String accept = "{\"properties\":{\"invitationId\":\"" + id + "\",\"sourceShareLocation\":\"East US 2\"}}";
        assertThat(json(rig.asProvider("GET", url("/providers/Microsoft.DataShare/listInvitations"), ""))
                        .list("value"))
                .isEmpty();
        assertThat(refusal(put(account + "/shareSubscriptions/mine", accept))).isEqualTo("404 7001");

        SimResponse accepted = rig.asConsumer("PUT", url(consumer + "/shareSubscriptions/first"), accept);

        assertThat(accepted.status()).as(accepted.text()).isEqualTo(201);
        assertThat(json(accepted).text("id").orElseThrow()).contains("/sharesubscriptions/");
        assertThat(refusal(rig.asConsumer("PUT", url(consumer + "/shareSubscriptions/second"), accept)))
                .isEqualTo("409 InvitationNotPending");
        assertThat(json(rig.asProvider("GET", url(share + "/invitations/app"), ""))
                        .text("properties.invitationStatus"))
                .hasValue("Accepted");
    }

    @Test
    void invitationsExpireAndAreRejected() {
        share();
        String body = "{\"properties\":{\"targetEmail\":\"" + ShareRig.EMAIL
                + "\",\"expirationDate\":\"2026-11-21T00:00:00Z\"}}";
        String late = json(put(share + "/invitations/late", body))
                .text("properties.invitationId")
                .orElseThrow();
        String no = json(put(share + "/invitations/no", body.replace("21T", "30T")))
                .text("properties.invitationId")
                .orElseThrow();
        String consumer =
                rig.account(ShareRig.CONSUMER, ShareRig.CONSUMER_GROUP + "con-centralus", "centralus", "consumer");
        rig.asConsumer(
                "POST",
                url("/providers/Microsoft.DataShare/locations/eastus2/rejectInvitation"),
                "{\"properties\":{\"invitationId\":\"" + no + "\"}}");
        rig.clock.advance(Duration.ofDays(1));

        String accept = "{\"properties\":{\"invitationId\":\"ID\",\"sourceShareLocation\":\"eastus2\"}}";
        assertThat(refusal(
                        rig.asConsumer("PUT", url(consumer + "/shareSubscriptions/late"), accept.replace("ID", late))))
                .isEqualTo("409 InvitationExpired");
        assertThat(refusal(rig.asConsumer("PUT", url(consumer + "/shareSubscriptions/no"), accept.replace("ID", no))))
                .isEqualTo("409 InvitationNotPending");
        assertThat(refusal(put(share + "/invitations/no", body))).isEqualTo("409 InvitationExists");
    }

    @Test
    void quotaIsToldAndKept() {
        rig.shares.limit("accounts/shares", 1);
        share();

        assertThat(refusal(put(account + "/shares/more", "{\"properties\":{}}")))
                .isEqualTo("409 QuotaExceeded");
        assertThatThrownBy(() -> rig.shares.limit("accounts/shares/invitations", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no quota");
    }

    @Test
    void unregisteredSubscriptionAndForeignVersionAreRefused() {
        SimulatedAzure azure = rig.azure;
        rig.arm.withSubscription("77777777-2222-3333-4444-555555555555", SimulatedAzure.TENANT);
        String group = "/subscriptions/77777777-2222-3333-4444-555555555555/resourceGroups/g";
        rig.asProvider("PUT", group + "?api-version=2021-04-01", ShareRig.location("eastus2"));

        assertThat(refusal(put(
                        group + "/providers/Microsoft.DataShare/accounts/a",
                        "{\"location\":\"eastus2\",\"identity\":{\"type\":\"SystemAssigned\"}}")))
                .isEqualTo("409 MissingSubscriptionRegistration");
        assertThat(refusal(azure.deliberately(
                        "there is no such version",
                        () -> rig.asProvider("GET", account + "?api-version=2018-11-01", ""))))
                .isEqualTo("400 NoRegisteredProviderFound");
        assertThat(azure.calls().to("eastus2").count()).isPositive();
    }
}
