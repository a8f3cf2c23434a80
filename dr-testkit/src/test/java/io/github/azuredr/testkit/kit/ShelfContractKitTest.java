package io.github.azuredr.testkit.kit;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.shelf.ShelfSteps;
import io.github.azuredr.testkit.shelf.ShelfWorld;
import io.github.azuredr.testkit.walk.Scenario;
import java.util.Map;

/** All that an implementor writes. */
class ShelfContractKitTest extends FailoverContractKit<ShelfWorld> {
    @Override
    protected ShelfWorld world() {
        return new ShelfWorld();
    }

    @Override
    protected Scenario<ShelfWorld> outage() {
        return ShelfWorld.everything(Scenario.in(this::world));
    }

    @Override
    protected Map<String, Step<?>> moreExamples() {
        return Map.of(
                "shelf-open-scratch/1", new ShelfSteps.OpenScratch(Side.B),
                "shelf-destroy-scratch/1", new ShelfSteps.DestroyScratch(Side.B, 7));
    }
}
