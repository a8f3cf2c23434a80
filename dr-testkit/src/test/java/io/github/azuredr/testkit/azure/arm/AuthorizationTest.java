package io.github.azuredr.testkit.azure.arm;

import static io.github.azuredr.testkit.azure.arm.ArmDriver.SUBSCRIPTION;
import static io.github.azuredr.testkit.azure.arm.ArmDriver.json;
import static io.github.azuredr.testkit.azure.arm.ArmDriver.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.time.ManualClock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
    private static final String GROUP = SUBSCRIPTION + "/resourceGroups/dr";
    private static final String READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    private static final String ALICE = "aaaaaaaa-0000-0000-0000-000000000001";
    private static final String BOB = "bbbbbbbb-0000-0000-0000-000000000002";
    private static final String ONE = "10000000-0000-0000-0000-000000000001";
    private static final String TWO = "20000000-0000-0000-0000-000000000002";
    private static final String VERSION = "?api-version=2022-04-01";

    private final SimulatedAzure azure =
            SimulatedAzure.inMemory(ManualClock.at("2026-11-20T10:00:00Z")).with(ResourceManager::new);
    private final ArmDriver arm = ArmDriver.of(azure);

    @BeforeEach
    void group() {
        azure.service(ResourceManager.class).createGroup("dr", "eastus2");
    }

    private static String url(String scope, String name) {
        return scope + "/providers/Microsoft.Authorization/roleAssignments/" + name + VERSION;
    }

    private SimResponse assign(String scope, String name, String principal) {
        return arm.put(
                url(scope, name),
                "{\"properties\":{\"roleDefinitionId\":\"" + SUBSCRIPTION
                        + "/providers/Microsoft.Authorization/roleDefinitions/" + READER + "\",\"principalId\":\""
                        + principal + "\",\"principalType\":\"ServicePrincipal\"}}");
    }

    private List<String> names(String scope, String filter) {
        return json(arm.get(scope + "/providers/Microsoft.Authorization/roleAssignments" + VERSION + filter))
                .list("value")
                .stream()
                .map(one -> one.text("name").orElseThrow())
                .toList();
    }

    @Test
    void sameAssignmentUnderAnotherNameExistsAlready() {
        assertThat(assign(GROUP, ONE, ALICE).status()).isEqualTo(201);

        assertThat(assign(GROUP, ONE, ALICE).status()).isEqualTo(200);
        assertThat(refusal(assign(GROUP, TWO, ALICE))).isEqualTo("409 RoleAssignmentExists");
        assertThat(refusal(assign(GROUP, ONE, BOB))).isEqualTo("400 RoleAssignmentUpdateNotPermitted");
    }

    @Test
    void nameMustBeAGuidAndTheScopeMustExist() {
        assertThat(refusal(assign(GROUP, "reader", ALICE))).isEqualTo("400 InvalidRoleAssignmentId");
        assertThat(refusal(assign(GROUP + "-gone", ONE, ALICE))).isEqualTo("404 ResourceGroupNotFound");
        assertThat(refusal(assign(GROUP + "/providers/Microsoft.Storage/storageAccounts/none", ONE, ALICE)))
                .isEqualTo("404 ResourceNotFound");
    }

    @Test
    void listsByPrincipalAndByScope() {
        assign(SUBSCRIPTION, ONE, ALICE);
        assign(GROUP, TWO, BOB);

        assertThat(names(GROUP, "")).containsExactlyInAnyOrder(ONE, TWO);
        assertThat(names(SUBSCRIPTION, "&$filter=atScope()")).containsExactly(ONE);
        assertThat(names(SUBSCRIPTION, "&$filter=principalId%20eq%20'" + BOB + "'"))
                .containsExactly(TWO);
        assertThat(refusal(arm.get(SUBSCRIPTION + "/providers/Microsoft.Authorization/roleAssignments" + VERSION
                        + "&$filter=colour%20eq%20'red'")))
                .isEqualTo("400 InvalidFilter");
    }

    @Test
    void deletedAssignmentIsGone() {
        assign(GROUP, ONE, ALICE);

        assertThat(arm.delete(url(GROUP, ONE)).status()).isEqualTo(200);

        assertThat(arm.delete(url(GROUP, ONE)).status()).isEqualTo(204);
        assertThat(refusal(arm.get(url(GROUP, ONE)))).isEqualTo("404 RoleAssignmentNotFound");
    }

    @Test
    void rolesCanBeAssignedWhileTheRegionIsDark() {
        azure.region("eastus2").goDark();

        assertThat(assign(GROUP, ONE, ALICE).status()).isEqualTo(201);
    }

    @Test
    void lockStopsDeletingAtAndUnderItsScopeUntilItIsRemoved() {
        String lock = GROUP + "/providers/Microsoft.Authorization/locks/keep?api-version=2016-09-01";
        String account = GROUP + "/providers/Microsoft.Storage/storageAccounts/lakeeast?api-version=2023-05-01";
        arm.put(account, "{\"location\":\"eastus2\",\"kind\":\"StorageV2\",\"sku\":{\"name\":\"Standard_LRS\"}}");
        assertThat(arm.put(lock, "{\"properties\":{\"level\":\"CanNotDelete\",\"notes\":\"standby\"}}")
                        .status())
                .isEqualTo(201);

        assertThat(refusal(arm.delete(account))).isEqualTo("409 ScopeLocked");
        assertThat(refusal(arm.delete(GROUP + "?api-version=2021-04-01"))).isEqualTo("409 ScopeLocked");
        assertThat(refusal(arm.put(lock, "{\"properties\":{\"level\":\"Firmly\"}}")))
                .isEqualTo("400 InvalidRequestContent");
        assertThat(arm.delete(lock).status()).isEqualTo(200);
        assertThat(arm.delete(account).status()).isEqualTo(200);
    }
}
