package io.github.azuredr.testkit.assertions;

import io.github.azuredr.contract.Gap;
import io.github.azuredr.contract.Readiness;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a {@link Readiness}; each failure prints its page. */
public final class ReadinessAssert extends AbstractAssert<ReadinessAssert, Readiness> {
    ReadinessAssert(Readiness actual) {
        super(actual, ReadinessAssert.class);
    }

    /** Nothing critical stood in the way when it was proven. */
    public ReadinessAssert isReady() {
        isNotNull();
        if (!actual.critical().isEmpty()) {
            fail("it to be ready");
        }
        return this;
    }

    /** Nothing critical stood in the way, and the proof still counts then. */
    public ReadinessAssert isReadyAt(Instant moment) {
        isNotNull();
        if (!actual.isReady(moment)) {
            fail("it to be ready, and to count at " + moment);
        }
        return this;
    }

    /** Something critical stood in the way. */
    public ReadinessAssert isNotReady() {
        isNotNull();
        if (actual.critical().isEmpty()) {
            fail("something critical in the way");
        }
        return this;
    }

    /** A gap of this id was found, in whatever workload. */
    public ReadinessAssert hasGap(String id) {
        isNotNull();
        if (all().noneMatch(g -> g.id().equals(id))) {
            fail("a gap '" + id + "'");
        }
        return this;
    }

    /** A gap of this id was found, of this severity. */
    public ReadinessAssert hasGap(String id, Gap.Severity severity) {
        isNotNull();
        if (all().noneMatch(g -> g.id().equals(id) && g.severity() == severity)) {
            fail("a gap '" + id + "' of severity " + severity);
        }
        return this;
    }

    /** No gap of this id was found. */
    public ReadinessAssert hasNoGap(String id) {
        isNotNull();
        if (all().anyMatch(g -> g.id().equals(id))) {
            fail("no gap '" + id + "'");
        }
        return this;
    }

    private Stream<Gap> all() {
        return actual.gaps().values().stream().flatMap(List::stream);
    }

    private void fail(String expectation) {
        failWithMessage("%nExpected %s%n%nThe proof:%n%s", expectation, actual.text());
    }
}
