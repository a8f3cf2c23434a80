package io.github.azuredr.azure;

import java.time.Duration;

/** A token bucket in which a call may reserve a token that is still to come; thread-safe. */
final class TokenBucket {
    private final double burst;
    private final double perSecond;
    private double tokens;
    private long filledNanos;

    TokenBucket(int burst, int perSecond, long nowNanos) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.tokens = burst;
        this.filledNanos = nowNanos;
    }

    /** Takes one token and says how long to wait until it is really there. */
    synchronized Duration take(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - filledNanos) / 1e9 * perSecond);
        filledNanos = nowNanos;
        tokens -= 1;
        return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-tokens / perSecond * 1e9));
    }
}
