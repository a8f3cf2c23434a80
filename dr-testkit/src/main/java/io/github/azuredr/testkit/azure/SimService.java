package io.github.azuredr.testkit.azure;

/** One simulated service: a strict function from request to response over a {@link SimState}; safe for concurrent calls. */
public interface SimService {

    /** Whether this service answers for the request's host and path. */
    boolean serves(SimRequest request);

    /** The region the request lands in, by its Azure name such as {@code eastus2}; {@code global} for what has none. */
    String regionOf(SimRequest request);

    /** Answers, or refuses as the real service would; never throws for anything a client can send. */
    SimResponse answer(SimRequest request);
}
