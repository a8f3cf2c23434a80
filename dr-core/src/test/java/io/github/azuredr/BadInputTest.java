package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.journal.Journal;
import io.github.azuredr.journal.JournalException;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.toy.MemoryStore;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import io.github.azuredr.toy.TestTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bad settings and bad journals get: an error that names the field and the rule, before anything changes. */
class BadInputTest {
    private final StagedApplication app = new StagedApplication();
    private final Staged w = app.protect("w");

    @Test
    void equalRegions() {
        assertThatThrownBy(() -> RegionPair.of("eastus2", "eastus2")).hasMessageContaining("eastus2");
    }

    @Test
    void anUnknownRegion() {
        assertThatThrownBy(() -> RegionPair.of("eastus2", "atlantis")).hasMessageContaining("atlantis");
    }

    @Test
    void aRegionThatIsNotOfThePair() {
        DisasterRecovery dr = app.born();
        assertThatThrownBy(() -> dr.plan(Goal.failOverTo("westeurope")))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("westeurope")
                .hasMessageContaining("eastus2 (A)")
                .hasMessageContaining("centralus (B)");
        assertThat(dr.history()).hasSize(1);
    }

    @Test
    void objectivesThatAreNotPositive() {
        assertThatThrownBy(() -> RecoveryObjectives.rpo(Duration.ofMinutes(-1)))
                .hasMessageContaining("objectives.rpo: must be longer than zero");
        assertThatThrownBy(() -> RecoveryObjectives.rpo(Duration.ofMinutes(1)).rto(Duration.ZERO))
                .hasMessageContaining("objectives.rto");
    }

    @Test
    void aCadenceThatCannotMeetTheRpo() {
        assertThatThrownBy(() -> app.builder("one")
                        .replicating(ReplicationPolicy.every(Duration.ofMinutes(31)))
                        .build())
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("replication.every")
                .hasMessageContaining("PT30M");
        assertThat(app.store.records).isEmpty();
    }

    @Test
    void missingBuilderFieldsAreNamedOneByOne() {
        DisasterRecoveryBuilder builder = DisasterRecovery.named("orders");
        assertThatThrownBy(builder::build).hasMessageContaining("builder.between: is missing");
        builder.between(RegionPair.of("eastus2", "centralus"));
        assertThatThrownBy(builder::build).hasMessageContaining("builder.objectives: is missing");
        builder.objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)));
        assertThatThrownBy(builder::build).hasMessageContaining("builder.replicating: is missing");
        builder.replicating(ReplicationPolicy.every(Duration.ofMinutes(15)));
        assertThatThrownBy(builder::build).hasMessageContaining("builder.journal: is missing");
        builder.journal(app.store);
        assertThatThrownBy(builder::build).hasMessageContaining("builder.protect: is missing");
    }

    @Test
    void aReadinessProofThatNeverCounts() {
        assertThatThrownBy(() ->
                        app.builder("one").readinessValidFor(Duration.ZERO).build())
                .hasMessageContaining("builder.readinessValidFor: must be longer than zero");
    }

    @Test
    void anApplicationNameThatCannotNameAJournal() {
        assertThatThrownBy(() -> DisasterRecovery.named("../orders"))
                .hasMessageContaining("application name '../orders'");
    }

    @Test
    void aWorkloadAfterAnUnknownOne() {
        assertThatThrownBy(() -> app.builder("one").protect("x", w, ProtectOption.after("nowhere")))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("workload 'x': comes after 'nowhere', which is not protected yet");
    }

    @Test
    void aWorkloadProtectedTwice() {
        assertThatThrownBy(() -> app.builder("one").protect("w", w))
                .hasMessageContaining("workload 'w': protected twice");
    }

    @Test
    void anAbsentJournal() {
        assertThatThrownBy(() -> app.builder("one").build().status())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("journal of staged: absent")
                .hasMessageContaining("initialise()");
        assertThat(app.store.records).isEmpty();
    }

    @Test
    void aGenesisThatDisagreesWithTheBuilder() {
        app.born();
        DisasterRecovery other =
                app.builder("two").between(RegionPair.of("westus", "centralus")).build();
        assertThatThrownBy(other::status)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("between: the journal was born with eastus2 (A)")
                .hasMessageContaining("westus (A)");
        assertThatThrownBy(other::initialise).hasMessageContaining("between:");
        assertThat(app.store.records).hasSize(1);
    }

    @Test
    void aJournalOfAnotherApplication() {
        app.born();
        assertThatThrownBy(() -> Journal.open(app.store, "billing", "one", app.time))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("journal of billing: the store holds the journal of 'staged'");
    }

    @Test
    void aBrokenChain() {
        DisasterRecovery dr = app.born();
        dr.plan(Goal.prepare());
        String second = new String(app.store.records.get(1), StandardCharsets.UTF_8);
        app.store.records.set(
                1, second.replace("\"by\":\"one\"", "\"by\":\"eve\"").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> app.builder("two").build().status())
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("position 2")
                .hasMessageContaining("hash chain is broken");
    }

    @Test
    void bytesThatAreNoRecordNameTheirPosition() {
        app.born();
        app.store.records.add("torn".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Journal.open(app.store, "staged", "two", app.time))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("position 1");
        app.store.records.set(0, "torn".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Journal.verify(app.store, "staged"))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("position 0");
    }

    @Test
    void aTornTailIsCutAndTheJournalGoesOn(@TempDir Path folder) throws IOException {
        try (DisasterRecovery first =
                app.builder("one").journal(FileJournalStore.in(folder)).build()) {
            first.initialise();
            first.prepare();
        }
        Path segment;
        try (Stream<Path> files = Files.walk(folder)) {
            segment = files.filter(f -> f.getFileName().toString().startsWith("journal-"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] whole = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(whole, whole.length - 3));
        try (DisasterRecovery again =
                app.builder("two").journal(FileJournalStore.in(folder)).build()) {
            int before = again.history().size();
            again.plan(Goal.prepare());
            assertThat(again.history().size()).isGreaterThan(before);
        }
    }

    @Test
    void aJournalThatHoldsNoGenesis() {
        MemoryStore store = new MemoryStore();
        store.records.add(
                "{\"v\":1,\"n\":0,\"prev\":\"\",\"at\":\"2026-01-01T00:00:00Z\",\"by\":\"x\",\"id\":\"y\",\"entry\":{\"kind\":\"side-returned\",\"side\":\"A\"}}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Journal.open(store, "staged", "one", new TestTime()))
                .hasMessageContaining("position 0: holds a SideReturned, not the genesis");
        assertThat(List.of(store.records.size())).containsExactly(1);
    }
}
