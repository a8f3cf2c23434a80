package io.github.azuredr.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.error.RecoveryException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmRequestTest {
    @ParameterizedTest
    @ValueSource(strings = {"subscriptions/x", "//evil.example/x", "/a/../b", "/a?api-version=1", "/a#b", ""})
    void aPathThatCouldLeaveItsPlaceIsRefused(String path) {
        assertThatThrownBy(() -> ArmRequest.get(path, "1"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("ArmRequest.path");
    }

    @Test
    void aNameWithASlashIsNoSegment() {
        assertThat(ArmRequest.path("subscriptions", "s")).isEqualTo("/subscriptions/s");
        assertThatThrownBy(() -> ArmRequest.path("shares", "a/../b"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("a/../b");
    }

    @Test
    void whatChangesSomethingIsAnEffectUntilDeclaredOtherwise() {
        assertThat(ArmRequest.get("/a", "1").kind()).isEqualTo(ArmRequest.Kind.READ);
        assertThat(Azures.put().kind()).isEqualTo(ArmRequest.Kind.EFFECT);
        assertThat(ArmRequest.post("/a", "1").kind()).isEqualTo(ArmRequest.Kind.EFFECT);
        assertThat(ArmRequest.post("/a", "1").asRead().kind()).isEqualTo(ArmRequest.Kind.READ);
        assertThat(Azures.put().ifMatch("x").kind()).isEqualTo(ArmRequest.Kind.CONDITIONAL);
        assertThat(ArmRequest.delete("/a", "1").ifMatch("x").kind()).isEqualTo(ArmRequest.Kind.EFFECT);
    }

    @Test
    void aDeleteCannotBeDeclaredARead() {
        assertThatThrownBy(() -> ArmRequest.delete("/a", "1").asRead()).isInstanceOf(RecoveryException.class);
        assertThatThrownBy(() -> Azures.put().asRead()).isInstanceOf(RecoveryException.class);
    }

    @Test
    void theTokenIsNotTheCallersToSet() {
        assertThatThrownBy(() -> Azures.get().header("authorization", "Bearer x"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("Authorization");
    }

    @Test
    void aDeadlineOfNothingIsRefused() {
        assertThatThrownBy(() -> Azures.get().within(Duration.ZERO)).isInstanceOf(RecoveryException.class);
    }

    @Test
    void aBodyChangedLaterIsNotSentChanged() {
        ObjectNode body = (ObjectNode) Azures.json("{\"a\":1}");
        ArmRequest request = ArmRequest.put("/a", "1", body);

        body.put("a", 2);

        assertThat(request.body()).isEqualTo(Azures.json("{\"a\":1}"));
    }

    @Test
    void aRequestPrintsNeitherQueryNorBody() {
        ArmRequest request = ArmRequest.put("/a", "1", Azures.json("{\"key\":\"planted\"}"))
                .query("sig", "planted")
                .header("x-key", "planted");

        assertThat(request).hasToString("PUT /a (1)");
    }
}
