package io.github.azuredr.testkit.assertions;

import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Concern;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.plan.PlannedStep;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a {@link Plan}; each failure prints the plan's page. */
public final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {
    PlanAssert(Plan actual) {
        super(actual, PlanAssert.class);
    }

    /** There is nothing to do. */
    public PlanAssert isEmpty() {
        isNotNull();
        if (!actual.isEmpty()) {
            fail("nothing to do");
        }
        return this;
    }

    /** It has exactly these steps, by id, in drafted order. */
    public PlanAssert hasSteps(String... ids) {
        isNotNull();
        List<String> there = actual.steps().stream().map(PlannedStep::id).toList();
        if (!there.equals(List.of(ids))) {
            fail("the steps " + List.of(ids) + " but they are " + there);
        }
        return this;
    }

    /** It has a step of this id. */
    public PlanAssert hasStep(String id) {
        isNotNull();
        if (actual.steps().stream().noneMatch(s -> s.id().equals(id))) {
            fail("a step '" + id + "'");
        }
        return this;
    }

    /** No step that would be done calls this side; those that are dropped or deferred for its sake may name it. */
    public PlanAssert doesNotTouch(Side side) {
        isNotNull();
        boolean lost = actual.body().lost().filter(side::equals).isPresent();
        List<String> touching = actual.steps().stream()
                .filter(s -> s.touches(side) && !lost)
                .map(PlannedStep::id)
                .toList();
        if (!touching.isEmpty()) {
            fail("no step on side " + side + " but these are: " + touching);
        }
        return this;
    }

    /** It may run: nothing holds it back altogether. */
    public PlanAssert isNotBlocked() {
        isNotNull();
        if (!actual.blockers().isEmpty()) {
            fail("nothing to hold it back but these do: " + actual.blockers());
        }
        return this;
    }

    /** The concern of this id holds it back. */
    public PlanAssert isBlockedBy(String id) {
        return hasConcern(id, Concern.Weight.BLOCKS);
    }

    /** The concern of this id must be accepted by name. */
    public PlanAssert mustAccept(String id) {
        return hasConcern(id, Concern.Weight.ACCEPT);
    }

    /** It destroys something of this name. */
    public PlanAssert destroys(String victim) {
        isNotNull();
        if (actual.victims().stream().noneMatch(v -> v.name().equals(victim))) {
            fail("'" + victim + "' to be destroyed but the victims are " + actual.victims());
        }
        return this;
    }

    /** It destroys nothing. */
    public PlanAssert destroysNothing() {
        isNotNull();
        if (!actual.victims().isEmpty()) {
            fail("nothing to be destroyed but the victims are " + actual.victims());
        }
        return this;
    }

    private PlanAssert hasConcern(String id, Concern.Weight weight) {
        isNotNull();
        if (actual.body().concerns().stream().noneMatch(c -> c.id().equals(id) && c.weight() == weight)) {
            fail("a concern '" + id + "' of weight " + weight + " but there are "
                    + actual.body().concerns());
        }
        return this;
    }

    private void fail(String expectation) {
        failWithMessage("%nExpected %s%n%nThe plan:%n%s", expectation, actual.text());
    }
}
