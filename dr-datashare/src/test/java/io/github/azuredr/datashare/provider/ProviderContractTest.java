package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.SimulatedShares;
import io.github.azuredr.datashare.resource.RoleAssignment;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.kit.FailoverContractKit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The provider's contract keeps what every contract keeps. */
class ProviderContractTest extends FailoverContractKit<ProviderWorld> {
    @Override
    protected ProviderWorld world() {
        return new ProviderWorld();
    }

    @Override
    protected int walks() {
        return 20;
    }

    @Override
    protected Map<String, Step<?>> moreExamples() {
        Map<String, Step<?>> examples = new HashMap<>(Map.of(
                "register-data-share/1",
                new RegisterNamespace(Side.B, "s1"),
                "create-share-account/1",
                new CreateAccount(Side.B, "shares", "{\"location\":\"centralus\"}"),
                "assign-share-role/1",
                new AssignRole(Side.B, "/subscriptions/s1", RoleAssignment.BLOB_DATA_READER),
                "put-share/1",
                new PutShare(Side.B, "sales", "{\"properties\":{}}"),
                "put-in-share/1",
                new PutInShare(
                        Side.B,
                        "sales",
                        ShareChild.SCHEDULES,
                        "daily",
                        SimulatedShares.schedule(SimulatedShares.TIME).json()),
                "invite-consumer/1",
                new InviteConsumer(Side.B, "sales", "early-2", "early", Optional.of("2026-12-20T10:00:00Z")),
                "check-shares/1",
                new CheckShares(Side.B, List.of("hr", "sales")),
                "capture-shares/1",
                new CaptureShares(Side.A)));
        examples.put("revoke-subscription/1", new RevokeSubscription(Side.A, "sales", "0f"));
        examples.put("reinstate-subscription/1", new ReinstateSubscription(Side.A, "sales", "0f"));
        return examples;
    }
}
