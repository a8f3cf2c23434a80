package io.github.azuredr.testkit.azure.storage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The two ways the services write a time. */
final class Times {
    private static final DateTimeFormatter HTTP = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SNAPSHOT = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long TICKS_AT_EPOCH = 621_355_968_000_000_000L;

    private Times() {}

    static String http(long epochMillis) {
        return HTTP.format(Instant.ofEpochMilli(epochMillis));
    }

    static String iso(long epochMillis) {
        return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(epochMillis / 1000 * 1000));
    }

    static Instant parseHttp(String header, String text) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
        } catch (DateTimeException noDate) {
            throw Refusal.badHeader(header);
        }
    }

    /** Hundreds of nanoseconds since the year 1: what ETags are made of. */
    static long ticks(Instant at) {
        return TICKS_AT_EPOCH + at.getEpochSecond() * 10_000_000L + at.getNano() / 100;
    }

    static long ticksOfMillis(long epochMillis) {
        return TICKS_AT_EPOCH + epochMillis * 10_000L;
    }

    /** A snapshot's name: its time to the tick. */
    static String snapshot(long ticks) {
        long since = ticks - TICKS_AT_EPOCH;
        return SNAPSHOT.format(
                Instant.ofEpochSecond(Math.floorDiv(since, 10_000_000L), Math.floorMod(since, 10_000_000L) * 100));
    }

    static Optional<Instant> parseIso(String text) {
        return Stream.of(text, text.replace("Z", ":00Z"), text + "T00:00:00Z")
                .flatMap(form -> instant(form).stream())
                .findFirst();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }
}
