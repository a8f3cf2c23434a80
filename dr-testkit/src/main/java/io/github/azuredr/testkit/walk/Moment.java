package io.github.azuredr.testkit.walk;

import io.github.azuredr.pair.Side;
import java.util.Optional;

/**
 * Something a process does to the world outside it.
 *
 * @param kind what kind of thing
 * @param side the side it goes to; none for the journal
 * @param what the journal entry or the method
 * @param step the step it is done for, as the journal last told; empty outside runs
 */
record Moment(Kind kind, Optional<Side> side, String what, String step) {
    enum Kind {
        APPEND,
        CALL,
        LOOK
    }

    @Override
    public String toString() {
        String where = side.map(s -> " on side " + s).orElse("");
        String during = step.isEmpty() ? "" : " during step " + step;
        return switch (kind) {
            case APPEND -> "append of " + what + during;
            case CALL -> "port call " + what + where + during;
            case LOOK -> "observe" + where;
        };
    }
}
