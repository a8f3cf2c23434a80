package io.github.azuredr.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.azure.FakeHttp.Answer;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.time.TimeSource;
import org.junit.jupiter.api.Test;

class WaitingTest {
    @Test
    void anInterruptEndsTheWaitOfAReadAndStaysSet() {
        FakeHttp http = new FakeHttp().expect("GET", Azures.ACCOUNT, Answer.of(503));
        ArmClient arm = Azures.builder(http, new ManualTime())
                .time(TimeSource.system())
                .build()
                .arm();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> arm.send(Azures.get()))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("Interrupted");

        // Reading the flag also clears it for the tests that follow.
        assertThat(Thread.interrupted()).isTrue();
        assertThat(http.sent()).hasSize(1);
    }
}
