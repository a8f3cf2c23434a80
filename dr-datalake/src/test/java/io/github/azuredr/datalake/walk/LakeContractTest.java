package io.github.azuredr.datalake.walk;

import io.github.azuredr.datalake.StepExamples;
import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.kit.FailoverContractKit;
import io.github.azuredr.testkit.walk.Scenario;
import java.util.Map;

/** The lake keeps what every failover contract keeps. */
class LakeContractTest extends FailoverContractKit<MemoryLakeWorld> {
    @Override
    protected MemoryLakeWorld world() {
        return MemoryLakeWorld.flat();
    }

    @Override
    protected Scenario<MemoryLakeWorld> outage() {
        return LakeStories.forcedAndHome(Scenario.in(this::world));
    }

    @Override
    protected Map<String, Step<?>> moreExamples() {
        return StepExamples.all();
    }

    @Override
    protected int walks() {
        return Integer.getInteger("dr.walk.points", 8);
    }
}
