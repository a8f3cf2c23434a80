package io.github.azuredr.testkit.azure;

/** One simulated service: a strict function from request to response over a {@link SimState}; safe for concurrent calls. */
public interface SimService {

    /** The region name of what has no region: a global endpoint, such as that of Azure Resource Manager. */
    String GLOBAL = "global";

    /** Whether this service answers for the request's host and path. */
    boolean serves(SimRequest request);

    /** The region the request lands in, by its Azure name such as {@code eastus2}; {@code global} for what has none. */
    String regionOf(SimRequest request);

    /** Answers, or refuses as the real service would; never throws for anything a client can send. */
    SimResponse answer(SimRequest request);

    /** A short name of the service, for the record of exchanges; such as {@code arm} or {@code blob}. */
    default String name() {
        return "other";
    }

    /**
     * The region of the resource a request is about, which differs from {@link #regionOf} where a global endpoint
     * manages regional resources.
     */
    default String concerns(SimRequest request) {
        return regionOf(request);
    }

    /**
     * An injected fault in this service's own error format; by default the JSON envelope with the code repeated in
     * {@code x-ms-error-code}.
     *
     * @param status the HTTP status to answer
     * @param code the error code, such as {@code InternalServerError}
     * @param message what a person reads
     */
    default SimResponse refusal(SimRequest request, int status, String code, String message) {
        return SimResponse.json(
                        status,
                        Json.object()
                                .with("error.code", code)
                                .with("error.message", message)
                                .toString())
                .with("x-ms-error-code", code);
    }
}
