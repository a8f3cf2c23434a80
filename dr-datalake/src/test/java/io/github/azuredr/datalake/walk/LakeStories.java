package io.github.azuredr.datalake.walk;

import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.testkit.walk.Scenario;
import java.time.Duration;
import java.util.List;

/** What happens to a protected tree, line by line. */
final class LakeStories {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private LakeStories() {}

    /**
     * Prepared, copied, changed, copied again: an overwrite, a deletion, a new file, a table's log. No
     * effect may take place twice, whatever the fencing would allow.
     */
    static <W extends LakeWorld> Scenario<W> copied(Scenario<W> start) {
        return start.allowing(Fencing.CONVERGENT, 0)
                .prepare()
                .happens("first files", world -> {
                    world.write(Side.A, "a/changed", "old");
                    world.write(Side.A, "a/gone", "gone");
                    world.write(Side.A, "same", "same");
                })
                .passes(MINUTE)
                .replicate()
                .happens("changes", world -> {
                    world.write(Side.A, "a/changed", "new");
                    world.write(Side.A, "b", "added");
                    world.write(Side.A, "t/data", "data");
                    world.write(Side.A, "t/_delta_log/0.json", "log");
                    world.remove(Side.A, "a/gone");
                })
                .passes(MINUTE)
                .replicate();
    }

    /** Over as planned, with a write in the very second it begins, and home again. */
    static <W extends LakeWorld> Scenario<W> plannedThereAndBack(Scenario<W> start) {
        return copied(start)
                .happens("last moment", world -> {
                    world.write(Side.A, "t/data1", "more");
                    world.write(Side.A, "t/_delta_log/1.json", "last log");
                })
                .failOver("centralus")
                .happens("work in the west", world -> {
                    world.write(Side.B, "a/changed", "west");
                    world.remove(Side.B, "b");
                })
                .passes(MINUTE)
                .replicate()
                .failOver("eastus2");
    }

    /** A is lost with writes nobody copied; B serves; A returns, is reprotected, and serves again. */
    static <W extends LakeWorld> Scenario<W> forcedAndHome(Scenario<W> start) {
        return copied(start)
                .happens("never copied", world -> {
                    world.write(Side.A, "a/changed", "lost version");
                    world.write(Side.A, "only-east", "lost file");
                })
                .goesDark(Side.A)
                .forceFailOver("centralus")
                .happens("work in the west", world -> world.write(Side.B, "a/changed", "west"))
                .comesBack(Side.A)
                .passes(MINUTE)
                .reprotect()
                .happens("more work in the west", world -> world.remove(Side.B, "same"))
                .passes(MINUTE)
                .replicate()
                .failOver("eastus2");
    }

    /** An accident on the standby is taken back, and once more on the side that became active since; both end alike. */
    static <W extends LakeWorld> Scenario<W> accidentsTakenBack(Scenario<W> start) {
        return copied(start)
                .allowing(Fencing.CONVERGENT, 1)
                .run("restore the standby", dr -> Scenario.approved(dr, Goal.restoreTo("lake", point(dr, 1))))
                .passes(MINUTE)
                .reprotect()
                .failOver("centralus")
                .passes(MINUTE)
                .replicate()
                .happens("an accident in the west", world -> {
                    world.remove(Side.B, "b");
                    world.remove(Side.B, "a/changed");
                    world.write(Side.B, "west", "not an accident");
                })
                .passes(MINUTE)
                .run("restore the active side", dr -> Scenario.approved(dr, Goal.restoreTo("lake", point(dr, 0))))
                .passes(MINUTE)
                .replicate();
    }

    /** Kills make more passes, so points are counted by what the journal knows: 0 is the newest of side B. */
    private static String point(DisasterRecovery dr, int older) {
        List<String> known = dr.status().restorable().getOrDefault("lake", List.of()).stream()
                .map(point -> point.reference().orElseThrow())
                .filter(reference -> reference.contains("@B/"))
                .toList();
        return known.get(older);
    }
}
