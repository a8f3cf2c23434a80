package io.github.azuredr.testkit.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.journal.JournalException;
import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.journal.JournalStore.Append;
import io.github.azuredr.journal.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link JournalStore} keeps, as tests to inherit: an implementation's test class extends this one and says
 * how to open a store.
 *
 * <p>Each test runs on an instance of its own, and needs a place of its own that is empty when it begins.
 */
public abstract class JournalStoreKit {
    private static final String APP = "orders";
    private static final int THREADS = 4;
    private static final int POSITIONS = 20;

    private final List<JournalStore> opened = new ArrayList<>();

    /** Opens one more handle on this test's place, as a second process or a restarted one would. */
    protected abstract JournalStore open();

    /** Closes what the test opened. */
    @AfterEach
    public final void closeAll() {
        opened.forEach(JournalStore::close);
    }

    @Test
    public void aLogThatWasNeverWrittenIsEmpty() {
        JournalStore store = opened();

        assertThat(store.read(APP, 0, 10)).isEmpty();
        assertThat(store.newestSnapshot(APP)).isEmpty();
    }

    @Test
    public void recordsComeBackByteForByte() {
        JournalStore store = opened();
        byte[] every = new byte[256];
        for (int value = 0; value < every.length; value++) {
            every[value] = (byte) value;
        }
        byte[] large = new byte[100_000];
        large[large.length - 1] = -1;

        store.append(APP, 0, new byte[0]);
        store.append(APP, 1, every);
        store.append(APP, 2, large);

        assertThat(store.read(APP, 0, 10)).containsExactly(new byte[0], every, large);
    }

    @Test
    public void aLogIsReadInPagesInOrderWithoutGapOrRepeat() {
        JournalStore store = opened();
        List<String> written = new ArrayList<>();
        for (int n = 0; n < POSITIONS; n++) {
            written.add("record " + n);
            store.append(APP, n, bytes(written.get(n)));
        }

        List<String> read = new ArrayList<>();
        for (int page = 0; page < POSITIONS; page++) {
            read.addAll(texts(store.read(APP, read.size(), 3)));
        }

        assertThat(read).isEqualTo(written);
    }

    @Test
    public void noMoreIsReadThanWasAskedFor() {
        JournalStore store = opened();
        for (int n = 0; n < 5; n++) {
            store.append(APP, n, bytes("record"));
        }

        assertThat(store.read(APP, 0, 1)).hasSize(1);
        assertThat(store.read(APP, 0, 4)).hasSize(4);
        assertThat(store.read(APP, 0, Integer.MAX_VALUE)).hasSize(5);
    }

    @Test
    public void aTakenPositionIsSaidToBeTakenAndKeepsItsRecord() {
        JournalStore store = opened();
        assertThat(store.append(APP, 0, bytes("first"))).isEqualTo(Append.APPENDED);

        assertThat(store.append(APP, 0, bytes("second"))).isEqualTo(Append.TAKEN);

        assertThat(texts(store.read(APP, 0, 10))).containsExactly("first");
    }

    @Test
    public void aPositionThatWouldLeaveAGapIsRefused() {
        JournalStore store = opened();
        store.append(APP, 0, bytes("first"));

        assertThatThrownBy(() -> store.append(APP, 2, bytes("third"))).isInstanceOf(JournalException.class);

        assertThat(texts(store.read(APP, 0, 10))).containsExactly("first");
    }

    @Test
    public void anotherHandleSeesEveryAppendThatWasAnswered() {
        JournalStore writer = opened();
        JournalStore reader = opened();
        reader.read(APP, 0, 10); // A store that remembers what it read has something to remember now.

        writer.append(APP, 0, bytes("first"));
        assertThat(texts(reader.read(APP, 0, 10))).containsExactly("first");

        writer.append(APP, 1, bytes("second"));
        assertThat(texts(reader.read(APP, 0, 10))).containsExactly("first", "second");
    }

    @Test
    public void aLogOutlivesTheHandleThatWroteIt() {
        JournalStore writer = opened();
        writer.append(APP, 0, bytes("first"));
        writer.close();

        assertThat(texts(opened().read(APP, 0, 10))).containsExactly("first");
    }

    @Test
    public void applicationsDoNotShareALog() {
        JournalStore store = opened();
        List<String> applications = List.of("orders", "Orders", "orders/2026", "orders 2026", "örders", "..");

        applications.forEach(name -> store.append(name, 0, bytes(name)));

        applications.forEach(
                name -> assertThat(texts(store.read(name, 0, 10))).as(name).containsExactly(name));
    }

    @Test
    public void ofAllWhoAppendAtAPositionExactlyOneIsToldItIsTheirs() throws Exception {
        List<JournalStore> handles = List.of(opened(), opened());
        AtomicIntegerArray appended = new AtomicIntegerArray(POSITIONS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> appending = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                JournalStore store = handles.get(thread % handles.size());
                appending.add(threads.submit(() -> {
                    for (int n = 0; n < POSITIONS; n++) {
                        if (store.append(APP, n, bytes("record")) == Append.APPENDED) {
                            appended.incrementAndGet(n);
                        }
                    }
                }));
            }
            for (Future<?> each : appending) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        for (int n = 0; n < POSITIONS; n++) {
            assertThat(appended.get(n))
                    .as("appends told to be at position %d", n)
                    .isEqualTo(1);
        }
    }

    @Test
    public void theNewestSnapshotIsTheOneThatHasTakenInTheMostWhateverIsSavedLater() {
        JournalStore store = opened();
        store.saveSnapshot(APP, new StoredSnapshot(2, bytes("two")));
        store.saveSnapshot(APP, new StoredSnapshot(7, bytes("seven")));
        store.saveSnapshot(APP, new StoredSnapshot(5, bytes("five")));

        assertThat(store.newestSnapshot(APP)).contains(new StoredSnapshot(7, bytes("seven")));
    }

    @Test
    public void aSnapshotBelongsToItsApplication() {
        JournalStore store = opened();
        store.saveSnapshot(APP, new StoredSnapshot(1, bytes("state")));

        assertThat(store.newestSnapshot("another")).isEmpty();
    }

    @Test
    public void aSnapshotOutlivesTheHandleThatSavedIt() {
        JournalStore writer = opened();
        writer.saveSnapshot(APP, new StoredSnapshot(1, bytes("state")));
        writer.close();

        assertThat(opened().newestSnapshot(APP)).contains(new StoredSnapshot(1, bytes("state")));
    }

    @Test
    public void whoeverChangesAnArrayAfterwardsDoesNotChangeTheLog() {
        JournalStore store = opened();
        byte[] given = bytes("record");
        store.append(APP, 0, given);
        given[0] = 'X';
        store.read(APP, 0, 1).get(0)[1] = 'X';

        assertThat(texts(store.read(APP, 0, 1))).containsExactly("record");
    }

    @Test
    public void numbersThatCannotBeMeantAreRefused() {
        JournalStore store = opened();

        assertThatThrownBy(() -> store.append(APP, -1, bytes("a"))).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> store.read(APP, -1, 1)).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> store.read(APP, 0, 0)).isInstanceOf(JournalException.class);
    }

    @Test
    public void aClosedHandleRefusesAndLeavesTheOthersWorking() {
        JournalStore closed = opened();
        JournalStore other = opened();
        closed.append(APP, 0, bytes("first"));
        closed.close();

        assertThatThrownBy(() -> closed.append(APP, 1, bytes("second"))).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> closed.read(APP, 0, 1)).isInstanceOf(JournalException.class);
        assertThat(other.append(APP, 1, bytes("second"))).isEqualTo(Append.APPENDED);
    }

    private JournalStore opened() {
        JournalStore store = open();
        opened.add(store);
        return store;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static List<String> texts(List<byte[]> records) {
        return records.stream().map(bytes -> new String(bytes, UTF_8)).toList();
    }
}
