package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.ScratchPlace;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.kit.FailoverContractKit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
        Map<String, Step<?>> examples = new HashMap<>();
        examples.put("register-receiver/1", new RegisterNamespace(Side.B, "s1"));
        examples.put("create-receiving-account/1", new CreateAccount(Side.B, "shares", "{\"location\":\"centralus\"}"));
        examples.put(
                "assign-target-role/1",
                new AssignRole(Side.B, "/subscriptions/s1", RoleAssignment.BLOB_DATA_CONTRIBUTOR));
        examples.put("accept-invitation/1", new AcceptInvitation(Side.B, "sales", "{\"properties\":{}}"));
        examples.put(
                "map-data-set/1",
                new MapDataSet(Side.B, "sales", "all", "all", "Container", "sales", "{\"kind\":\"Container\"}"));
        examples.put("take-schedule/1", new TakeSchedule(Side.B, "sales", "daily"));
        examples.put("drop-schedule/1", new DropSchedule(Side.A, "sales", "daily"));
        examples.put("check-subscription/1", new CheckSubscription(Side.B, "sales"));
        examples.put("capture-subscriptions/1", new CaptureSubscriptions(Side.A));
        examples.put(
                "take-snapshot/1",
                new TakeSnapshot(
                        Side.B,
                        "sales",
                        SnapshotRun.FULL,
                        "2026-11-20T02:00:00Z",
                        Duration.ofHours(6),
                        List.of(new ExpectedCopy("all", "Container", "sales", 3, 4096, true))));
        ScratchPlace place = new ScratchPlace("concentral", "dr-rehearsal");
        examples.put("open-rehearsal/1", new OpenScratch(Side.B, place, "shares"));
        examples.put("count-rehearsal/1", new CheckScratch(Side.B, "sales", List.of(place), "rehearse-sales"));
        examples.put("close-rehearsal/1", new CloseScratch(Side.B, place, "\"0x8D\""));
        return examples;
    }
}
