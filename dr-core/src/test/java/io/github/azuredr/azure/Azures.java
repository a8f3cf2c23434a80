package io.github.azuredr.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import reactor.core.publisher.Mono;

/** The access the tests share: a fixed token, a scripted wire, time moved by hand. */
final class Azures {
    static final String TOKEN = "planted-token-7f3a";
    static final String SUB = "11111111-2222-3333-4444-555555555555";
    static final String ACCOUNT =
            "/subscriptions/" + SUB + "/resourceGroups/rg/providers/Microsoft.DataShare/accounts/a";
    static final String VERSION = "2021-08-01";

    private Azures() {}

    static TokenCredential credential() {
        return new Fixed(new AccessToken(TOKEN, OffsetDateTime.parse("2999-01-01T00:00:00Z")));
    }

    private record Fixed(AccessToken token) implements TokenCredential {
        @Override
        public Mono<AccessToken> getToken(TokenRequestContext request) {
            return Mono.just(token);
        }
    }

    static AzureAccess.Builder builder(FakeHttp http, ManualTime time) {
        return AzureAccess.builder()
                .credential(credential())
                .subscription(SUB)
                .httpClient(http)
                .time(time);
    }

    static ArmClient arm(FakeHttp http, ManualTime time) {
        return builder(http, time).build().arm();
    }

    static ArmRequest get() {
        return ArmRequest.get(ACCOUNT, VERSION);
    }

    static ArmRequest put() {
        return ArmRequest.put(ACCOUNT, VERSION, json("{\"location\":\"eastus2\"}"));
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }
}
