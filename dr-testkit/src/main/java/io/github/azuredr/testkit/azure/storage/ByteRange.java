package io.github.azuredr.testkit.azure.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes a read asks for; a malformed range header is ignored, as HTTP says. */
record ByteRange(long from, long count, boolean partial) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    static ByteRange of(Call call, long length) {
        Optional<String> sent = call.header("x-ms-range").or(() -> call.header("Range"));
        return of(sent, length);
    }

    static ByteRange of(Optional<String> sent, long length) {
        if (sent.isEmpty()) {
            return new ByteRange(0, length, false);
        }
        Matcher form = FORM.matcher(sent.get().strip());
        if (!form.matches()) {
            return new ByteRange(0, length, false);
        }
        long from = Long.parseLong(form.group(1));
        long to = form.group(2).isEmpty() ? length - 1 : Math.min(Long.parseLong(form.group(2)), length - 1);
        if (from >= length) {
            throw new Refusal(416, "InvalidRange", "The range specified is invalid for the current size.")
                    .with("Content-Range", "bytes */" + length);
        }
        if (to < from) {
            return new ByteRange(0, length, false);
        }
        return new ByteRange(from, to - from + 1, true);
    }

    String header(long length) {
        return "bytes " + from + "-" + (from + count - 1) + "/" + length;
    }
}
