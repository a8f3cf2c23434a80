package io.github.azuredr.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import reactor.core.publisher.Mono;

/** A credential whose failures can be told from those of the call itself: without a token nothing was sent. */
record WatchedCredential(TokenCredential credential) implements TokenCredential {
    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return credential.getToken(request).onErrorMap(NoTokenException::new);
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        try {
            return credential.getTokenSync(request);
        } catch (RuntimeException none) {
            throw new NoTokenException(none);
        }
    }

    @Override
    public String toString() {
        return credential.getClass().getSimpleName();
    }
}
