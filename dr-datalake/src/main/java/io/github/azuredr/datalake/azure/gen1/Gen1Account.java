package io.github.azuredr.datalake.azure.gen1;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.microsoft.azure.datalake.store.ADLStoreClient;
import com.microsoft.azure.datalake.store.ADLStoreOptions;
import com.microsoft.azure.datalake.store.oauth2.AccessTokenProvider;
import com.microsoft.azure.datalake.store.oauth2.AzureADToken;
import io.github.azuredr.error.RecoveryException;
import java.io.IOException;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;

/**
 * One Gen1 account and who calls it.
 *
 * @param name the account's short name
 * @param host where it answers
 * @param credential of an identity that may do everything in the tree; owners are set by superusers only
 * @param timeout for connecting, and again for each answer
 * @param plain whether the host is a stand-in on this machine, which speaks plain HTTP
 */
public record Gen1Account(String name, String host, TokenCredential credential, Duration timeout, boolean plain) {
    private static final String SCOPE = "https://datalake.azure.net//.default";
    private static final String SUFFIX = ".azuredatalakestore.net";

    /** Refuses a name that is none, and plain HTTP beyond this machine: it would show the token. */
    public Gen1Account {
        if (!name.matches("[a-z0-9]{3,24}")) {
            throw new RecoveryException(
                    "Gen1Account.name is '" + name
                            + "', which is no account name: 3 to 24 lower-case letters and digits.",
                    "give the short name, without its host.");
        }
        if (plain && !host.matches("(127\\.0\\.0\\.1|localhost)(:[0-9]+)?(/[a-z0-9.]+)?")) {
            throw new RecoveryException(
                    "Gen1Account.host is '" + host + "' over plain HTTP, which would show the token to the network.",
                    "use plain HTTP for a stand-in on 127.0.0.1 only.");
        }
    }

    /** An account of the public cloud. */
    public static Gen1Account of(String name, TokenCredential credential) {
        return new Gen1Account(name, name + SUFFIX, credential, Duration.ofMinutes(2), false);
    }

    /** The same account played by a stand-in on this machine, such as {@code 127.0.0.1:8080}, perhaps below a path. */
    public Gen1Account playedBy(String standIn) {
        return new Gen1Account(name, standIn, credential, timeout, true);
    }

    /** The same account with other patience for one call. */
    public Gen1Account withTimeout(Duration other) {
        return new Gen1Account(name, host, credential, other, plain);
    }

    /** The official client, which retries nothing by itself. */
    ADLStoreClient client() {
        ADLStoreOptions options = new ADLStoreOptions()
                .setMaxRetries(0)
                .setDefaultTimeout((int) timeout.toMillis())
                .alterCipherSuits(false)
                .setUserAgentSuffix("azuredr");
        if (plain) {
            options.setInsecureTransport();
        }
        ADLStoreClient client = ADLStoreClient.createClient(host, new Tokens(credential));
        try {
            client.setOptions(options);
        } catch (IOException impossible) {
            throw new RecoveryException(
                    "The client of Gen1 account " + name + " refuses its settings.",
                    "check the version of azure-data-lake-store-sdk on the class path.",
                    impossible);
        }
        return client;
    }

    @Override
    public String toString() {
        return "Gen1Account[" + name + " at " + host + "]";
    }

    /** Asks the credential each time, because it keeps its tokens itself. */
    private static final class Tokens extends AccessTokenProvider {
        private final TokenCredential credential;

        Tokens(TokenCredential credential) {
            this.credential = credential;
        }

        @Override
        protected AzureADToken refreshToken() throws IOException {
            try {
                var issued = Optional.ofNullable(credential.getTokenSync(new TokenRequestContext().addScopes(SCOPE)))
                        .orElseThrow(() -> new IOException("The credential gave no token."));
                AzureADToken token = new AzureADToken();
                token.accessToken = issued.getToken();
                token.expiry = Date.from(issued.getExpiresAt().toInstant());
                return token;
            } catch (RuntimeException refused) {
                throw new IOException("The credential gave no token.", refused);
            }
        }

        @Override
        protected boolean isTokenAboutToExpire() {
            return true;
        }
    }
}
