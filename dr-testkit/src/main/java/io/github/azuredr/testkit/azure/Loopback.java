package io.github.azuredr.testkit.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Slf4jNotifier;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The simulated Azure on 127.0.0.1, plain HTTP on a random port, for clients that take no HTTP client.
 *
 * <p>Which Azure host a request is for is told, in this order, by a {@code Host} header that names one, by the first
 * segment of the path ({@code http://127.0.0.1:PORT/management.azure.com/subscriptions/...}), or by the host this
 * transport was opened for. Answers are left as they are: URLs in them are Azure's; {@link #url} maps them. A call
 * without an answer is a connection reset.
 */
public final class Loopback implements AutoCloseable {
    private final WireMockServer server;

    Loopback(FrontDoor door, Optional<String> azureHost) {
        server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .disableRequestJournal()
                .gzipDisabled(true)
                .notifier(new Slf4jNotifier(false))
                .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
                .extensions(new Bridge(door, azureHost)));
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(Bridge.NAME)));
        server.start();
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return server.port();
    }

    /** {@code 127.0.0.1:PORT}, for clients that take a host. */
    public String authority() {
        return "127.0.0.1:" + port();
    }

    /** The loopback URL of an Azure URL. */
    public URI url(URI azure) {
        return URI.create("http://" + authority() + "/" + azure.toString().replaceFirst("^[a-z]+://", ""));
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Turns each request on the socket into one of the front door. */
    private static final class Bridge implements ResponseDefinitionTransformerV2 {
        static final String NAME = "simulated-azure";

        private final FrontDoor door;
        private final Optional<String> azureHost;

        Bridge(FrontDoor door, Optional<String> azureHost) {
            this.door = door;
            this.azureHost = azureHost;
        }

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            try {
                SimResponse answer = door.exchange(azureRequest(event.getRequest()));
                ResponseDefinitionBuilder response = aResponse().withStatus(answer.status());
                answer.headers().forEach(response::withHeader);
                return response.withBody(answer.body()).build();
            } catch (IOException e) {
                return aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER).build();
            }
        }

        private SimRequest azureRequest(Request request) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (HttpHeader header : request.getHeaders().all()) {
                headers.put(header.key(), String.join(",", header.values()));
            }
            String host = Optional.ofNullable(headers.remove("Host")).orElse("").replaceFirst(":\\d+$", "");
            byte[] body = Optional.ofNullable(request.getBody()).orElse(new byte[0]);
            String method = request.getMethod().getName();
            String path = request.getUrl();
            if (!host.equals("127.0.0.1") && !host.toLowerCase(Locale.ROOT).equals("localhost")) {
                return new SimRequest(method, URI.create("https://" + host + path), headers, body);
            }
            Optional<SimRequest> prefixed = Optional.of("https:/" + path)
                    .filter(url -> path.length() > 1)
                    .map(url -> new SimRequest(method, URI.create(url), headers, body))
                    .filter(candidate -> candidate.url().getHost() != null && door.serves(candidate));
            String named = azureHost.orElse("host-not-named.invalid");
            return prefixed.orElseGet(
                    () -> new SimRequest(method, URI.create("https://" + named + path), headers, body));
        }
    }
}
