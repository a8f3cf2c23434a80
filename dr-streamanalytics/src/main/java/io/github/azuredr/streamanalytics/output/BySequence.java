package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.streamanalytics.mark.Judgement;
import io.github.azuredr.streamanalytics.mark.SequenceMarks;
import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.BiConsumer;

/** Sequence high-water mark with gap set. */
final class BySequence implements DuplicateStrategy {
    private static final int REMEMBERED_CONTENTS = 128;

    private final SequenceMarks marks;

    BySequence(int maximumGaps) {
        marks = new SequenceMarks(maximumGaps, REMEMBERED_CONTENTS);
    }

    @Override
    public String name() {
        return "sequence/1";
    }

    @Override
    public Judgement judge(OutputRow row) {
        return row.stamped()
                ? marks.judge(row.producer(), row.epoch(), row.sequence(), row.digest())
                : Judgement.UNUSABLE;
    }

    @Override
    public void forEachGap(BiConsumer<ProducerEpoch, SequenceRange> consumer) {
        marks.forEachGap(consumer);
    }

    @Override
    public long high(ProducerEpoch source) {
        return marks.high(source);
    }

    @Override
    public void trim(BiConsumer<ProducerEpoch, SequenceRange> given) {
        marks.trim(given);
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        marks.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        marks.readFrom(in);
    }
}
