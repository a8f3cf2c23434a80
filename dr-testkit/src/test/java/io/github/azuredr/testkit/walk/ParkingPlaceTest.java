package io.github.azuredr.testkit.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.run.DrEvent;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ParkingPlaceTest {
    private final ParkingPlace place = new ParkingPlace(0, ParkingPlace.Spot.BEGUN_STEP, "w/calls", passed -> {});

    private static DrEvent begun(String step) {
        return new DrEvent.StepStarted("run-1", step, "a step", 1);
    }

    @Test
    void aStepThatCallsNothingIsNotTakenForTheOneThatFollowsIt() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> place.onEvent(begun("w/calls-nothing")));
    }

    @Test
    void theStepItWaitsForIsHeldUntilItIsLetGo() throws Exception {
        Thread thread = new Thread(() -> place.onEvent(begun("w/calls")), "held");
        thread.start();

        place.awaitParked();
        assertThat(thread.isAlive()).isTrue();
        place.go();
        thread.join(10_000);

        assertThat(thread.isAlive()).isFalse();
    }
}
