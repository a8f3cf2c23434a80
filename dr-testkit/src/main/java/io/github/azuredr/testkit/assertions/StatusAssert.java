package io.github.azuredr.testkit.assertions;

import io.github.azuredr.Status;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a {@link Status}; each failure prints its page. */
public final class StatusAssert extends AbstractAssert<StatusAssert, Status> {
    StatusAssert(Status actual) {
        super(actual, StatusAssert.class);
    }

    /** The side in this region is active, such as {@code centralus}. */
    public StatusAssert activeIs(String region) {
        isNotNull();
        return region("the active side", actual.active(), region);
    }

    /** No side is active. */
    public StatusAssert noSideIsActive() {
        isNotNull();
        if (actual.active().isPresent()) {
            fail("no side to be active");
        }
        return this;
    }

    /** The side in this region is taken as lost. */
    public StatusAssert lostIs(String region) {
        isNotNull();
        return region("the lost side", actual.lost(), region);
    }

    /** No side is taken as lost. */
    public StatusAssert nothingIsLost() {
        isNotNull();
        if (actual.lost().isPresent()) {
            fail("no side to be lost");
        }
        return this;
    }

    /** The epoch is this. */
    public StatusAssert isInEpoch(long epoch) {
        isNotNull();
        if (actual.epoch() != epoch) {
            fail("epoch " + epoch);
        }
        return this;
    }

    /** Nothing is owed: no step was put off. */
    public StatusAssert owesNothing() {
        isNotNull();
        if (!actual.deferred().isEmpty()) {
            fail("nothing to be owed");
        }
        return this;
    }

    /** A run is in progress. */
    public StatusAssert hasOpenRun() {
        isNotNull();
        if (actual.run().isEmpty()) {
            fail("a run in progress");
        }
        return this;
    }

    /** No run is in progress. */
    public StatusAssert hasNoOpenRun() {
        isNotNull();
        if (actual.run().isPresent()) {
            fail("no run in progress");
        }
        return this;
    }

    /** The library names this verb as a legal next action. */
    public StatusAssert suggests(String verb) {
        isNotNull();
        if (actual.next().stream().noneMatch(n -> n.verb().equals(verb))) {
            fail("'" + verb + "' among the next actions");
        }
        return this;
    }

    private StatusAssert region(String what, Optional<String> label, String region) {
        if (label.filter(l -> l.startsWith(region + " (")).isEmpty()) {
            fail(what + " to be in " + region);
        }
        return this;
    }

    private void fail(String expectation) {
        failWithMessage("%nExpected %s%n%nThe status:%n%s", expectation, actual.text());
    }
}
