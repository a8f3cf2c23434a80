package io.github.azuredr.testkit.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.CoreUtils;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One answer as azure-core clients read it; the body may be read again and arrives in pieces of 64 KiB. */
final class InProcessHttpResponse extends HttpResponse {
    private static final int PIECE = 64 * 1024;

    private final SimResponse answer;
    private final HttpHeaders headers = new HttpHeaders();

    InProcessHttpResponse(HttpRequest request, SimResponse answer) {
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
        byte[] body = answer.body();
        int pieces = (body.length + PIECE - 1) / PIECE;
        return Flux.range(0, pieces).map(i -> ByteBuffer.wrap(body, i * PIECE, Math.min(PIECE, body.length - i * PIECE))
                .slice()
                .asReadOnlyBuffer());
    }

    @Override
    public BinaryData getBodyAsBinaryData() {
        return BinaryData.fromBytes(answer.body());
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
        return Mono.just(answer.body().clone());
    }

    @Override
    public Mono<String> getBodyAsString() {
        return Mono.just(CoreUtils.bomAwareToString(answer.body(), getHeaderValue("Content-Type")));
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
        return Mono.just(new String(answer.body(), charset));
    }

    @Override
    public Mono<InputStream> getBodyAsInputStream() {
        return Mono.fromSupplier(this::getBodyAsInputStreamSync);
    }

    @Override
    public InputStream getBodyAsInputStreamSync() {
        return new ByteArrayInputStream(answer.body());
    }

    @Override
    public HttpResponse buffer() {
        return this;
    }
}
