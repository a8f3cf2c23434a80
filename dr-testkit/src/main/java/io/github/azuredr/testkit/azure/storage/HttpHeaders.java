package io.github.azuredr.testkit.azure.storage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content headers a blob or file is stored with; {@code md5} is Base64 and as the client gave it. */
record HttpHeaders(
        @Nullable String type,
        @Nullable String encoding,
        @Nullable String language,
        @Nullable String disposition,
        @Nullable String cacheControl,
        @Nullable String md5) {

    static final HttpHeaders NONE = new HttpHeaders(null, null, null, null, null, null);

    /** As sent to the blob endpoint; the plain Content-Type counts when the stored one is not given. */
    static HttpHeaders ofBlob(Call call) {
        return new HttpHeaders(
                call.header("x-ms-blob-content-type")
                        .or(() -> call.header("Content-Type"))
                        .orElse(null),
                call.header("x-ms-blob-content-encoding").orElse(null),
                call.header("x-ms-blob-content-language").orElse(null),
                call.header("x-ms-blob-content-disposition").orElse(null),
                call.header("x-ms-blob-cache-control").orElse(null),
                call.header("x-ms-blob-content-md5").orElse(null));
    }

    /** As sent to the Data Lake endpoint; what is not given stays as it is. */
    static HttpHeaders ofPath(Call call, HttpHeaders before) {
        return new HttpHeaders(
                call.header("x-ms-content-type").orElse(before.type),
                call.header("x-ms-content-encoding").orElse(before.encoding),
                call.header("x-ms-content-language").orElse(before.language),
                call.header("x-ms-content-disposition").orElse(before.disposition),
                call.header("x-ms-cache-control").orElse(before.cacheControl),
                call.header("x-ms-content-md5").orElse(before.md5));
    }

    HttpHeaders withMd5(@Nullable String other) {
        return new HttpHeaders(type, encoding, language, disposition, cacheControl, other);
    }

    String typeOrDefault() {
        return type == null ? "application/octet-stream" : type;
    }

    /** Adds what is set to the headers of an answer. */
    void answer(Map<String, String> headers, boolean withMd5) {
        headers.put("Content-Type", typeOrDefault());
        put(headers, "Content-Encoding", encoding);
        put(headers, "Content-Language", language);
        put(headers, "Content-Disposition", disposition);
        put(headers, "Cache-Control", cacheControl);
        if (withMd5) {
            put(headers, "Content-MD5", md5);
        }
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            headers.put(name, value);
        }
    }
}
