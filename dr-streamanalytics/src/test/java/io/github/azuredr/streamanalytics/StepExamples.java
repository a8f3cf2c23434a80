package io.github.azuredr.streamanalytics;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Step;
import io.github.azuredr.streamanalytics.control.DataHole;
import io.github.azuredr.streamanalytics.control.StartChoice;
import io.github.azuredr.streamanalytics.control.StartRequest;
import io.github.azuredr.streamanalytics.port.RoleGrant;
import io.github.azuredr.streamanalytics.twin.SecretSlot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One step of each type, as journals hold them for years. */
final class StepExamples {
    private static final Instant TIME = Instant.parse("2026-11-20T09:50:00Z");

    private StepExamples() {}

    static Map<String, Step<?>> all() {
        Map<String, Step<?>> all = new HashMap<>();
        all.put("register-stream-analytics/1", new RegisterService(Side.B, "clicks"));
        all.put(
                "check-job-secrets/1",
                new CheckSecrets(
                        Side.B,
                        "clicks",
                        List.of(new SecretSlot(
                                "/properties/inputs/0/properties/datasource/properties/sharedAccessPolicyKey",
                                "input hub, sharedAccessPolicyKey",
                                "clicks--inputs-hub--sharedAccessPolicyKey"))));
        all.put("create-job/1", new CreateTwin(Side.B, "clicks", "{\"location\":\"centralus\"}"));
        all.put("replace-job/1", new ReplaceTwin(Side.B, "clicks", "{\"location\":\"centralus\"}", "abc"));
        all.put(
                "grant-job-role/1",
                new GrantRole(Side.B, "clicks", "/subscriptions/s/hub", RoleGrant.EVENT_HUBS_RECEIVER));
        all.put("test-job-connections/1", new TestConnections(Side.B, "clicks"));
        all.put(
                "start-job/1",
                new StartJob(
                        Side.B,
                        "clicks",
                        "centralus",
                        3,
                        new StartChoice(
                                StartRequest.lastOutput(),
                                Optional.of(StartRequest.from(TIME)),
                                "from its own last output",
                                Optional.of(new DataHole(Optional.of(TIME), TIME.plusSeconds(60), "an example"))),
                        false));
        all.put("stop-job/1", new StopJob(Side.A, "clicks", "a cold standby rests"));
        all.put("scale-job/1", new ScaleJob(Side.B, "clicks", 6));
        all.put("await-job/1", new AwaitCaughtUp(Side.B, "clicks", Duration.ofMinutes(2), Duration.ofHours(1)));
        all.put("check-job/1", new CheckJob(Side.B, "clicks"));
        all.put("keep-jobs/1", new KeepDefinitions(Side.A, List.of("clicks"), true));
        all.put("set-job-aside/1", new SetAside(Side.A, "clicks", "{\"location\":\"eastus2\"}"));
        return all;
    }
}
