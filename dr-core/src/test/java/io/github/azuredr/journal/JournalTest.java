package io.github.azuredr.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.pair.Region;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.WorkloadLine;
import io.github.azuredr.toy.MemoryStore;
import io.github.azuredr.toy.TestTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private final TestTime time = new TestTime();
    private final MemoryStore store = new MemoryStore();

    @BeforeEach
    void born() {
        Entry.Genesis genesis = new Entry.Genesis(
                "journal-1",
                "orders",
                Region.of("eastus2"),
                Region.of("centralus"),
                List.of(new WorkloadLine("lake", true, List.of())),
                Side.A);
        assertThat(Journal.initialise(store, "one", time, genesis)).isTrue();
        assertThat(Journal.initialise(store, "one", time, genesis)).isFalse();
    }

    private Journal open(String instance) {
        return Journal.open(store, "orders", instance, time);
    }

    private Entry look(String attachment) {
        return new Entry.Observed("lake", Side.A, time.now(), attachment);
    }

    private void addForeign(String kind, String more) {
        JournalState now = Journal.verify(store, "orders");
        store.records.add(("{\"v\":1,\"n\":" + now.n() + ",\"prev\":\"" + now.head()
                        + "\",\"at\":\"2026-11-20T12:00:00Z\",\"by\":\"newer\",\"id\":\"x\",\"entry\":{\"kind\":\""
                        + kind + "\"" + more + "}}")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyRecordNamesTheHashOfTheBytesBeforeIt() {
        Journal journal = open("one");
        journal.append(s -> Decision.append(look("a")));
        journal.append(s -> Decision.append(look("b")));

        List<JournalRecord> records = journal.records(0);
        assertThat(records).hasSize(3);
        assertThat(records.get(0).prev()).isEmpty();
        for (int n = 1; n < records.size(); n++) {
            assertThat(records.get(n).prev()).isEqualTo(RecordCodec.sha256(store.records.get(n - 1)));
            assertThat(records.get(n).by()).isEqualTo("one");
        }
        assertThat(journal.state().head()).isEqualTo(RecordCodec.sha256(store.records.get(2)));
    }

    @Test
    void aCommandOvertakenByAnotherWriterIsAskedAgainInTheNewState() {
        Journal one = open("one");
        Journal two = open("two");
        store.beforeNextAppend = () -> two.append(s -> Decision.append(look("two")));
        List<Long> asked = new ArrayList<>();

        Journal.Appended appended = one.append(s -> {
            asked.add(s.n());
            return Decision.append(look("one"));
        });

        assertThat(appended.isAppended()).isTrue();
        assertThat(asked).containsExactly(1L, 2L);
        assertThat(appended.state().n()).isEqualTo(3);
        assertThat(appended.state().look("lake", Side.A).orElseThrow().attachment())
                .isEqualTo("one");
    }

    @Test
    void aCommandThatNoLongerAppliesStopsAndWritesNothing() {
        Journal one = open("one");
        Journal two = open("two");
        store.beforeNextAppend = () -> two.append(s -> Decision.append(look("two")));

        Journal.Appended appended = one.append(s -> s.look("lake", Side.A).isEmpty()
                ? Decision.append(look("one"))
                : Decision.stop("looked", "somebody looked already"));

        assertThat(appended.isAppended()).isFalse();
        assertThat(appended.stopped().orElseThrow().rule()).isEqualTo("looked");
        assertThat(store.records).hasSize(2);
    }

    @Test
    void twoProcessesOnOneFolderWriteOneChain(@TempDir Path folder) {
        try (JournalStore first = FileJournalStore.in(folder);
                JournalStore second = FileJournalStore.in(folder)) {
            Journal.initialise(first, "one", time, open("one").state().genesis());
            Journal one = Journal.open(first, "orders", "one", time);
            Journal two = Journal.open(second, "orders", "two", time);
            for (int i = 0; i < 20; i++) {
                String attachment = "look-" + i;
                (i % 3 == 0 ? one : two).append(s -> Decision.append(look(attachment)));
            }
            assertThat(one.refresh()).isEqualTo(two.refresh()).isEqualTo(Journal.verify(second, "orders"));
            assertThat(one.state().n()).isEqualTo(21);
        }
    }

    @Test
    void anAnswerLostByAnExceptionIsRecognisedAsOwn() {
        Journal journal = open("one");
        store.loseNextAnswer = true;
        assertThat(journal.append(s -> Decision.append(look("a"))).isAppended()).isTrue();
        assertThat(store.records).hasSize(2);
    }

    @Test
    void anAppendRepeatedBelowIsRecognisedAsOwnAlthoughThePositionIsTaken() {
        Journal journal = open("one");
        store.repeatNextAppend = true;
        assertThat(journal.append(s -> Decision.append(look("a"))).isAppended()).isTrue();
        assertThat(store.records).hasSize(2);
    }

    @Test
    void anAppendThatNeverArrivedIsAnError() {
        Journal journal = open("one");
        store.unreachable = true;
        assertThatThrownBy(() -> journal.append(s -> Decision.append(look("a"))))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("no route to host");
        store.unreachable = false;
        assertThat(journal.refresh().n()).isEqualTo(1);
    }

    @Test
    void aStoreThatSaysTakenAndShowsNothingEndsInAnErrorNotInALoop() {
        Journal journal = open("one");
        JournalStore liar = new Taken(store);
        Journal lied = Journal.open(liar, "orders", "two", time);
        assertThatThrownBy(() -> lied.append(s -> Decision.append(look("a"))))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("position 1 is taken, but shows nothing there");
        assertThat(journal.refresh().n()).isEqualTo(1);
    }

    @Test
    void anUnknownCriticalEntryForbidsWritingAndIsNamed() {
        addForeign("side-renamed", "");
        Journal journal = open("one");
        assertThat(journal.state().readOnly()).contains("side-renamed");
        assertThatThrownBy(() -> journal.append(s -> Decision.append(look("a"))))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("'side-renamed'")
                .hasMessageContaining("may only read");
        assertThat(store.records).hasSize(2);
    }

    @Test
    void anUnknownEntryThatIsNotCriticalIsPassedOver() {
        addForeign("mood", ",\"critical\":\"no\"");
        Journal journal = open("one");
        assertThat(journal.state().readOnly()).isEmpty();
        assertThat(journal.append(s -> Decision.append(look("a"))).isAppended()).isTrue();
        assertThat(journal.state().n()).isEqualTo(3);
    }

    @Test
    void aSnapshotIsTakenAndMakesTheNextStartShort() {
        Journal journal = open("one");
        for (int i = 0; i < 1001; i++) {
            String attachment = "look-" + i;
            journal.append(s -> Decision.append(look(attachment)));
        }
        assertThat(store.snapshots).hasSize(1);
        byte[] early = store.records.get(1);
        store.records.set(1, "damaged".getBytes(StandardCharsets.UTF_8));

        assertThat(open("two").state()).isEqualTo(journal.state());
        assertThatThrownBy(() -> Journal.verify(store, "orders")).hasMessageContaining("position 1");
        store.records.set(1, early);
        assertThat(Journal.verify(store, "orders")).isEqualTo(journal.state());
    }

    @Test
    void aSnapshotThatIsDamagedOrOfAnotherChainIsIgnored() {
        Journal journal = open("one");
        journal.append(s -> Decision.append(look("a")));
        store.snapshots.add(new StoredSnapshot(2, "damaged".getBytes(StandardCharsets.UTF_8)));
        assertThat(open("two").state()).isEqualTo(journal.state());

        JournalState other = new JournalState(
                2,
                "0".repeat(64),
                journal.state().genesis(),
                Routing.born(Side.B),
                journal.state().runs(),
                journal.state().points(),
                journal.state().observations(),
                journal.state().readOnly());
        store.snapshots.add(new StoredSnapshot(2, new RecordCodec().codec().bytes(other)));
        assertThat(open("two").state().routing().active()).contains(Side.A);

        JournalState none = new JournalState(
                0,
                "",
                journal.state().genesis(),
                Routing.born(Side.B),
                journal.state().runs(),
                journal.state().points(),
                journal.state().observations(),
                journal.state().readOnly());
        store.snapshots.add(new StoredSnapshot(3, new RecordCodec().codec().bytes(none)));
        assertThat(open("two").state().routing().active()).contains(Side.A);
    }

    @Test
    void verifyFindsEveryFlippedByteBeforeTheLastRecord() {
        Journal journal = open("one");
        journal.append(s -> Decision.append(look("a")));
        journal.append(s -> Decision.append(look("b")));
        byte[] whole = store.records.get(1).clone();
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 1;
            store.records.set(1, flipped);
            assertThatThrownBy(() -> Journal.verify(store, "orders")).isInstanceOf(JournalException.class);
        }
        store.records.set(1, whole);
        assertThat(Journal.verify(store, "orders")).isEqualTo(journal.state());
    }

    @Test
    void twoActiveSidesOrAShrinkingEpochAreRefusedByTheFold() {
        Journal journal = open("one");
        assertThatThrownBy(() -> journal.append(s -> Decision.append(new Entry.Routed("run-1", 2, Side.B, false))))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("became active while A still was");
    }

    /** Always says that the position is taken. */
    private static final class Taken implements JournalStore {
        private final JournalStore real;

        Taken(JournalStore real) {
            this.real = real;
        }

        @Override
        public Append append(String application, long n, byte[] record) {
            return Append.TAKEN;
        }

        @Override
        public List<byte[]> read(String application, long from, int atMost) {
            return real.read(application, from, atMost);
        }

        @Override
        public Optional<StoredSnapshot> newestSnapshot(String application) {
            return Optional.empty();
        }

        @Override
        public void saveSnapshot(String application, StoredSnapshot snapshot) {
            real.saveSnapshot(application, snapshot);
        }

        @Override
        public JournalPlace place() {
            return real.place();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
