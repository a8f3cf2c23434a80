package io.github.azuredr.datalake;

import io.github.azuredr.datalake.files.PassSettings;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Step;
import java.util.Map;

/** One step of each type, as it is stored. */
public final class StepExamples {
    private StepExamples() {}

    public static Map<String, Step<?>> all() {
        PassSettings settings = PassSettings.ofDefaults();
        return Map.of(
                "check-tree/1", new CheckTree("orders", Side.A),
                "create-tree/1", new CreateTree("orders", Side.B),
                "replicate-tree/1", new ReplicateTree("orders", Side.A, settings, true),
                "hold-tree-replication/1", new HoldReplication("orders", Side.B, "side B became active"),
                "turn-tree-replication/1", new TurnReplication("orders", Side.A, settings),
                "announce-restore/1", new AnnounceRestore("orders", Side.B, 12, settings),
                "restore-tree/1", new RestoreTree("orders", Side.B, 12, settings),
                "release-tree-hold/1", new ReleaseHold("orders", Side.B),
                "resume-replication/1", new ResumeReplication("orders", Side.B));
    }
}
