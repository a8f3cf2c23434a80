package io.github.azuredr.journal;

import io.github.azuredr.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One application's log and its fold: reads what others wrote, and appends by validating a command against the newest
 * state until the append succeeds or the command stops. Safe for concurrent use.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int SNAPSHOT_EVERY = 1000;
    private static final int FRUITLESS = 3;

    private final JournalStore store;
    private final String application;
    private final String instance;
    private final TimeSource time;
    private final Chain chain;
    private final RecordCodec codec;
    private final List<Consumer<JournalState>> followers = new CopyOnWriteArrayList<>();
    private volatile JournalState state;
    private volatile Freshness freshness;
    private volatile boolean closed;
    private long snapshotAt;

    /**
     * When the journal was last read to its end: the start of that read, by both clocks.
     *
     * @param nanos monotonic
     * @param wall by the wall clock
     */
    public record Freshness(long nanos, Instant wall) {}

    private Journal(
            JournalStore store, Chain chain, String instance, TimeSource time, JournalState state, Freshness fresh) {
        this.store = store;
        this.chain = chain;
        this.codec = chain.codec();
        this.application = state.genesis().application();
        this.instance = instance;
        this.time = time;
        this.state = state;
        this.freshness = fresh;
        this.snapshotAt = state.n();
    }

    /** Whether there is anything under this application's name. */
    public static boolean exists(JournalStore store, String application) {
        return !store.read(application, 0, 1).isEmpty();
    }

    /**
     * Writes the first entry.
     *
     * @return false when the journal already has one
     */
    public static boolean initialise(JournalStore store, String instance, TimeSource time, Entry.Genesis genesis) {
        byte[] bytes = new RecordCodec()
                .write(0, "", time.now(), instance, UUID.randomUUID().toString(), genesis);
        return store.append(genesis.application(), 0, bytes) == JournalStore.Append.APPENDED;
    }

    /**
     * Opens an existing journal: verifies the chain from its last snapshot on.
     *
     * @throws JournalException when it is absent, belongs to another application, or its chain is broken
     */
    public static Journal open(JournalStore store, String application, String instance, TimeSource time) {
        Freshness fresh = new Freshness(time.nanos(), time.now());
        Chain chain = new Chain(store, application);
        JournalState born = chain.born();
        JournalState from = chain.snapshot().orElse(born);
        Journal journal = new Journal(store, chain, instance, time, from, fresh);
        journal.refresh();
        return journal;
    }

    /** The state as last read; no I/O. */
    public JournalState state() {
        return state;
    }

    /** When the state was last known to be the newest. */
    public Freshness freshness() {
        return freshness;
    }

    /** The name this process writes under. */
    public String instance() {
        return instance;
    }

    /** Ends this handle, so that nobody waits for it to become readable again; the store stays open. */
    public void close() {
        closed = true;
    }

    /** Whether this handle was ended. */
    public boolean isClosed() {
        return closed;
    }

    /** Calls back after every change that this process learns of, on the thread that learned it; must not block or throw. */
    public void follow(Consumer<JournalState> follower) {
        followers.add(follower);
    }

    /** Reads what others wrote since. */
    public synchronized JournalState refresh() {
        if (closed) {
            throw new JournalException("journal of " + application + ": closed here", "Build the application anew.");
        }
        Freshness start = new Freshness(time.nanos(), time.now());
        JournalState before = state;
        JournalState next = chain.after(before);
        state = next;
        freshness = start;
        if (next.n() != before.n()) {
            followers.forEach(f -> f.accept(state));
            snapshotIfDue();
        }
        return next;
    }

    /**
     * Appends what the command makes of the newest state. When another writer was faster, reads what it wrote and asks
     * the command again: recovery points, approvals and pauses of others never stop it, a changed situation may.
     *
     * @return the state with the entry, or why the command stopped
     */
    public synchronized Appended append(Function<JournalState, Decision> command) {
        String id = UUID.randomUUID().toString();
        JournalState now = state;
        int fruitless = 0;
        while (true) {
            refuseWhenReadOnly(now);
            Decision decision = command.apply(now);
            if (decision instanceof Decision.Stop stop) {
                return new Appended(now, Optional.of(stop));
            }
            Entry entry = ((Decision.Append) decision).entry();
            if (tryAppend(now, id, entry)) {
                JournalState after = refresh();
                return new Appended(after, Optional.empty());
            }
            JournalState seen = refresh();
            if (seen.n() == now.n() && ++fruitless == FRUITLESS) {
                throw new JournalException(
                        "journal of " + application + ": the store says that position " + now.n()
                                + " is taken, but shows nothing there",
                        "Use a store whose reads see every answered append.");
            }
            now = seen;
        }
    }

    /**
     * What became of a command.
     *
     * @param state the newest state
     * @param stopped why nothing was appended; empty when it was
     */
    public record Appended(JournalState state, Optional<Decision.Stop> stopped) {
        /** Whether the entry is in the journal. */
        public boolean isAppended() {
            return stopped.isEmpty();
        }
    }

    private boolean tryAppend(JournalState now, String id, Entry entry) {
        byte[] bytes = codec.write(now.n(), now.head(), time.now(), instance, id, entry);
        try {
            // A store that repeats by itself answers TAKEN for a record of our own whose first answer was lost.
            return store.append(application, now.n(), bytes) == JournalStore.Append.APPENDED || isOurs(now.n(), id);
        } catch (JournalException lost) {
            if (isOurs(now.n(), id)) {
                return true;
            }
            if (store.read(application, now.n(), 1).isEmpty()) {
                throw lost;
            }
            return false;
        }
    }

    private boolean isOurs(long n, String id) {
        return chain.at(n).filter(there -> there.id().equals(id)).isPresent();
    }

    private void refuseWhenReadOnly(JournalState now) {
        if (now.readOnly().isPresent()) {
            throw new JournalException(
                    "journal of " + application + ": holds an entry of kind '"
                            + now.readOnly().get() + "' that this version does not know; it may only read",
                    "Update this process to the version that wrote it.");
        }
    }

    private void snapshotIfDue() {
        if (state.n() - snapshotAt >= SNAPSHOT_EVERY) {
            snapshotAt = state.n();
            try {
                store.saveSnapshot(
                        application, new StoredSnapshot(state.n(), codec.codec().bytes(state)));
            } catch (JournalException e) {
                // A snapshot only saves time; the journal itself is complete without it.
                LOG.atWarn()
                        .addKeyValue("application", application)
                        .addKeyValue("reason", e.getMessage())
                        .log("snapshot not saved");
            }
        }
    }

    /**
     * Reads the whole journal and verifies every link of its chain.
     *
     * @return the state after the last entry
     * @throws JournalException at the first break, naming its position
     */
    public static JournalState verify(JournalStore store, String application) {
        Chain chain = new Chain(store, application);
        return chain.after(chain.born());
    }

    /** All records from a position on, for timelines and reports. */
    public List<JournalRecord> records(long from) {
        return chain.records(from);
    }

    /** A value as JSON, by the journal's own rules; for attachments and reports. */
    public byte[] encode(Object value) {
        return codec.codec().pretty(value).getBytes(StandardCharsets.UTF_8);
    }

    /** A value from JSON written by {@link #encode}. */
    public <T> T decode(byte[] json, Class<T> type) {
        return codec.codec().read(json, type);
    }
}
