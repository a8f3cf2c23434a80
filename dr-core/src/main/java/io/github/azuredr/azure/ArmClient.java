package io.github.azuredr.azure;

import com.azure.core.http.HttpMethod;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.time.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Speaks to Azure Resource Manager. An effect is sent exactly once; a read, and a PUT under a condition, is repeated up to
 * three times when the failure is passing, after the wait the service asks for. Thread-safe; blocks its caller.
 */
public final class ArmClient {
    private static final int MOST_SENDS = 4;
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final ArmOrigin origin;
    private final ArmExchange exchange;
    private final TimeSource time;
    private final Waiting waiting;

    ArmClient(ArmOrigin origin, ArmExchange exchange, TimeSource time) {
        this.origin = origin;
        this.exchange = exchange;
        this.time = time;
        this.waiting = new Waiting(time);
    }

    /**
     * Sends a call and gives the answer.
     *
     * @throws ArmException when it was refused or got no usable answer
     */
    public ArmResponse send(ArmRequest request) {
        return send(call(request), request.kind());
    }

    /**
     * Reads what may not be there.
     *
     * @return empty when the service says 404
     * @throws ArmException for every other failure: an outage is not an absence
     */
    public Optional<ArmResponse> find(ArmRequest read) {
        requireRead(read);
        return present(() -> send(read));
    }

    /** As {@link #find(ArmRequest)} but sent once, for a caller that has its own deadline and looks again itself. */
    public Optional<ArmResponse> findOnce(ArmRequest read) {
        requireRead(read);
        return present(() -> exchange.send(call(read), 1));
    }

    /** A list, read page by page while it is walked through; the verb of the request also follows the links. */
    public ArmPages pages(ArmRequest list) {
        if (list.kind() != ArmRequest.Kind.READ) {
            throw new RecoveryException(list + " is not declared a read.", "use asRead() for a POST that lists.");
        }
        return new ArmPages(this, list, list.method());
    }

    /**
     * Sends an effect that may go on after its answer.
     *
     * @throws ArmException when it was refused or got no usable answer
     */
    public LongRunningOperation begin(ArmRequest effect) {
        return LongRunningOperation.started(this, effect, send(effect));
    }

    /** One look at a poll address, without repeats: the caller knows what a failure means. */
    ArmResponse poll(URI own) {
        return exchange.send(ArmExchange.Call.get(own), 1);
    }

    /** A further page of a list. */
    ArmResponse follow(ArmRequest list, HttpMethod verb, URI own) {
        return send(call(list).to(verb, own), ArmRequest.Kind.READ);
    }

    ArmOrigin origin() {
        return origin;
    }

    TimeSource time() {
        return time;
    }

    private static void requireRead(ArmRequest read) {
        if (read.kind() != ArmRequest.Kind.READ) {
            throw new RecoveryException(read + " is not a read.", "use send for an effect.");
        }
    }

    private static Optional<ArmResponse> present(Supplier<ArmResponse> read) {
        try {
            return Optional.of(read.get());
        } catch (ArmException refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private ArmExchange.Call call(ArmRequest request) {
        Map<String, String> query = new LinkedHashMap<>(request.query());
        query.putIfAbsent("api-version", request.apiVersion());
        return new ArmExchange.Call(
                request.method(),
                origin.resource(request.path(), query),
                request.headers(),
                request.body(),
                request.kind() == ArmRequest.Kind.READ,
                request.timeout());
    }

    private ArmResponse send(ArmExchange.Call call, ArmRequest.Kind kind) {
        Duration backoff = FIRST_WAIT;
        for (int attempt = 1; ; attempt++) {
            try {
                return exchange.send(call, attempt);
            } catch (ArmException failed) {
                Duration wait = failed.retryAfter().orElse(backoff);
                boolean again = kind != ArmRequest.Kind.EFFECT
                        && failed.isTransient()
                        && attempt < MOST_SENDS
                        && wait.compareTo(LONGEST_WAIT) <= 0;
                if (!again) {
                    throw failed;
                }
                waiting.accept(wait);
                backoff = backoff.multipliedBy(2);
            }
        }
    }
}
