package io.github.azuredr.datalake.walk;

import io.github.azuredr.datalake.StepExamples;
import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.kit.FailoverContractKit;
import io.github.azuredr.testkit.walk.Scenario;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** The lake keeps what every failover contract keeps on Gen1 accounts, too, whose passes nothing fences. */
class Gen1ContractTest extends FailoverContractKit<Gen1LakeWorld> {
    @AfterAll
    static void close() {
        Gen1LakeWorld.closeAll();
    }

    @Override
    protected Gen1LakeWorld world() {
        return Gen1LakeWorld.fresh();
    }

    @Override
    protected Scenario<Gen1LakeWorld> outage() {
        return LakeStories.forcedAndHome(Scenario.in(this::world));
    }

    @Override
    protected Map<String, Step<?>> moreExamples() {
        return StepExamples.all();
    }

    @Override
    protected int walks() {
        return Integer.getInteger("dr.walk.points", 2);
    }
}
