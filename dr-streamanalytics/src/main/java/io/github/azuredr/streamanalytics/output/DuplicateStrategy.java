package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.streamanalytics.mark.Judgement;
import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BiConsumer;

/** How a reader tells a row it has seen from one it has not; the mechanism depends on what the query emits. */
public interface DuplicateStrategy {
    /** A name that is saved with the marks: marks of another strategy are refused. */
    String name();

    /** Judges one row and remembers it. */
    Judgement judge(OutputRow row);

    /** Tells about every sequence that is missing; strategies without sequences know of none. */
    default void forEachGap(BiConsumer<ProducerEpoch, SequenceRange> consumer) {}

    /** The highest sequence seen of a source; 0 when none was, -1 for strategies without sequences. */
    default long high(ProducerEpoch source) {
        return -1;
    }

    /** Gives up what does not fit in memory and says what that was. */
    default void trim(BiConsumer<ProducerEpoch, SequenceRange> given) {}

    /** Writes the marks. */
    void writeTo(DataOutput out) throws IOException;

    /** Replaces the marks by written ones. */
    void readFrom(DataInput in) throws IOException;

    /** Sequence marks with gap sets, per producer and epoch: exact, knows its gaps. 4,096 gaps per producer epoch. */
    static DuplicateStrategy bySequence() {
        return bySequence(4_096);
    }

    /** Sequence marks with a chosen number of open gaps per producer epoch. */
    static DuplicateStrategy bySequence(int maximumGaps) {
        return new BySequence(maximumGaps);
    }

    /** A time mark; ids tell apart what ties with it or comes within the overlap behind it. */
    static DuplicateStrategy byTime(Duration overlap) {
        return new ByTime(overlap);
    }

    /** The last ids, by count. */
    static DuplicateStrategy byId(int window) {
        return new ById(window);
    }

    /**
     * Sequence marks, and the last ids beside them: for producers that send an event again under its id when it was not
     * acknowledged, since the second attempt has a sequence of its own.
     *
     * @param window how many ids are remembered: more than the rows between an attempt and its repetition
     */
    static DuplicateStrategy bySequenceAndId(int window) {
        return new SequenceAndId(new BySequence(4_096), new ById(window));
    }

    /** Sequence marks for rows that are stamped, another strategy for those that are not. */
    static DuplicateStrategy bySequenceOr(DuplicateStrategy unstamped) {
        return new SequenceOrElse(new BySequence(4_096), unstamped);
    }
}
