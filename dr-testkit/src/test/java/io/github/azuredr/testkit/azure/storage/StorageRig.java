package io.github.azuredr.testkit.azure.storage;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import com.azure.storage.file.datalake.DataLakeServiceClient;
import com.azure.storage.file.datalake.DataLakeServiceClientBuilder;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimState;
import io.github.azuredr.testkit.azure.SimStorageAccount;
import io.github.azuredr.testkit.azure.SimStorageAccounts;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two accounts in two regions, and official clients whose requests go straight into the service. */
final class StorageRig implements SimStorageAccounts {
    static final String TOKEN = "token-for-storage";

    final MapState state;
    final Map<String, SimStorageAccount> accounts = new TreeMap<>();
    final Set<String> dark = ConcurrentHashMap.newKeySet();
    final Time time = new Time();
    SimStorage storage;

    StorageRig() {
        this(new MapState());
    }

    StorageRig(MapState state) {
        this.state = state;
        create("lakeeast", "eastus2", true);
        create("lakewest", "centralus", true);
        create("flateast", "eastus2", false);
        create("flatwest", "centralus", false);
        storage = fresh();
    }

    /** The same state under a new process. */
    SimStorage fresh() {
        return over(state);
    }

    SimStorage over(SimState kept) {
        return new SimStorage(this, kept, time, TOKEN::equals, (region, read) -> {
            SimStorage now = storage;
            return dark.contains(now.regionOf(read)) ? Optional.empty() : Optional.of(now.answer(read));
        });
    }

    void restart() {
        storage = fresh();
    }

    @Override
    public Optional<SimStorageAccount> find(String name) {
        return Optional.ofNullable(accounts.get(name));
    }

    @Override
    public SimStorageAccount create(String name, String region, boolean hierarchical) {
        SimStorageAccount account = new SimStorageAccount(name, region, hierarchical, key(name + "1"), key(name + "2"));
        accounts.put(name, account);
        return account;
    }

    @Override
    public List<SimStorageAccount> all() {
        return List.copyOf(accounts.values());
    }

    private static String key(String seed) {
        return Base64.getEncoder()
                .encodeToString(seed.repeat(64).substring(0, 64).getBytes(StandardCharsets.UTF_8));
    }

    BlobServiceClient blobs(String account) {
        return blobBuilder(account).credential(sharedKey(account)).buildClient();
    }

    BlobServiceClientBuilder blobBuilder(String account) {
        return new BlobServiceClientBuilder()
                .endpoint("https://" + account + ".blob.core.windows.net")
                .retryOptions(once())
                .httpClient(new Direct());
    }

    DataLakeServiceClient lake(String account) {
        return lakeBuilder(account).credential(sharedKey(account)).buildClient();
    }

    DataLakeServiceClientBuilder lakeBuilder(String account) {
        return new DataLakeServiceClientBuilder()
                .endpoint("https://" + account + ".dfs.core.windows.net")
                .retryOptions(once())
                .httpClient(new Direct());
    }

    static RequestRetryOptions once() {
        return new RequestRetryOptions(RetryPolicyType.FIXED, 1, Duration.ofSeconds(30), null, null, null);
    }

    StorageSharedKeyCredential sharedKey(String account) {
        SimStorageAccount found = find(account).orElseThrow();
        return new StorageSharedKeyCredential(account, found.key1Base64());
    }

    static TokenCredential token(String text) {
        return request -> Mono.just(new AccessToken(text, OffsetDateTime.of(2099, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)));
    }

    /** A raw request with a good token. */
    SimResponse send(String method, String url, String... headers) {
        return send(method, url, new byte[0], headers);
    }

    SimResponse send(String method, String url, byte[] body, String... headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Authorization", "Bearer " + TOKEN);
        all.put("x-ms-version", "2023-11-03");
        all.put("Content-Length", Integer.toString(body.length));
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i + 1].isEmpty()) {
                all.remove(headers[i]);
            } else {
                all.put(headers[i], headers[i + 1]);
            }
        }
        return storage.answer(new SimRequest(method, URI.create(url), all, body));
    }

    /** A clock that only moves when told. */
    static final class Time extends Clock {
        private Instant now = Instant.parse("2026-11-20T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final class Direct implements HttpClient {
        @Override
        public Mono<HttpResponse> send(HttpRequest request) {
            BinaryData body = request.getBodyAsBinaryData();
            return Mono.fromCallable(() -> answer(request, body == null ? new byte[0] : body.toBytes()));
        }

        private HttpResponse answer(HttpRequest request, byte[] body) {
            Map<String, String> headers = new TreeMap<>();
            request.getHeaders().forEach(header -> headers.put(header.getName(), header.getValue()));
            try {
                SimRequest sent = new SimRequest(
                        request.getHttpMethod().name(), request.getUrl().toURI(), headers, body);
                return new Answer(request, storage.answer(sent));
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    private static final class Answer extends HttpResponse {
        private final SimResponse answer;
        private final HttpHeaders headers = new HttpHeaders();

        Answer(HttpRequest request, SimResponse answer) {
            super(request);
            this.answer = answer;
            answer.headers().forEach((name, value) -> headers.set(HttpHeaderName.fromString(name), value));
        }

        @Override
        public int getStatusCode() {
            return answer.status();
        }

        @Override
        @Deprecated
        public @Nullable String getHeaderValue(String name) {
            return headers.getValue(HttpHeaderName.fromString(name));
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return answer.body().length == 0 ? Flux.empty() : Flux.just(ByteBuffer.wrap(answer.body()));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(answer.body());
        }

        @Override
        public Mono<String> getBodyAsString() {
            return Mono.just(answer.text());
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return Mono.just(new String(answer.body(), charset));
        }
    }
}
