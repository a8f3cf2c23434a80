package io.github.azuredr.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArmRateLimitTest {
    private final ManualTime time = new ManualTime();
    private final ArmRateLimit limit = new ArmRateLimit(time);

    @Test
    void theBurstIsFreeAndTheRestIsPacedToWhatTheServiceAllows() {
        send(HttpMethod.PUT, "/subscriptions/s/x", 200);
        assertThat(time.pauses()).isEmpty();

        send(HttpMethod.PUT, "/subscriptions/s/x", 100);

        assertThat(time.waited()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void readsHaveTheirOwnLargerBucket() {
        send(HttpMethod.GET, "/subscriptions/s/x", 250);
        assertThat(time.pauses()).isEmpty();

        send(HttpMethod.GET, "/subscriptions/s/x", 25);

        assertThat(time.waited()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void deletesSubscriptionsAndTheTenantDoNotShareABucketWithWrites() {
        send(HttpMethod.PUT, "/subscriptions/s/x", 200);
        send(HttpMethod.DELETE, "/subscriptions/S/x", 200);
        send(HttpMethod.PUT, "/subscriptions/other/x", 200);
        send(HttpMethod.PUT, "/providers/Microsoft.DataShare/x", 200);

        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void oneSubscriptionInAnySpellingIsOneBucket() {
        send(HttpMethod.PUT, "/subscriptions/abc/x", 200);
        send(HttpMethod.PUT, "/SUBSCRIPTIONS/ABC/x", 1);

        assertThat(time.pauses()).hasSize(1);
    }

    @Test
    void quietTimeFillsTheBucketUpToItsBurst() {
        send(HttpMethod.PUT, "/subscriptions/s/x", 200);
        time.advance(Duration.ofHours(1));
        send(HttpMethod.PUT, "/subscriptions/s/x", 200);
        assertThat(time.pauses()).isEmpty();

        send(HttpMethod.PUT, "/subscriptions/s/x", 1);

        assertThat(time.pauses()).hasSize(1);
    }

    /** A service with the documented bucket that counts what it would have answered with 429. */
    @Test
    void aMirrorOfTwoThousandResourcesMeetsNo429() {
        TokenBucket service = new TokenBucket(200, 10, time.nanos());
        int throttled = 0;
        for (int i = 0; i < 2_000; i++) {
            limit.before(HttpMethod.PUT, "/subscriptions/s/x");
            // A nanosecond of rounding is not a refusal.
            throttled += service.take(time.nanos()).toNanos() > 1_000 ? 1 : 0;
        }

        assertThat(throttled).isZero();
        assertThat(time.waited()).isBetween(Duration.ofSeconds(179), Duration.ofSeconds(181));
    }

    @Test
    void anAccessIsPacedUnlessSaidOtherwise() {
        FakeHttp http = new FakeHttp();
        for (int i = 0; i < 502; i++) {
            http.expect("GET", Azures.ACCOUNT, FakeHttp.Answer.json(200, "{}"));
        }
        ArmClient free = Azures.builder(http, time).withoutRateLimit().build().arm();
        ArmClient paced = Azures.builder(http, time).build().arm();

        for (int i = 0; i < 251; i++) {
            free.send(Azures.get());
        }
        assertThat(time.pauses()).isEmpty();
        for (int i = 0; i < 251; i++) {
            paced.send(Azures.get());
        }
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(40));
    }

    private void send(HttpMethod method, String path, int times) {
        for (int i = 0; i < times; i++) {
            limit.before(method, path);
        }
    }
}
