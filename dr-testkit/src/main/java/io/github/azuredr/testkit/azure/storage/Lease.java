package io.github.azuredr.testkit.azure.storage;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lease as stored; what state it is in depends on the time it is looked at.
 *
 * @param id the holder's id; null when there is none
 * @param seconds granted duration, -1 for ever
 * @param endsMillis when it runs out, or when breaking ends; ignored for an infinite lease that is not breaking
 * @param broken whether somebody asked to break it
 */
record Lease(@Nullable String id, int seconds, long endsMillis, boolean broken) {
    static final Lease NONE = new Lease(null, 0, 0, false);

    enum State {
        AVAILABLE,
        LEASED,
        EXPIRED,
        BREAKING,
        BROKEN
    }

    State at(long nowMillis) {
        if (id == null) {
            return State.AVAILABLE;
        }
        if (broken) {
            return nowMillis < endsMillis ? State.BREAKING : State.BROKEN;
        }
        return seconds < 0 || nowMillis < endsMillis ? State.LEASED : State.EXPIRED;
    }

    boolean locks(long nowMillis) {
        State state = at(nowMillis);
        return state == State.LEASED || state == State.BREAKING;
    }

    boolean heldBy(@Nullable String other) {
        return id != null && id.equalsIgnoreCase(other);
    }

    /** Adds the lease headers of a properties answer. */
    void answer(Map<String, String> headers, long nowMillis) {
        State state = at(nowMillis);
        headers.put("x-ms-lease-state", word(state));
        headers.put("x-ms-lease-status", locks(nowMillis) ? "locked" : "unlocked");
        if (state == State.LEASED) {
            headers.put("x-ms-lease-duration", seconds < 0 ? "infinite" : "fixed");
        }
    }

    static String word(State state) {
        return switch (state) {
            case AVAILABLE -> "available";
            case LEASED -> "leased";
            case EXPIRED -> "expired";
            case BREAKING -> "breaking";
            case BROKEN -> "broken";
        };
    }
}
