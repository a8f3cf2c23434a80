package io.github.azuredr.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Plays a script of exchanges, in order, and fails the test for any call the script does not expect. */
final class FakeHttp implements HttpClient {
    /** What was sent. */
    record Sent(String method, URI uri, Map<String, String> headers, String body, Context context) {
        String path() {
            return uri.getPath();
        }

        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    /** What is answered: a status with headers and body, or a failure instead of any answer. */
    record Answer(
            int status,
            Map<String, String> headers,
            String body,
            @Nullable RuntimeException failure) {
        static Answer of(int status) {
            return new Answer(status, Map.of(), "", null);
        }

        static Answer json(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/json"), body, null);
        }

        static Answer lost(RuntimeException failure) {
            return new Answer(0, Map.of(), "", failure);
        }

        Answer with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Answer(status, more, body, failure);
        }
    }

    private record Expected(String method, String path, Supplier<Answer> answer) {}

    private final Deque<Expected> script = new ArrayDeque<>();
    private final List<Sent> sent = new ArrayList<>();

    /** Expects one call next; the path may end in a query that must be there, too. */
    FakeHttp expect(String method, String path, Answer answer) {
        script.add(new Expected(method, path, () -> answer));
        return this;
    }

    List<Sent> sent() {
        return List.copyOf(sent);
    }

    Sent last() {
        return sent.get(sent.size() - 1);
    }

    /** How many expected calls were not made. */
    int left() {
        return script.size();
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
        return Mono.fromSupplier(() -> sendSync(request, Context.NONE));
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
        URI uri = URI.create(request.getUrl().toString());
        String body = request.getBodyAsBinaryData() == null
                ? ""
                : request.getBodyAsBinaryData().toString();
        Map<String, String> headers = request.getHeaders().toMap();
        sent.add(new Sent(request.getHttpMethod().toString(), uri, headers, body, context));
        Expected next = script.poll();
        String line = request.getHttpMethod() + " " + uri;
        if (next == null) {
            throw new AssertionError("a call the script does not expect: " + line);
        }
        String target = next.path().contains("?") ? uri.getPath() + "?" + uri.getQuery() : uri.getPath();
        if (!next.method().equals(request.getHttpMethod().toString())
                || !next.path().equals(target)) {
            throw new AssertionError("expected " + next.method() + " " + next.path() + " but got " + line);
        }
        Answer answer = next.answer().get();
        if (answer.failure() != null) {
            throw answer.failure();
        }
        return new Played(request, answer);
    }

    private static final class Played extends HttpResponse {
        private final Answer answer;

        Played(HttpRequest request, Answer answer) {
            super(request);
            this.answer = answer;
        }

        @Override
        public int getStatusCode() {
            return answer.status();
        }

        @Override
        @Deprecated
        public @Nullable String getHeaderValue(String name) {
            return answer.headers().get(name);
        }

        @Override
        public HttpHeaders getHeaders() {
            return new HttpHeaders(answer.headers());
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(answer.body().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Mono<String> getBodyAsString() {
            return Mono.just(answer.body());
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return getBodyAsString();
        }
    }
}
