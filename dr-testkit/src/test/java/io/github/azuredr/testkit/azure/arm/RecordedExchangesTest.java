package io.github.azuredr.testkit.azure.arm;

import static io.github.azuredr.testkit.azure.arm.ArmDriver.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.time.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the management endpoint serves is what Azure's published descriptions of it say. */
class RecordedExchangesTest {
    private static final String VALIDATOR = "shared/tools/validate-exchanges.mjs";

    private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    private final SimulatedAzure azure = SimulatedAzure.inMemory(clock).with(ResourceManager::new);

    @Test
    void everythingServedValidatesAgainstThePublishedDescriptions(@TempDir Path folder) throws Exception {
        Optional<Path> validator = validator();
        Assumptions.assumeTrue(validator.isPresent(), VALIDATOR + " is not beside this checkout");
        if (!nodeRuns()) {
            assertThat(System.getenv("CI")).as("CI must have node").isNotEqualTo("true");
            Assumptions.abort("node is not here");
        }
        azure.recordTo(folder);

        exerciseEverything();

        Process process = new ProcessBuilder("node", validator.orElseThrow().toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("Microsoft.Storage").contains("0 failing");
    }

    private void exerciseEverything() {
        ArmDriver arm = ArmDriver.of(azure);
        String core = "?api-version=2021-04-01";
        String group = SUBSCRIPTION + "/resourcegroups/dr";
        String namespace = SUBSCRIPTION + "/providers/Microsoft.Storage";
        arm.get("/subscriptions?api-version=2022-12-01");
        arm.get(SUBSCRIPTION + "?api-version=2022-12-01");
        arm.get(SUBSCRIPTION + "/locations?api-version=2022-12-01");
        arm.get(namespace + core);
        arm.post(namespace + "/register" + core, "");
        arm.get(SUBSCRIPTION + "/providers" + core);
        arm.get(group + core);
        arm.put(group + core, "{\"location\":\"eastus2\",\"tags\":{\"dr-role\":\"standby\"}}");
        arm.put(group + core, "{\"location\":\"eastus2\"}");
        arm.call("HEAD", group + core, "");
        arm.get(group + core);
        arm.call("PATCH", group + core, "{\"tags\":{\"a\":\"b\"}}");
        arm.get(SUBSCRIPTION + "/resourcegroups" + core + "&$filter=tagName%20eq%20'a'");

        String storage = "?api-version=2023-05-01";
        String accounts = SUBSCRIPTION + "/resourceGroups/dr/providers/Microsoft.Storage/storageAccounts";
        String account = accounts + "/lakeeast";
        String body = "{\"location\":\"eastus2\",\"kind\":\"StorageV2\",\"sku\":{\"name\":\"Standard_RAGRS\"},"
                + "\"properties\":{\"isHnsEnabled\":true,\"supportsHttpsTrafficOnly\":true}}";
        arm.post(
                namespace + "/checkNameAvailability" + storage,
                "{\"name\":\"lakeeast\",\"type\":\"Microsoft.Storage/storageAccounts\"}");
        SimResponse accepted = arm.put(account + storage, body);
        String poll = accepted.header("Location").orElseThrow();
        arm.get(account + storage);
        arm.get(poll);
        arm.get(account + storage + "&$expand=geoReplicationStats");
        arm.put(account + storage, body);
        arm.call("PATCH", account + storage, "{\"tags\":{\"a\":\"b\"}}");
        arm.post(account + "/listKeys" + storage, "");
        arm.post(account + "/regenerateKey" + storage, "{\"keyName\":\"key2\"}");
        arm.get(accounts + storage);
        arm.get(namespace + "/storageAccounts" + storage);
        arm.get(SUBSCRIPTION + "/resourceGroups/dr/resources" + core);
        arm.get(SUBSCRIPTION + "/resources" + core);

        String role = account + "/providers/Microsoft.Authorization/roleAssignments/";
        String properties = "{\"properties\":{\"roleDefinitionId\":\"" + SUBSCRIPTION
                + "/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1\","
                + "\"principalId\":\"aaaaaaaa-0000-0000-0000-000000000001\",\"principalType\":\"ServicePrincipal\"}}";
        String one = role + "10000000-0000-0000-0000-000000000001?api-version=2022-04-01";
        arm.put(one, properties);
        arm.put(one, properties);
        arm.put(one.replace("10000000", "20000000"), properties);
        arm.get(one);
        arm.get(account
                + "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()");
        arm.get(SUBSCRIPTION + "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01");
        arm.delete(one);
        arm.delete(one);

        azure.region("eastus2").goDark();
        arm.get(account + storage);
        azure.region("eastus2").comeBack();
        azure.region("eastus2").throttled(Duration.ofSeconds(5));
        arm.get(account + storage);
        azure.region("eastus2").comeBack();
        azure.deliberately("there is no such version", () -> arm.get(group + "?api-version=1999-01-01"));
        azure.deliberately("a body is required", () -> arm.put(account + storage, ""));

        arm.delete(account + storage);
        arm.delete(account + storage);
        String deletion = arm.delete(group + core).header("Location").orElseThrow();
        arm.get(deletion);
        arm.get(deletion);
        arm.get(group + core);
    }

    /** The validator lies in a folder beside the project, wherever the tests were started from. */
    private static Optional<Path> validator() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .map(path -> path.resolve(VALIDATOR))
                .filter(Files::exists)
                .findFirst();
    }

    private static boolean nodeRuns() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
