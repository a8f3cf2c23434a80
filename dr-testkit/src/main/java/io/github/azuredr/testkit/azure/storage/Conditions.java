package io.github.azuredr.testkit.azure.storage;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The four HTTP conditions, for reads, for writes, and for the source of a copy or rename. */
final class Conditions {
    private final Optional<String> match;
    private final Optional<String> noneMatch;
    private final Optional<String> since;
    private final Optional<String> unmodified;
    private final String prefix;

    private Conditions(Call call, String prefix) {
        this.prefix = prefix;
        match = call.header(prefix + "if-match");
        noneMatch = call.header(prefix + "if-none-match");
        since = call.header(prefix + "if-modified-since");
        unmodified = call.header(prefix + "if-unmodified-since");
    }

    static Conditions of(Call call) {
        return new Conditions(call, "");
    }

    /** Of the copy or rename source: the {@code x-ms-source-if-...} headers. */
    static Conditions ofSource(Call call) {
        return new Conditions(call, "x-ms-source-");
    }

    /** A read: unmet freshness is 304 without a body, every other unmet condition 412. */
    void checkRead(long stamp, long modifiedMillis) {
        if (match.isPresent() && !matches(match.get(), stamp)) {
            throw Refusal.condition();
        }
        if (unmodified.isPresent() && modifiedAfter(unmodified.get(), modifiedMillis)) {
            throw Refusal.condition();
        }
        boolean known = noneMatch.isPresent() && matches(noneMatch.get(), stamp);
        boolean stale = since.isPresent() && !modifiedAfter(since.get(), modifiedMillis);
        if (known || (noneMatch.isEmpty() && stale)) {
            throw new Refusal(304, "ConditionNotMet", "")
                    .with("ETag", String.format("\"0x%X\"", stamp))
                    .with("Last-Modified", Times.http(modifiedMillis));
        }
    }

    /** A change of something that exists. */
    void checkWrite(long stamp, long modifiedMillis) {
        if (!met(stamp, modifiedMillis)) {
            throw refusal();
        }
    }

    /** A write that may create: {@code If-None-Match: *} on something there is answered with the given conflict. */
    void checkPut(@Nullable Node there, String conflictCode, String conflictText) {
        if (there == null) {
            if (match.isPresent()) {
                throw refusal();
            }
            return;
        }
        if (noneMatch.isPresent() && noneMatch.get().strip().equals("*")) {
            throw new Refusal(409, conflictCode, conflictText);
        }
        checkWrite(there.stamp, there.modifiedMillis);
    }

    boolean met(long stamp, long modifiedMillis) {
        return (match.isEmpty() || matches(match.get(), stamp))
                && (noneMatch.isEmpty() || !matches(noneMatch.get(), stamp))
                && (since.isEmpty() || modifiedAfter(since.get(), modifiedMillis))
                && (unmodified.isEmpty() || !modifiedAfter(unmodified.get(), modifiedMillis));
    }

    private Refusal refusal() {
        return prefix.isEmpty()
                ? Refusal.condition()
                : new Refusal(412, "SourceConditionNotMet", "The source condition specified is not met.");
    }

    private boolean modifiedAfter(String text, long modifiedMillis) {
        Instant then = Times.parseHttp(prefix + "if-modified-since", text);
        return modifiedMillis / 1000 > then.getEpochSecond();
    }

    private static boolean matches(String header, long stamp) {
        String etag = String.format("0x%X", stamp);
        for (String one : header.split(",")) {
            String bare = one.strip();
            if (bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"")) {
                bare = bare.substring(1, bare.length() - 1);
            }
            if (bare.equals("*") || bare.equalsIgnoreCase(etag)) {
                return true;
            }
        }
        return false;
    }
}
