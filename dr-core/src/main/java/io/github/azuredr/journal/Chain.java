package io.github.azuredr.journal;

import io.github.azuredr.codec.CodecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One application's records, decoded and linked: every reader of a journal reads through here. */
final class Chain {
    private static final Logger LOG = LoggerFactory.getLogger(Chain.class);
    private static final int PAGE = 512;

    private final JournalStore store;
    private final String application;
    private final RecordCodec codec = new RecordCodec();

    Chain(JournalStore store, String application) {
        this.store = store;
        this.application = application;
    }

    RecordCodec codec() {
        return codec;
    }

    /** The state after the first record. */
    JournalState born() {
        JournalRecord first = at(0).orElseThrow(() -> new JournalException(
                "journal of " + application + ": absent at " + store.place().description(),
                "If this application never had one, call initialise() once; if it had, point the store at it."));
        JournalState born = JournalState.born(first);
        if (!born.genesis().application().equals(application)) {
            throw new JournalException(
                    "journal of " + application + ": the store holds the journal of '"
                            + born.genesis().application() + "'",
                    "Give each application its own name or its own store.");
        }
        return born;
    }

    /** The state after everything that follows; each link is verified. */
    JournalState after(JournalState from) {
        JournalState next = from;
        List<byte[]> page;
        do {
            page = store.read(application, next.n(), PAGE);
            for (byte[] bytes : page) {
                next = next.after(decode(bytes, next.n()));
            }
        } while (page.size() == PAGE);
        return next;
    }

    List<JournalRecord> records(long from) {
        List<JournalRecord> all = new ArrayList<>();
        List<byte[]> page;
        do {
            page = store.read(application, from + all.size(), PAGE);
            for (byte[] bytes : page) {
                all.add(decode(bytes, from + all.size()));
            }
        } while (page.size() == PAGE);
        return all;
    }

    Optional<JournalRecord> at(long n) {
        return store.read(application, n, 1).stream().findFirst().map(bytes -> decode(bytes, n));
    }

    /** The newest snapshot, when it is readable and belongs to this chain. */
    Optional<JournalState> snapshot() {
        Optional<StoredSnapshot> stored = store.newestSnapshot(application);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            JournalState state = codec.codec().read(stored.get().bytes(), JournalState.class);
            if (state.n() > 0
                    && at(state.n() - 1)
                            .filter(last -> last.hash().equals(state.head()))
                            .isPresent()) {
                return Optional.of(state);
            }
            LOG.atWarn()
                    .addKeyValue("application", application)
                    .addKeyValue("position", state.n())
                    .log("snapshot ignored: it does not belong to this chain");
        } catch (CodecException e) {
            LOG.atWarn()
                    .addKeyValue("application", application)
                    .addKeyValue("reason", e.getMessage())
                    .log("snapshot ignored: another version wrote it, or it is damaged");
        }
        return Optional.empty();
    }

    private JournalRecord decode(byte[] bytes, long n) {
        try {
            return codec.read(bytes);
        } catch (CodecException e) {
            throw new JournalException(
                    "journal of " + application + ", position " + n + ": " + e.getMessage(),
                    "Do not write. Compare with the other copies of the journal.",
                    e);
        }
    }
}
