package io.github.azuredr.streamanalytics.mark;

import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The core of deduplication: one gap set per producer and epoch behind an open-addressing table, so that a row costs one
 * look-up and usually one comparison. The content of the last rows of each producer is remembered to notice a sequence
 * used twice; that memory is not part of what is saved. Not safe for several threads.
 */
public final class SequenceMarks {
    private final int maximumGaps;
    private final int rememberedContents;
    private @Nullable Entry[] table = new Entry[64];
    private int size;

    /**
     * Empty marks.
     *
     * @param maximumGaps open gaps kept per producer epoch; beyond it the oldest is given up and reported
     * @param rememberedContents rows per producer epoch whose content is remembered: 0 or a power of two
     */
    public SequenceMarks(int maximumGaps, int rememberedContents) {
        if (maximumGaps < 1) {
            throw new IllegalArgumentException("maximumGaps is " + maximumGaps + ": at least one gap must have room");
        }
        if (rememberedContents < 0 || Integer.bitCount(rememberedContents) > 1) {
            throw new IllegalArgumentException(
                    "rememberedContents is " + rememberedContents + ": give 0 or a power of two");
        }
        this.maximumGaps = maximumGaps;
        this.rememberedContents = rememberedContents;
    }

    /**
     * Judges one row and remembers it.
     *
     * @param digest of the row's content; compared only while the row is remembered
     */
    public Judgement judge(String producer, long epoch, long sequence, long digest) {
        Entry entry = entry(producer, epoch);
        GapSet seen = entry.seen;
        long before = seen.high();
        if (seen.add(sequence)) {
            if (entry.contents != null) {
                entry.contents.remember(sequence, digest);
            }
            return sequence > before ? Judgement.FRESH : Judgement.LATE;
        }
        if (sequence < seen.floor()) {
            return Judgement.TOO_OLD;
        }
        return entry.contents != null && entry.contents.contradicts(sequence, digest)
                ? Judgement.CONFLICT
                : Judgement.DUPLICATE;
    }

    /**
     * Gives up the oldest gaps of producers that have more than the maximum.
     *
     * @param given told about each range that is no longer waited for
     */
    public void trim(BiConsumer<ProducerEpoch, SequenceRange> given) {
        for (Entry entry : entries()) {
            while (entry.seen.gapCount() > maximumGaps) {
                given.accept(entry.source(), entry.seen.forgetOldestGap());
            }
        }
    }

    /** All open gaps, by producer and epoch in no particular order and then ascending. */
    public void forEachGap(BiConsumer<ProducerEpoch, SequenceRange> consumer) {
        for (Entry entry : entries()) {
            if (entry.seen.gapCount() > 0) {
                ProducerEpoch source = entry.source();
                entry.seen.gaps().forEach(gap -> consumer.accept(source, gap));
            }
        }
    }

    /** The highest sequence seen of a producer epoch; 0 when none was. */
    public long high(ProducerEpoch source) {
        Entry entry = table[slot(table, source.producer(), source.epoch())];
        return entry == null ? 0 : entry.seen.high();
    }

    /** How many producer epochs are known. */
    public int size() {
        return size;
    }

    /** Roughly the bytes held on the heap, names not counted. */
    public long heapBytes() {
        long sum = 16 + 4L * table.length;
        for (Entry entry : entries()) {
            sum += 40 + entry.seen.heapBytes() + (entry.contents == null ? 0 : entry.contents.heapBytes());
        }
        return sum;
    }

    /** Writes all gap sets. */
    public void writeTo(DataOutput out) throws IOException {
        Varint.write(out, size);
        for (Entry entry : entries()) {
            out.writeUTF(entry.producer);
            Varint.write(out, entry.epoch);
            entry.seen.writeTo(out);
        }
    }

    /** Replaces what is known by what {@link #writeTo} wrote. */
    public void readFrom(DataInput in) throws IOException {
        table = new Entry[64];
        size = 0;
        long count = Varint.read(in);
        for (long i = 0; i < count; i++) {
            put(new Entry(in.readUTF(), Varint.read(in), GapSet.readFrom(in), ring()));
        }
    }

    private Entry entry(String producer, long epoch) {
        Entry known = table[slot(table, producer, epoch)];
        return known != null ? known : put(new Entry(producer, epoch, new GapSet(1), ring()));
    }

    private @Nullable ContentRing ring() {
        return rememberedContents == 0 ? null : new ContentRing(rememberedContents);
    }

    private Entry put(Entry entry) {
        if (size * 2 >= table.length) {
            @Nullable Entry[] larger = new Entry[table.length * 2];
            for (Entry known : entries()) {
                larger[slot(larger, known.producer, known.epoch)] = known;
            }
            table = larger;
        }
        table[slot(table, entry.producer, entry.epoch)] = entry;
        size++;
        return entry;
    }

    private List<Entry> entries() {
        List<Entry> all = new ArrayList<>(size);
        for (Entry entry : table) {
            if (entry != null) {
                all.add(entry);
            }
        }
        return all;
    }

    private static int slot(@Nullable Entry[] table, String producer, long epoch) {
        int hash = (producer.hashCode() * 31 + Long.hashCode(epoch)) * 0x9E3779B9;
        int mask = table.length - 1;
        int at = (hash ^ hash >>> 16) & mask;
        Entry here = table[at];
        while (here != null && !(here.epoch == epoch && here.producer.equals(producer))) {
            at = at + 1 & mask;
            here = table[at];
        }
        return at;
    }

    private record Entry(
            String producer,
            long epoch,
            GapSet seen,
            @Nullable ContentRing contents) {
        ProducerEpoch source() {
            return new ProducerEpoch(producer, epoch);
        }
    }
}
