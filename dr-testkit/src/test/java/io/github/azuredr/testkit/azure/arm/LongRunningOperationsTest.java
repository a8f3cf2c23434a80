package io.github.azuredr.testkit.azure.arm;

import static io.github.azuredr.testkit.azure.arm.ArmDriver.SUBSCRIPTION;
import static io.github.azuredr.testkit.azure.arm.ArmDriver.json;
import static io.github.azuredr.testkit.azure.arm.ArmDriver.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongRunningOperationsTest {
    private static final String WIDGET =
            SUBSCRIPTION + "/resourceGroups/dr/providers/Test.Widgets/widgets/w1?api-version=2021-08-01";
    private static final String BODY = "{\"location\":\"eastus2\"}";

    private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");

    private SimulatedAzure prepare(SimulatedAzure azure, OperationForm form) {
        azure.with(a -> new ResourceManager(a).with(arm -> new WidgetProvider(arm, form)));
        manager(azure).register("Test.Widgets").createGroup("dr", "centralus");
        return azure;
    }

    private SimulatedAzure azure(OperationForm form) {
        return prepare(SimulatedAzure.inMemory(clock), form);
    }

    private static ResourceManager manager(SimulatedAzure azure) {
        return azure.service(ResourceManager.class);
    }

    private static Optional<String> state(ArmDriver arm) {
        return json(arm.get(WIDGET)).text("properties.provisioningState");
    }

    @Test
    void asyncOperationTellsItsStatusInABodyThatIsAlways200() {
        ArmDriver arm = ArmDriver.of(azure(OperationForm.ASYNC_OPERATION));

        SimResponse started = arm.put(WIDGET, BODY);

        String poll = started.header("Azure-AsyncOperation").orElseThrow();
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.header("Location")).isEmpty();
        assertThat(started.header("Retry-After")).contains("1");
        assertThat(poll).contains("/locations/eastus2/");
        assertThat(json(arm.get(poll)).text("status")).contains("InProgress");
        assertThat(json(arm.get(poll)).text("status")).contains("Succeeded");
        assertThat(state(arm)).contains("Succeeded");
    }

    @Test
    void asyncOperationWithLocationHasStatusAndResultApart() {
        ArmDriver arm = ArmDriver.of(azure(OperationForm.ASYNC_OPERATION_AND_LOCATION));

        SimResponse started = arm.put(WIDGET, BODY);
        clock.advance(Duration.ofMinutes(1));

        assertThat(json(arm.get(started.header("Azure-AsyncOperation").orElseThrow()))
                        .text("status"))
                .contains("Succeeded");
        assertThat(json(arm.get(started.header("Location").orElseThrow())).text("name"))
                .contains("w1");
    }

    @Test
    void locationIs202UntilItIsTheResource() {
        ArmDriver arm = ArmDriver.of(azure(OperationForm.LOCATION));

        String poll = arm.put(WIDGET, BODY).header("Location").orElseThrow();
        SimResponse onTheWay = arm.get(poll);
        SimResponse done = arm.get(poll);

        assertThat(onTheWay.status()).isEqualTo(202);
        assertThat(onTheWay.header("Location")).contains(poll);
        assertThat(done.status()).isEqualTo(200);
        assertThat(json(done).text("properties.provisioningState")).contains("Succeeded");
    }

    @Test
    void provisioningStateIsPolledAtTheResourceItself() {
        ArmDriver arm = ArmDriver.of(azure(OperationForm.PROVISIONING_STATE));

        SimResponse created = arm.put(WIDGET, BODY);

        assertThat(created.status()).isEqualTo(201);
        assertThat(json(created).text("properties.provisioningState")).contains("Creating");
        assertThat(created.header("Location")).isEmpty();
        assertThat(state(arm)).contains("Creating");
        assertThat(state(arm)).contains("Succeeded");
    }

    @Test
    void bodyStatusIs200EvenWhileItRunsAndWhenItFails() {
        SimulatedAzure azure = azure(OperationForm.BODY_STATUS);
        ArmDriver arm = ArmDriver.of(azure);
        manager(azure).operations().failNext(operation -> true, "Failed", "InternalError");

        String poll = arm.put(WIDGET, BODY).header("Location").orElseThrow();
        SimResponse running = arm.get(poll);
        SimResponse failed = arm.get(poll);

        assertThat(running.status()).isEqualTo(200);
        assertThat(json(running).text("status")).contains("InProgress");
        assertThat(failed.status()).isEqualTo(200);
        assertThat(json(failed).text("status")).contains("Failed");
        assertThat(json(failed).text("error.code")).contains("InternalError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Canceled", "Cancelled"})
    void cancelledIsSpeltBothWays(String spelling) {
        SimulatedAzure azure = azure(OperationForm.ASYNC_OPERATION);
        ArmDriver arm = ArmDriver.of(azure);
        manager(azure).operations().failNext(operation -> operation.name().equals("create"), spelling, "Cancelled");

        String poll = arm.put(WIDGET, BODY).header("Azure-AsyncOperation").orElseThrow();
        clock.advance(Duration.ofMinutes(1));

        assertThat(json(arm.get(poll)).text("status")).contains(spelling);
        assertThat(state(arm)).contains(spelling);
    }

    @Test
    void failedLocationAnswersTheError() {
        SimulatedAzure azure = azure(OperationForm.LOCATION);
        ArmDriver arm = ArmDriver.of(azure);
        manager(azure).operations().failNext(operation -> true, "Failed", "Conflict");

        String poll = arm.put(WIDGET, BODY).header("Location").orElseThrow();
        clock.advance(Duration.ofMinutes(1));

        assertThat(refusal(arm.get(poll))).isEqualTo("409 Conflict");
    }

    @Test
    void resultVanishesWithItsRegionButTheWorkGoesOnAfterwards() {
        SimulatedAzure azure = azure(OperationForm.ASYNC_OPERATION);
        ArmDriver arm = ArmDriver.of(azure);
        String poll = arm.put(WIDGET, BODY).header("Azure-AsyncOperation").orElseThrow();

        azure.region("eastus2").goDark();
        clock.advance(Duration.ofHours(1));
        ArmDriver later = ArmDriver.of(azure);

        assertThat(refusal(later.get(poll))).isEqualTo("504 GatewayTimeout");
        assertThat(manager(azure).operations().pending(WIDGET.substring(0, WIDGET.indexOf('?'))))
                .hasSize(1);
        azure.region("eastus2").comeBack();
        assertThat(refusal(later.get(poll))).isEqualTo("404 OperationNotFound");
        assertThat(state(later)).contains("Succeeded");
    }

    @ParameterizedTest
    @EnumSource(OperationForm.class)
    void operationUnderWaySurvivesAKillOfTheProcess(OperationForm form, @TempDir Path folder) {
        ArmDriver.of(prepare(SimulatedAzure.in(folder, clock), form)).put(WIDGET, BODY);

        SimulatedAzure again = SimulatedAzure.in(folder, clock)
                .with(a -> new ResourceManager(a).with(arm -> new WidgetProvider(arm, form)));
        clock.advance(Duration.ofMinutes(1));

        assertThat(state(ArmDriver.of(again))).contains("Succeeded");
    }

    @Test
    void lostOperationsOfOneRegionLeaveTheOthersAlone() {
        SimulatedAzure azure = azure(OperationForm.ASYNC_OPERATION);
        ArmDriver arm = ArmDriver.of(azure);
        String east = arm.put(WIDGET, BODY).header("Azure-AsyncOperation").orElseThrow();
        String central = arm.put(WIDGET.replace("w1", "w2"), BODY.replace("eastus2", "centralus"))
                .header("Azure-AsyncOperation")
                .orElseThrow();

        azure.loseOperations("eastus2");

        assertThat(refusal(arm.get(east))).isEqualTo("404 OperationNotFound");
        assertThat(arm.get(central).status()).isEqualTo(200);
    }
}
