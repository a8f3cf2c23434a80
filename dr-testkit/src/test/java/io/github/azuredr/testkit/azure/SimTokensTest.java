package io.github.azuredr.testkit.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import io.github.azuredr.testkit.time.ManualClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimTokensTest {
    private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
    private final SimulatedAzure azure = SimulatedAzure.inMemory(clock);

    private AccessToken token(String tenant) {
        return azure.credential(tenant)
                .getTokenSync(new TokenRequestContext().addScopes("https://management.azure.com//.default"));
    }

    private Optional<SimTokens.Caller> caller(String token) {
        return azure.tokens().caller(Optional.of("Bearer " + token));
    }

    @Test
    void tokenSpeaksForItsTenantAndAudience() {
        SimTokens.Caller caller = caller(token("tenant-a").getToken()).orElseThrow();

        assertThat(caller.tenant()).isEqualTo("tenant-a");
        assertThat(caller.audience()).isEqualTo("https://management.azure.com");
        assertThat(caller.principalId()).isEqualTo(SimTokens.principalOf("tenant-a"));
    }

    @Test
    void tokenExpiresByTheSimulatedClock() {
        AccessToken token = token("tenant-a");
        assertThat(token.isExpired()).isFalse();

        clock.advance(Duration.ofHours(1));

        assertThat(token.isExpired()).isTrue();
        assertThat(caller(token.getToken())).isEmpty();
    }

    @Test
    void foreignAndForgedTokensSpeakForNobody() {
        String token = token("tenant-a").getToken();
        String forged = token.substring(0, token.length() - 3) + "AAA";

        assertThat(caller(forged)).isEmpty();
        assertThat(caller("eyJhbGciOiJub25lIn0.e30.")).isEmpty();
        assertThat(azure.tokens().caller(Optional.empty())).isEmpty();
        assertThat(azure.tokens().caller(Optional.of("SharedKey a:b"))).isEmpty();
    }
}
