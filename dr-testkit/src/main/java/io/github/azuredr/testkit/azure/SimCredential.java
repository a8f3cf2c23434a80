package io.github.azuredr.testkit.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Signs in one caller at the simulated Entra ID. */
final class SimCredential implements TokenCredential {
    private final SimTokens tokens;
    private final Clock clock;
    private final String tenant;
    private final String principalId;

    SimCredential(SimTokens tokens, Clock clock, String tenant, String principalId) {
        this.tokens = tokens;
        this.clock = clock;
        this.tenant = tenant;
        this.principalId = principalId;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromSupplier(() -> getTokenSync(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        String scope = request.getScopes().isEmpty() ? "" : request.getScopes().get(0);
        String audience = scope.endsWith("/.default") ? scope.substring(0, scope.length() - 9) : scope;
        String token = tokens.issue(tenant, principalId, audience.replaceAll("/+$", ""));
        Instant expires = tokens.caller(Optional.of("Bearer " + token))
                .map(SimTokens.Caller::expires)
                .orElseThrow();
        return new VirtualTimeToken(token, expires, clock);
    }

    @Override
    public String toString() {
        return "SimCredential[" + tenant + "]";
    }

    /**
     * Expires by the simulated clock. Clients that cache tokens ask the token itself only when the machine's clock says
     * that it is about to expire, so it always says that.
     */
    private static final class VirtualTimeToken extends AccessToken {
        private final Instant expires;
        private final Clock clock;

        VirtualTimeToken(String token, Instant expires, Clock clock) {
            super(token, Instant.EPOCH.atOffset(ZoneOffset.UTC));
            this.expires = expires;
            this.clock = clock;
        }

        @Override
        public boolean isExpired() {
            return !clock.instant().isBefore(expires);
        }
    }
}
