package io.github.azuredr.testkit.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.FluxUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/** Brings requests of azure-core clients in without a socket; a call without an answer fails as a broken connection would. */
final class InProcessHttpClient implements HttpClient {
    private final FrontDoor door;

    InProcessHttpClient(FrontDoor door) {
        this.door = door;
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        Mono<byte[]> body = request.getBody() == null
                ? Mono.just(new byte[0])
                : FluxUtil.collectBytesInByteBufferStream(request.getBody()).defaultIfEmpty(new byte[0]);
        return body.flatMap(bytes -> Mono.fromCallable(() -> exchange(request, bytes)));
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request, Context context) {
        return send(request);
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        BinaryData body = request.getBodyAsBinaryData();
        try {
            return exchange(request, body == null ? new byte[0] : body.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse exchange(HttpRequest request, byte[] body) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (HttpHeader header : request.getHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        String method = request.getHttpMethod().name();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            headers.put("Content-Length", Integer.toString(body.length));
        }
        URI url = URI.create(request.getUrl().toString());
        return new InProcessHttpResponse(request, door.exchange(new SimRequest(method, url, headers, body)));
    }
}
