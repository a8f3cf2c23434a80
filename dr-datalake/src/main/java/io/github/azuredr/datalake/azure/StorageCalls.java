package io.github.azuredr.datalake.azure;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.storage.common.policy.RequestRetryPolicy;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the official storage clients are called: one request per call, and failures by what may be done about them. */
final class StorageCalls {
    private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");

    private StorageCalls() {}

    /** The client's pipeline without its retries, and able to take extra headers for one request. */
    static HttpPipeline once(HttpPipeline pipeline) {
        List<HttpPipelinePolicy> policies = new ArrayList<>();
        policies.add(new AddHeadersFromContextPolicy());
        for (int i = 0; i < pipeline.getPolicyCount(); i++) {
            if (!(pipeline.getPolicy(i) instanceof RequestRetryPolicy)) {
                policies.add(pipeline.getPolicy(i));
            }
        }
        return new HttpPipelineBuilder()
                .policies(policies.toArray(HttpPipelinePolicy[]::new))
                .httpClient(pipeline.getHttpClient())
                .build();
    }

    static <T> T call(String what, Supplier<T> request) {
        return call(what, false, request);
    }

    /** A call in which the service reads from another place. */
    static <T> T copy(String what, Supplier<T> request) {
        return call(what, true, request);
    }

    private static <T> T call(String what, boolean copies, Supplier<T> request) {
        try {
            return request.get();
        } catch (HttpResponseException refused) {
            throw failure(what, copies, refused);
        } catch (RuntimeException broken) {
            if (noAnswer(broken)) {
                throw new LakeException(LakeFailure.NO_ANSWER, what + ": no answer from the service.", broken);
            }
            throw broken;
        }
    }

    private static boolean noAnswer(@Nullable Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof IOException || at instanceof UncheckedIOException || at instanceof TimeoutException) {
                return true;
            }
            String message = at.getMessage();
            if (at instanceof IllegalStateException && message != null && message.startsWith("Timeout on blocking")) {
                return true;
            }
        }
        return false;
    }

    /** The cause is left out on purpose: the client's message may show a signed URL. */
    private static LakeException failure(String what, boolean copies, HttpResponseException refused) {
        if (refused.getResponse() == null) {
            return new LakeException(LakeFailure.NO_ANSWER, what + ": no answer from the service.", null);
        }
        int status = refused.getResponse().getStatusCode();
        String code = refused.getResponse().getHeaderValue(ERROR_CODE);
        code = code == null ? "" : code;
        return new LakeException(
                kind(status, code, copies), what + ": " + status + (code.isEmpty() ? "" : " " + code) + ".", null);
    }

    private static LakeFailure kind(int status, String code, boolean copies) {
        if (copies && (code.startsWith("CannotVerifyCopySource") || status == 501 || status == 404)) {
            return LakeFailure.COPY_SOURCE_UNREACHABLE;
        }
        if (code.equals("SourceConditionNotMet") || code.equals("SourcePathNotFound")) {
            return LakeFailure.SOURCE_CHANGED;
        }
        return switch (status) {
            case 304 -> LakeFailure.CONDITION_NOT_MET;
            case 401, 403 -> LakeFailure.DENIED;
            case 404 -> LakeFailure.NOT_FOUND;
            case 409 ->
                code.endsWith("AlreadyExists") || code.isEmpty() ? LakeFailure.CONDITION_NOT_MET : LakeFailure.REFUSED;
            case 412 -> code.startsWith("Lease") ? LakeFailure.REFUSED : LakeFailure.CONDITION_NOT_MET;
            case 408, 500, 502, 504 -> LakeFailure.NO_ANSWER;
            case 429, 503 -> LakeFailure.BUSY;
            default -> LakeFailure.REFUSED;
        };
    }

    static Optional<String> token(@Nullable String token) {
        return token == null || token.isEmpty() ? Optional.empty() : Optional.of(token);
    }

    static Instant serviceTime(HttpHeaders headers, Clock clock) {
        String date = headers.getValue(HttpHeaderName.DATE);
        if (date == null) {
            return clock.instant();
        }
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeParseException unreadable) {
            return clock.instant();
        }
    }

    static String bare(@Nullable String etag) {
        if (etag == null) {
            return "";
        }
        return etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")
                ? etag.substring(1, etag.length() - 1)
                : etag;
    }

    static String quoted(String etag) {
        return "\"" + etag + "\"";
    }
}
