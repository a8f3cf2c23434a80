package io.github.azuredr.step;

import io.github.azuredr.pair.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a step may use while it runs.
 *
 * @param <P> the contract's port
 */
public interface StepContext<P> {

    /**
     * The port to one side.
     *
     * @throws AttemptOverException when the side was not declared, is lost, or this attempt was overtaken by another
     *     executor, another epoch or its own deadline; calls on a port obtained earlier are refused the same way
     */
    P on(Side side);

    /** The epoch this attempt works under. */
    long epoch();

    /** Run id / step id: the same for every attempt, so a service that knows such keys may use it. */
    String idempotencyKey();

    /** A fact another step of this run left behind. */
    Optional<String> fact(String stepId, String name);

    /** Keeps content outside the journal, on both sides where possible, and returns its SHA-256 in hex. */
    String attach(byte[] content);

    /** Content kept earlier. */
    Optional<byte[]> attachment(String hash);

    /** Shows how far the step is; cheap, never durable. */
    void progress(long done, long total, String unit);

    /** The only way to wait; virtual in tests. */
    void pause(Duration duration);

    /** The wall clock as given to the library. */
    Instant now();
}
