package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The source of a server-side copy, read by HTTP as the service does: conditions, authorization and all. */
record CopySource(URI url, SimResponse answer) {

    static CopySource read(Call call, CopySources sources) {
        URI url = parse(call.requireHeader("x-ms-copy-source"));
        Map<String, String> headers = new TreeMap<>();
        headers.put("x-ms-version", call.header("x-ms-version").orElse("2023-11-03"));
        call.header("x-ms-copy-source-authorization").ifPresent(token -> headers.put("Authorization", token));
        call.header("x-ms-source-range").ifPresent(range -> headers.put("x-ms-range", range));
        for (String name : new String[] {"if-match", "if-none-match", "if-modified-since", "if-unmodified-since"}) {
            call.header("x-ms-source-" + name).ifPresent(value -> headers.put(name, value));
        }
        SimRequest read = new SimRequest("GET", url, headers, new byte[0]);
        SimResponse answer = fetch(call, sources, read);
        int status = answer.status();
        if (status == 412 || status == 304) {
            throw new Refusal(
                    412, "SourceConditionNotMet", "The source condition specified using HTTP headers is not met.");
        }
        if (status == 416) {
            throw new Refusal(416, "InvalidRange", "The source range is invalid for the source's size.");
        }
        if (status >= 300) {
            boolean theirs = status >= 400 && status < 500 && status != 429;
            throw cannotVerify(
                    theirs ? status : 500,
                    "The source answered " + status + " "
                            + answer.header("x-ms-error-code").orElse("") + ".");
        }
        call.header("x-ms-source-content-md5").ifPresent(md5 -> {
            if (!md5.equals(Hashes.md5(answer.body()))) {
                throw new Refusal(400, "Md5Mismatch", "The MD5 of the source is not x-ms-source-content-md5.");
            }
        });
        call.header("x-ms-source-content-crc64").ifPresent(crc -> {
            if (!crc.equals(Hashes.crc64(answer.body()))) {
                throw new Refusal(400, "Crc64Mismatch", "The CRC64 of the source is not x-ms-source-content-crc64.");
            }
        });
        return new CopySource(url, answer);
    }

    private static SimResponse fetch(Call call, CopySources sources, SimRequest read) {
        Optional<SimResponse> answer = sources.fetch(call.account().region(), read);
        return answer.orElseThrow(
                () -> cannotVerify(500, "Could not verify the copy source within the specified time."));
    }

    private static URI parse(String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && "https".equals(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException broken) {
            throw Refusal.badHeader("x-ms-copy-source");
        }
        throw Refusal.badHeader("x-ms-copy-source");
    }

    private static Refusal cannotVerify(int status, String message) {
        return new Refusal(status, "CannotVerifyCopySource", message);
    }

    /** The source without its query, which may hold a signature. */
    String bare() {
        return url.getScheme() + "://" + url.getAuthority() + url.getRawPath();
    }

    byte[] body() {
        return answer.body();
    }

    HttpHeaders http() {
        return new HttpHeaders(
                answer.header("Content-Type").orElse(null),
                answer.header("Content-Encoding").orElse(null),
                answer.header("Content-Language").orElse(null),
                answer.header("Content-Disposition").orElse(null),
                answer.header("Cache-Control").orElse(null),
                answer.header("Content-MD5").orElse(null));
    }

    Map<String, String> metadata() {
        Map<String, String> found = new TreeMap<>();
        answer.headers().forEach((name, value) -> {
            if (name.regionMatches(true, 0, "x-ms-meta-", 0, 10) && !name.equalsIgnoreCase("x-ms-meta-hdi_isfolder")) {
                found.put(name.substring(10), value);
            }
        });
        return found;
    }
}
