package io.github.azuredr.azure;

import java.time.Duration;
import java.time.Instant;

/** A token bucket in which a call may reserve a token that is still to come; thread-safe. */
final class TokenBucket {
    private final double burst;
    private final double perSecond;
    private double tokens;
    private Instant filled;

    TokenBucket(int burst, int perSecond, Instant now) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.tokens = burst;
        this.filled = now;
    }

    /** Takes one token and says how long to wait until it is really there. */
    synchronized Duration take(Instant now) {
        Duration elapsed = Duration.between(filled, now);
        if (!elapsed.isNegative()) {
            tokens = Math.min(burst, tokens + elapsed.toNanos() / 1e9 * perSecond);
        }
        filled = now;
        tokens -= 1;
        return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-tokens / perSecond * 1e9));
    }
}
