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
    private @Nullable SourceGaps[] table = new SourceGaps[64];
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
        SourceGaps entry = entry(producer, epoch);
        long before = entry.high();
        if (entry.add(sequence)) {
            if (entry.contents != null) {
                entry.contents.remember(sequence, digest);
            }
            return sequence > before ? Judgement.FRESH : Judgement.LATE;
        }
        if (sequence < entry.floor()) {
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
        for (SourceGaps entry : entries()) {
            while (entry.gapCount() > maximumGaps) {
                given.accept(entry.source(), entry.forgetOldestGap());
            }
        }
    }

    /** All open gaps, by producer and epoch in no particular order and then ascending. */
    public void forEachGap(BiConsumer<ProducerEpoch, SequenceRange> consumer) {
        for (SourceGaps entry : entries()) {
            if (entry.gapCount() > 0) {
                ProducerEpoch source = entry.source();
                entry.gaps().forEach(gap -> consumer.accept(source, gap));
            }
        }
    }

    /** The highest sequence seen of a producer epoch; 0 when none was. */
    public long high(ProducerEpoch source) {
        SourceGaps entry = table[slot(table, source.producer(), source.epoch())];
        return entry == null ? 0 : entry.high();
    }

    /** How many producer epochs are known. */
    public int size() {
        return size;
    }

    /** Roughly the bytes held on the heap, names not counted. */
    public long heapBytes() {
        long sum = 16 + 4L * table.length;
        for (SourceGaps entry : entries()) {
            sum += 40 + entry.heapBytes() + (entry.contents == null ? 0 : entry.contents.heapBytes());
        }
        return sum;
    }

    /** Writes all gap sets. */
    public void writeTo(DataOutput out) throws IOException {
        Varint.write(out, size);
        for (SourceGaps entry : entries()) {
            out.writeUTF(entry.producer);
            Varint.write(out, entry.epoch);
            entry.writeTo(out);
        }
    }

    /** Replaces what is known by what {@link #writeTo} wrote. */
    public void readFrom(DataInput in) throws IOException {
        table = new SourceGaps[64];
        size = 0;
        long count = Varint.read(in);
        for (long i = 0; i < count; i++) {
            SourceGaps entry = new SourceGaps(in.readUTF(), Varint.read(in), ring());
            entry.take(in);
            put(entry);
        }
    }

    private SourceGaps entry(String producer, long epoch) {
        SourceGaps known = table[slot(table, producer, epoch)];
        return known != null ? known : put(new SourceGaps(producer, epoch, ring()));
    }

    private @Nullable ContentRing ring() {
        return rememberedContents == 0 ? null : new ContentRing(rememberedContents);
    }

    private SourceGaps put(SourceGaps entry) {
        if (size * 2 >= table.length) {
            @Nullable SourceGaps[] larger = new SourceGaps[table.length * 2];
            for (SourceGaps known : entries()) {
                larger[slot(larger, known.producer, known.epoch)] = known;
            }
            table = larger;
        }
        table[slot(table, entry.producer, entry.epoch)] = entry;
        size++;
        return entry;
    }

    private List<SourceGaps> entries() {
        List<SourceGaps> all = new ArrayList<>(size);
        for (SourceGaps entry : table) {
            if (entry != null) {
                all.add(entry);
            }
        }
        return all;
    }

    private static int slot(@Nullable SourceGaps[] table, String producer, long epoch) {
        int hash = (producer.hashCode() * 31 + Long.hashCode(epoch)) * 0x9E3779B9;
        int mask = table.length - 1;
        int at = (hash ^ hash >>> 16) & mask;
        SourceGaps here = table[at];
        while (here != null && !(here.epoch == epoch && here.producer.equals(producer))) {
            at = at + 1 & mask;
            here = table[at];
        }
        return at;
    }
}
