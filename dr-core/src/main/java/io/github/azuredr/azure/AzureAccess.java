package io.github.azuredr.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.policy.HttpLogOptions;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.time.TimeSource;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who calls which Azure, and through what: immutable, thread-safe, without network until the first call.
 *
 * <p>A provider and a consumer of one share are two accesses: {@link #sameIdentityAs(AzureAccess)} shows a mix-up.
 */
public final class AzureAccess {
    private final AzureCloud cloud;
    private final TokenCredential credential;
    private final String subscriptionId;
    private final Optional<String> tenantId;
    private final HttpClient httpClient;
    private final TimeSource time;
    private final ArmClient arm;

    private AzureAccess(Builder from, TokenCredential credential, String subscriptionId) {
        this.cloud = from.armEndpoint == null ? from.cloud : from.cloud.withArmEndpoint(from.armEndpoint);
        this.credential = credential;
        this.subscriptionId = subscriptionId;
        this.tenantId = from.tenantId;
        this.httpClient = from.httpClient != null ? from.httpClient : AzureWire.found(from.lookup);
        this.time = from.time;
        Optional<ArmRateLimit> limit = from.rateLimited ? Optional.of(new ArmRateLimit(time)) : Optional.empty();
        HttpPipeline pipeline = pipelineFor(cloud.armScope());
        ArmExchange exchange = new ArmExchange(pipeline, time, limit);
        this.arm = new ArmClient(new ArmOrigin(cloud.armEndpoint()), exchange, time);
    }

    /** Starts an access to the public cloud. */
    public static Builder builder() {
        return new Builder();
    }

    /** The one client of Azure Resource Manager of this access; its request budget is shared by all who use it. */
    public ArmClient arm() {
        return arm;
    }

    /** Which cloud, with the endpoint in use. */
    public AzureCloud cloud() {
        return cloud;
    }

    /** The subscription this access works in unless a path names another. */
    public String subscriptionId() {
        return subscriptionId;
    }

    /** The tenant of the principal, when it was given. */
    public Optional<String> tenantId() {
        return tenantId;
    }

    /** The credential, for an official client built beside this access. */
    public TokenCredential credential() {
        return credential;
    }

    /** The HTTP client, for an official client built beside this access. */
    public HttpClient httpClient() {
        return httpClient;
    }

    /** What an official client built beside this access may log: by allow-list, never bodies. */
    public HttpLogOptions logOptions() {
        return AzureWire.logOptions();
    }

    /**
     * A pipeline with a token for another audience, such as a data plane's; one call is one send.
     *
     * @param scope the audience followed by {@code /.default}
     */
    public HttpPipeline pipelineFor(String scope) {
        return AzureWire.pipeline(httpClient, new WatchedCredential(credential), scope);
    }

    /** The time in use. */
    public TimeSource time() {
        return time;
    }

    /** Whether both act as one principal: the same credential object, which belongs to one tenant only. */
    public boolean sameIdentityAs(AzureAccess other) {
        return credential == other.credential;
    }

    /** Names where and as what it works, and no secret. */
    @Override
    public String toString() {
        return "AzureAccess[cloud=" + cloud.name() + ", arm=" + cloud.armEndpoint() + ", subscription=" + subscriptionId
                + ", tenant=" + tenantId.orElse("not given") + ", credential="
                + credential.getClass().getSimpleName() + "]";
    }

    /** Collects what an access needs; each missing or impossible value is an error of {@link #build()} or of its setter. */
    public static final class Builder {
        private AzureCloud cloud = AzureCloud.PUBLIC;
        private @Nullable URI armEndpoint;
        private @Nullable TokenCredential credential;
        private @Nullable String subscriptionId;
        private Optional<String> tenantId = Optional.empty();
        private @Nullable HttpClient httpClient;
        private Supplier<HttpClient> lookup = HttpClient::createDefault;
        private TimeSource time = TimeSource.system();
        private boolean rateLimited = true;

        private Builder() {}

        /** Which cloud; the public one unless said otherwise. */
        public Builder cloud(AzureCloud cloud) {
            this.cloud = cloud;
            return this;
        }

        /** Another https address of Azure Resource Manager, such as a private endpoint; the cloud's token audience stays. */
        public Builder armEndpoint(URI endpoint) {
            this.armEndpoint = ArmOrigin.requireSafe(endpoint);
            return this;
        }

        /** Who calls; required. */
        public Builder credential(TokenCredential credential) {
            this.credential = credential;
            return this;
        }

        /** The subscription to work in; required. */
        public Builder subscription(String subscriptionId) {
            this.subscriptionId = requireId("subscription", subscriptionId);
            return this;
        }

        /** The tenant of the principal; recorded so that two accesses can be told apart. */
        public Builder tenant(String tenantId) {
            this.tenantId = Optional.of(requireId("tenant", tenantId));
            return this;
        }

        /** Through what; the one azure-core finds on the class path unless given. */
        public Builder httpClient(HttpClient httpClient) {
            this.httpClient = httpClient;
            return this;
        }

        /** The time and the way to wait for it; the machine's own unless given. */
        public Builder time(TimeSource time) {
            this.time = time;
            return this;
        }

        /** Does not hold calls back below Azure Resource Manager's own limits; the service answers 429 then. */
        public Builder withoutRateLimit() {
            this.rateLimited = false;
            return this;
        }

        /** Where the HTTP client is looked for when none is given. */
        Builder lookup(Supplier<HttpClient> lookup) {
            this.lookup = lookup;
            return this;
        }

        /**
         * The access.
         *
         * @throws RecoveryException naming the missing field, or the two usual HTTP clients when there is none
         */
        public AzureAccess build() {
            if (credential == null) {
                throw new RecoveryException(
                        "AzureAccess.credential is missing.",
                        "give a TokenCredential, such as a DefaultAzureCredential of azure-identity.");
            }
            if (subscriptionId == null) {
                throw new RecoveryException(
                        "AzureAccess.subscription is missing.", "give the id of the subscription to work in.");
            }
            return new AzureAccess(this, credential, subscriptionId);
        }

        private static String requireId(String field, String value) {
            if (value.isBlank() || value.indexOf('/') >= 0) {
                throw new RecoveryException(
                        "AzureAccess." + field + " is \"" + value + "\", which is not an id.",
                        "give the GUID or name alone, without a path.");
            }
            return value;
        }
    }
}
