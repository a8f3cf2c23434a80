package io.github.azuredr.datalake.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datalake.manifest.CompletePoint;
import io.github.azuredr.datalake.manifest.PassRefused;
import io.github.azuredr.datalake.store.MemoryLake;
import io.github.azuredr.error.RecoveryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RestoreTest {
    private static final PassSettings SETTINGS = PassSettings.ofDefaults()
            .withHeapLimit(3000)
            .withDeletionGuard(1, 100)
            .withRetention(Duration.ofDays(100));

    record Edit(String path, String content) {}

    private static Restore restore(MemoryLake target) {
        return Restore.of("orders", target, SETTINGS, PassFixture.runtime());
    }

    @Property(tries = 100)
    void everyCompletePointCanBeBroughtBack(
            @ForAll @Size(min = 1, max = 5) List<@Size(max = 12) List<@From("edits") Edit>> rounds,
            @ForAll boolean hierarchical,
            @ForAll int choice) {
        MemoryLake source = MemoryLake.flat("prim/data", false);
        MemoryLake target =
                hierarchical ? MemoryLake.hierarchical("sec/fs", false) : MemoryLake.flat("sec/data", false);
        LakeReplication replication = PassFixture.between(source, target, SETTINGS);
        List<Map<String, String>> states = new ArrayList<>();
        for (List<Edit> round : rounds) {
            for (Edit edit : round) {
                if (edit.content().isEmpty()) {
                    source.remove(edit.path());
                } else {
                    source.write(edit.path(), edit.content());
                }
            }
            replication.run(1).orThrow();
            states.add(target.content());
        }
        int chosen = Math.floorMod(choice, states.size());

        Restore.Restored done = restore(target).to(chosen + 1, 1);

        assertThat(done.refusals()).isEmpty();
        assertThat(target.content()).isEqualTo(states.get(chosen));
    }

    @Provide
    Arbitrary<Edit> edits() {
        return Combinators.combine(
                        Arbitraries.of("a", "b/c", "b/d", "b-e", "\u00e4/x"), Arbitraries.of("", "1", "2", "3"))
                .as(Edit::new);
    }

    @Test
    void aRestoreHoldsReplicationUntilItIsReleased() {
        MemoryLake source = MemoryLake.flat("prim/data", false);
        MemoryLake target = MemoryLake.flat("sec/data", false);
        LakeReplication replication = PassFixture.between(source, target, SETTINGS);
        source.write("a", "1");
        replication.run(1).orThrow();
        source.write("a", "2");
        replication.run(1).orThrow();

        restore(target).to(1, 1);

        assertThat(target.content()).containsEntry("a", "1");
        assertThatThrownBy(() -> replication.run(1)).isInstanceOf(PassRefused.class);
        replication.release();
        replication.run(1).orThrow();
        assertThat(target.content()).containsEntry("a", "2");
    }

    @Test
    void aRestoreThatWasAnnouncedBeforeAPassWasLetInIsNotDoneAnyMore() {
        MemoryLake source = MemoryLake.flat("prim/data", false);
        MemoryLake target = MemoryLake.flat("sec/data", false);
        LakeReplication replication = PassFixture.between(source, target, SETTINGS);
        source.write("a", "1");
        replication.run(1).orThrow();
        source.write("a", "2");
        replication.run(1).orThrow();

        restore(target).to(1, 1, 2);
        restore(target).to(1, 1, 2);
        assertThat(target.content()).as("a repetition while it is held").containsEntry("a", "1");
        replication.release();
        replication.run(1).orThrow();

        assertThatThrownBy(() -> restore(target).to(1, 1, 2))
                .isInstanceOf(PassRefused.class)
                .hasMessageContaining("has moved on from pass 2");
        assertThat(target.content()).containsEntry("a", "2");
        replication.run(1).orThrow();
    }

    @Test
    void aFileSomeoneElseWroteSinceIsNamedAndLeft() {
        MemoryLake source = MemoryLake.flat("prim/data", false);
        MemoryLake target = MemoryLake.flat("sec/data", false);
        LakeReplication replication = PassFixture.between(source, target, SETTINGS);
        source.write("a", "1");
        replication.run(1).orThrow();
        source.write("a", "2");
        replication.run(1).orThrow();
        target.write("a", "theirs");

        Restore.Restored done = restore(target).to(1, 1);

        assertThat(done.refusals()).singleElement().extracting(Refusal::path).isEqualTo("a");
        assertThat(target.content()).containsEntry("a", "theirs");
    }

    @Test
    void anUnknownPointIsRefusedWithTheKnownOnes() {
        MemoryLake source = MemoryLake.flat("prim/data", false);
        MemoryLake target = MemoryLake.flat("sec/data", false);
        source.write("a", "1");
        PassFixture.between(source, target, SETTINGS).run(1).orThrow();

        assertThatThrownBy(() -> restore(target).to(7, 1))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("[1]");
    }

    @Test
    void keptVersionsGoWhenTheirTimeIsOver() {
        MemoryLake source = MemoryLake.flat("prim/data", false);
        MemoryLake target = MemoryLake.flat("sec/data", false);
        LakeReplication replication = PassFixture.between(source, target, SETTINGS);
        source.write("a", "1");
        replication.run(1).orThrow();
        source.write("a", "2");
        replication.run(1).orThrow();

        long young = Restore.of("orders", target, SETTINGS.withRetention(Duration.ofDays(100)), PassFixture.runtime())
                .purge();
        long old = Restore.of("orders", target, SETTINGS.withRetention(Duration.ofDays(1)), PassFixture.runtime())
                .purge();

        assertThat(young).isZero();
        assertThat(old).isEqualTo(1);
        assertThat(target.contentBelow("_azuredr/kept")).isEmpty();
    }

    @Test
    void aPointWhoseLaterVersionsWerePutAwayIsNotOffered() {
        MemoryLake source = MemoryLake.flat("prim/data", false);
        MemoryLake target = MemoryLake.flat("sec/data", false);
        LakeReplication replication = PassFixture.between(source, target, SETTINGS);
        source.write("a", "1");
        replication.run(1).orThrow();
        source.write("a", "2");
        replication.run(1).orThrow();

        Restore later = Restore.of("orders", target, SETTINGS.withRetention(Duration.ofDays(1)), PassFixture.runtime());
        later.purge();

        assertThat(later.points()).extracting(CompletePoint::generation).containsExactly(2L);
    }

    @Test
    void aRestoreIsReleasedAndAFailoversHoldIsNot() {
        MemoryLake source = MemoryLake.flat("prim/data", false);
        MemoryLake target = MemoryLake.flat("sec/data", false);
        LakeReplication replication = PassFixture.between(source, target, SETTINGS);
        source.write("a", "1");
        replication.run(1).orThrow();
        restore(target).to(1, 1);

        restore(target).release();
        replication.run(1).orThrow();
        replication.fence(2, "side B became active");
        restore(target).to(1, 2);

        assertThat(replication.head().hold()).isEqualTo("side B became active");
        assertThatThrownBy(() -> restore(target).release()).isInstanceOf(PassRefused.class);
    }
}
