package io.github.azuredr.azure;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;

/** How long an answer asks to wait: seconds, milliseconds or a date; zero is a value, nonsense is none. */
final class RetryAfter {
    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

    private RetryAfter() {}

    static Optional<Duration> from(Function<String, Optional<String>> header, Instant now) {
        Optional<Duration> millis = header.apply("retry-after-ms")
                .or(() -> header.apply("x-ms-retry-after-ms"))
                .flatMap(RetryAfter::whole)
                .map(Duration::ofMillis);
        return millis.or(() -> header.apply("Retry-After").flatMap(value -> parse(value.trim(), now)))
                .map(RetryAfter::bounded);
    }

    private static Optional<Duration> parse(String value, Instant now) {
        Optional<Duration> seconds = whole(value).map(Duration::ofSeconds);
        if (seconds.isPresent()) {
            return seconds;
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(now, until.toInstant()));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Long> whole(String value) {
        boolean digits =
                !value.isEmpty() && value.length() <= 12 && value.chars().allMatch(Character::isDigit);
        return digits ? Optional.of(Long.parseLong(value)) : Optional.empty();
    }

    private static Duration bounded(Duration asked) {
        if (asked.isNegative()) {
            return Duration.ZERO;
        }
        return asked.toSeconds() > LONGEST_SECONDS ? Duration.ofSeconds(LONGEST_SECONDS) : asked;
    }
}
