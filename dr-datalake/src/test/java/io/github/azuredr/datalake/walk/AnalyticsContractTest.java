package io.github.azuredr.datalake.walk;

import io.github.azuredr.datalake.StepExamples;
import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.kit.FailoverContractKit;
import io.github.azuredr.testkit.walk.Scenario;
import java.util.Map;

/** A lake with its analytics accounts keeps what every failover contract keeps. */
class AnalyticsContractTest extends FailoverContractKit<AnalyticsWorld> {
    @Override
    protected AnalyticsWorld world() {
        return new AnalyticsWorld();
    }

    @Override
    protected Scenario<AnalyticsWorld> prepared() {
        return AnalyticsStories.copied(Scenario.in(this::world));
    }

    @Override
    protected Scenario<AnalyticsWorld> outage() {
        return AnalyticsStories.forcedAndHome(Scenario.in(this::world));
    }

    @Override
    protected Map<String, Step<?>> moreExamples() {
        return StepExamples.all();
    }

    @Override
    protected int walks() {
        return Integer.getInteger("dr.walk.points", 6);
    }
}
