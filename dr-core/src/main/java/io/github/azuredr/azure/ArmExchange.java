package io.github.azuredr.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.azuredr.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One send and its answer: never repeats, turns every kind of failure into an {@link ArmException}. */
final class ArmExchange {
    /** Key under which azure-core's HTTP clients look for a limit on the wait for one answer. */
    private static final String RESPONSE_TIMEOUT = "azure-response-timeout";

    /** What is sent, with its full address. */
    record Call(
            HttpMethod method,
            URI uri,
            Map<String, String> headers,
            @Nullable JsonNode body,
            boolean read,
            Optional<Duration> timeout) {
        static Call get(URI uri) {
            return new Call(HttpMethod.GET, uri, Map.of(), null, true, Optional.empty());
        }

        Call to(HttpMethod verb, URI next) {
            return new Call(verb, next, headers, verb == HttpMethod.GET ? null : body, read, timeout);
        }
    }

    private final HttpPipeline pipeline;
    private final TimeSource time;
    private final Optional<ArmRateLimit> limit;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    ArmExchange(HttpPipeline pipeline, TimeSource time, Optional<ArmRateLimit> limit) {
        this.pipeline = pipeline;
        this.time = time;
        this.limit = limit;
    }

    /**
     * Sends the call.
     *
     * @param attempt how many times it will have been sent then
     */
    ArmResponse send(Call call, int attempt) {
        limit.ifPresent(bucket -> bucket.before(call.method(), call.uri().getPath()));
        Context context =
                call.timeout().map(wait -> new Context(RESPONSE_TIMEOUT, wait)).orElse(Context.NONE);
        try (HttpResponse response = pipeline.sendSync(request(call), context)) {
            byte[] body = bytes(response);
            int status = response.getStatusCode();
            Map<String, String> headers = response.getHeaders().toMap();
            ArmResponse answer = new ArmResponse(status, headers, MissingNode.getInstance());
            boolean accepted = status < 300 || status == 304;
            if (body.length == 0) {
                return accepted ? answer : refuse(call, answer, attempt, "the answer had no body.");
            }
            JsonNode read;
            try {
                read = json.readTree(body);
            } catch (IOException notJson) {
                String what = "the answer was not JSON (" + body.length + " bytes, "
                        + answer.header("Content-Type").orElse("no content type") + ").";
                throw refusal(call, answer, attempt, what, accepted ? "NotJson" : null);
            }
            answer = new ArmResponse(status, headers, read);
            return accepted ? answer : refuse(call, answer, attempt, "the answer named no reason.");
        } catch (ArmException known) {
            throw known;
        } catch (RuntimeException lost) {
            throw noAnswer(call, attempt, lost);
        }
    }

    private static byte[] bytes(HttpResponse response) {
        BinaryData body = response.getBodyAsBinaryData();
        return body == null ? new byte[0] : body.toBytes();
    }

    private HttpRequest request(Call call) {
        try {
            HttpRequest request = new HttpRequest(call.method(), call.uri().toURL());
            call.headers().forEach((name, value) -> request.setHeader(HttpHeaderName.fromString(name), value));
            request.setHeader(HttpHeaderName.ACCEPT, "application/json");
            if (call.body() != null) {
                request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
                request.setBody(json.writeValueAsBytes(call.body()));
            }
            return request;
        } catch (MalformedURLException | JsonProcessingException impossible) {
            throw new UncheckedIOException("The request could not be written.", impossible);
        }
    }

    private ArmResponse refuse(Call call, ArmResponse answer, int attempt, String otherwise) {
        throw refusal(call, answer, attempt, otherwise, null);
    }

    private ArmException refusal(
            Call call, ArmResponse answer, int attempt, String otherwise, @Nullable String ownCode) {
        ArmErrors.Words words = ArmErrors.words(answer.status(), answer.body(), otherwise);
        int status = answer.status();
        // A 412 to a repeated conditional call can be the echo of the first send's success.
        boolean open = status < 300 || status >= 500 || status == 408 || (status == 412 && attempt > 1);
        return new ArmException(new ArmFailure(
                call.method().toString(),
                call.uri().getPath(),
                status,
                ownCode == null ? words.code() : ownCode,
                words.message(),
                words.details(),
                answer.requestId(),
                RetryAfter.from(answer::header, time.now()),
                attempt,
                open && !call.read()));
    }

    private static ArmException noAnswer(Call call, int attempt, RuntimeException lost) {
        boolean noToken = among(lost, cause -> cause instanceof NoTokenException);
        boolean unsent = noToken || among(lost, ArmExchange::beforeSending);
        String words = noToken
                ? "the credential gave no token, nothing was sent"
                : "the connection to " + call.uri().getHost() + " failed (" + root(lost) + ")";
        return new ArmException(
                new ArmFailure(
                        call.method().toString(),
                        call.uri().getPath(),
                        0,
                        noToken ? "NoToken" : "NoAnswer",
                        words + ".",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        attempt,
                        !call.read() && !(unsent && attempt == 1)),
                lost);
    }

    private static boolean beforeSending(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnresolvedAddressException
                || cause instanceof HttpConnectTimeoutException;
    }

    private static boolean among(Throwable top, Function<Throwable, Boolean> test) {
        Throwable cause = top;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (test.apply(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String root(Throwable top) {
        Throwable cause = top;
        for (int depth = 0; cause.getCause() != null && depth < 20; depth++) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
