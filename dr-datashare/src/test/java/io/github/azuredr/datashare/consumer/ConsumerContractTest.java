package io.github.azuredr.datashare.consumer;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.kit.FailoverContractKit;
import java.util.Map;

/** The consumer's contract keeps what every contract keeps. */
class ConsumerContractTest extends FailoverContractKit<ConsumerWorld> {
    @Override
    protected ConsumerWorld world() {
        return new ConsumerWorld();
    }

    @Override
    protected int walks() {
        return 20;
    }

    @Override
    protected Map<String, Step<?>> moreExamples() {
        return Map.of(
                "accept-invitation/1",
                new AcceptInvitation(Side.B, "sales", "{\"properties\":{}}"),
                "map-data-set/1",
                new MapDataSet(Side.B, "sales", "all", "all", "Container", "sales", "{\"kind\":\"Container\"}"),
                "take-schedule/1",
                new TakeSchedule(Side.B, "sales", "daily"),
                "drop-schedule/1",
                new DropSchedule(Side.A, "sales", "daily"),
                "check-subscription/1",
                new CheckSubscription(Side.B, "sales"),
                "capture-subscriptions/1",
                new CaptureSubscriptions(Side.A));
    }
}
