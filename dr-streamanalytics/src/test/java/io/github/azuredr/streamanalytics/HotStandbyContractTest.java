package io.github.azuredr.streamanalytics;

import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.kit.FailoverContractKit;
import java.util.Map;

/** A running standby keeps what every contract keeps. */
class HotStandbyContractTest extends FailoverContractKit<TwinWorld> {
    @Override
    protected TwinWorld world() {
        return TwinWorld.hot();
    }

    @Override
    protected int walks() {
        return 20;
    }

    @Override
    protected Map<String, Step<?>> moreExamples() {
        return StepExamples.all();
    }
}
