package io.github.azuredr.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.HttpLoggingPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import io.github.azuredr.error.RecoveryException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How calls leave the process: who says so, what may be logged, and that nothing is repeated on the way. */
final class AzureWire {
    private static final Set<HttpHeaderName> LOGGED_HEADERS = Stream.of(
                    "Accept",
                    "Content-Length",
                    "Content-Type",
                    "Date",
                    "ETag",
                    "If-Match",
                    "If-None-Match",
                    "Last-Modified",
                    "Retry-After",
                    "User-Agent",
                    "x-ms-client-request-id",
                    "x-ms-correlation-request-id",
                    "x-ms-request-id",
                    "x-ms-ratelimit-remaining-subscription-reads",
                    "x-ms-ratelimit-remaining-subscription-writes",
                    "x-ms-ratelimit-remaining-subscription-deletes",
                    "x-ms-version")
            .map(HttpHeaderName::fromString)
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> LOGGED_PARAMETERS = Set.of("api-version", "comp", "restype", "$top", "$expand");

    private AzureWire() {}

    /** Headers and parameters by allow-list, never bodies, whatever the environment asks for. */
    static HttpLogOptions logOptions() {
        return new HttpLogOptions()
                .setLogLevel(HttpLogDetailLevel.HEADERS)
                .setAllowedHttpHeaderNames(LOGGED_HEADERS)
                .setAllowedQueryParamNames(LOGGED_PARAMETERS);
    }

    /** A pipeline in which one call is one send. */
    static HttpPipeline pipeline(HttpClient http, TokenCredential credential, String scope) {
        return new HttpPipelineBuilder()
                .httpClient(http)
                .policies(
                        new RequestIdPolicy(),
                        new UserAgentPolicy(userAgent()),
                        new BearerTokenAuthenticationPolicy(credential, scope),
                        new HttpLoggingPolicy(logOptions()))
                .build();
    }

    /** The HTTP client azure-core finds on the class path, looked for now and not at the first call. */
    static HttpClient found(Supplier<HttpClient> lookup) {
        try {
            return lookup.get();
        } catch (IllegalStateException none) {
            throw new RecoveryException(
                    "AzureAccess.httpClient was not given and azure-core finds none on the class path.",
                    "add com.azure:azure-core-http-netty or com.azure:azure-core-http-jdk-httpclient,"
                            + " or give one with httpClient(...).",
                    none);
        }
    }

    /** {@code azuredr/} and the version that was built. */
    static String userAgent() {
        Properties build = new Properties();
        try (InputStream file = AzureWire.class.getResourceAsStream("build.properties")) {
            if (file != null) {
                build.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return "azuredr/" + build.getProperty("version", "unknown");
    }
}
