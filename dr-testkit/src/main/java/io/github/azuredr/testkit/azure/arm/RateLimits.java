package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Azure Resource Manager's token buckets, per subscription and caller: reads 250, refilled by 25 a second; writes and
 * deletes 200, refilled by 10 a second. Always told in headers, enforced when asked for.
 */
final class RateLimits {
    private static final long GLOBAL_FACTOR = 15;

    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Map<String, Long> told = new HashMap<>();
    private boolean enforced;

    RateLimits(Clock clock) {
        this.clock = clock;
    }

    private enum Kind {
        READS(250, 25),
        WRITES(200, 10),
        DELETES(200, 10);

        private final int size;
        private final int perSecond;

        Kind(int size, int perSecond) {
            this.size = size;
            this.perSecond = perSecond;
        }

        static Kind of(SimRequest request) {
            return switch (request.method()) {
                case "GET", "HEAD" -> READS;
                case "DELETE" -> DELETES;
                default -> WRITES;
            };
        }
    }

    private record Bucket(double left, Instant at) {}

    void enforce() {
        enforced = true;
    }

    /** Takes one token, or refuses when there is none and limits are enforced. */
    void take(SimRequest request, SimTokens.Caller caller) {
        Kind kind = Kind.of(request);
        String key = kind + " " + scope(request) + " " + caller.principalId();
        Instant now = clock.instant();
        Bucket bucket = buckets.getOrDefault(key, new Bucket(kind.size, now));
        double seconds = Duration.between(bucket.at(), now).toMillis() / 1000.0;
        double left = Math.min(kind.size, bucket.left() + Math.max(0, seconds) * kind.perSecond);
        if (left < 1 && enforced) {
            buckets.put(key, new Bucket(left, now));
            long wait = (long) Math.ceil((1 - left) / kind.perSecond);
            throw new ArmRefusal(
                            429,
                            "SubscriptionRequestsThrottled",
                            "Number of requests exceeded the limit. Please try again after '" + wait + "' seconds.")
                    .with("Retry-After", Long.toString(Math.max(1, wait)));
        }
        double rest = Math.max(0, left - 1);
        buckets.put(key, new Bucket(rest, now));
        told.put(kind + scope(request), (long) rest);
    }

    /** The answer with what is left of the caller's buckets. */
    SimResponse describe(SimRequest request, SimResponse answer) {
        Kind kind = Kind.of(request);
        long left = told.getOrDefault(kind + scope(request), (long) kind.size);
        String level = scope(request).isEmpty() ? "tenant" : "subscription";
        String name = kind.name().toLowerCase(Locale.ROOT);
        String prefix = "x-ms-ratelimit-remaining-" + level + "-";
        return answer.with(prefix + name, Long.toString(left))
                .with(prefix + "global-" + name, Long.toString(kind.size * GLOBAL_FACTOR - (kind.size - left)));
    }

    private static String scope(SimRequest request) {
        return ArmIds.segmentAfter(ArmCall.path(request), "subscriptions").orElse("");
    }
}
