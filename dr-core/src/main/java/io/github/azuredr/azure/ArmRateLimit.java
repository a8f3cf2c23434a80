package io.github.azuredr.azure;

import com.azure.core.http.HttpMethod;
import io.github.azuredr.time.TimeSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps one principal under the token buckets of Azure Resource Manager (per subscription: 250 reads and 25 per second,
 * 200 writes and 10 per second, 200 deletes and 10 per second), so that mirroring hundreds of resources meets no 429.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling">Request
 *     limits of Azure Resource Manager</a>
 */
final class ArmRateLimit {
    private enum Sort {
        READ(250, 25),
        WRITE(200, 10),
        DELETE(200, 10);

        final int burst;
        final int perSecond;

        Sort(int burst, int perSecond) {
            this.burst = burst;
            this.perSecond = perSecond;
        }
    }

    private record Key(String subscription, Sort sort) {}

    private final TimeSource time;
    private final Waiting waiting;
    private final Map<Key, TokenBucket> buckets = new ConcurrentHashMap<>();

    ArmRateLimit(TimeSource time) {
        this.time = time;
        this.waiting = new Waiting(time);
    }

    /** Returns when this call is within its bucket. */
    void before(HttpMethod method, String path) {
        Sort sort = sort(method);
        TokenBucket bucket = buckets.computeIfAbsent(
                new Key(subscription(path), sort), key -> new TokenBucket(sort.burst, sort.perSecond, time.nanos()));
        Duration wait = bucket.take(time.nanos());
        if (!wait.isZero()) {
            waiting.accept(wait);
        }
    }

    private static Sort sort(HttpMethod method) {
        if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
            return Sort.READ;
        }
        return method == HttpMethod.DELETE ? Sort.DELETE : Sort.WRITE;
    }

    /** The subscription in a path, or nothing for a call to the tenant, which has buckets of its own. */
    private static String subscription(String path) {
        String[] segments = path.split("/", 4);
        boolean named = segments.length > 2 && segments[1].equalsIgnoreCase("subscriptions");
        return named ? segments[2].toLowerCase(Locale.ROOT) : "";
    }
}
