package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.streamanalytics.mark.Judgement;
import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.BiConsumer;

/** Composite: a stamped row is judged by its sequence, any other by the second strategy. */
record SequenceOrElse(BySequence stamped, DuplicateStrategy unstamped) implements DuplicateStrategy {

    @Override
    public String name() {
        return stamped.name() + "+" + unstamped.name();
    }

    @Override
    public Judgement judge(OutputRow row) {
        return row.stamped() ? stamped.judge(row) : unstamped.judge(row);
    }

    @Override
    public void forEachGap(BiConsumer<ProducerEpoch, SequenceRange> consumer) {
        stamped.forEachGap(consumer);
        unstamped.forEachGap(consumer);
    }

    @Override
    public long high(ProducerEpoch source) {
        return stamped.high(source);
    }

    @Override
    public void trim(BiConsumer<ProducerEpoch, SequenceRange> given) {
        stamped.trim(given);
        unstamped.trim(given);
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        stamped.writeTo(out);
        unstamped.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        stamped.readFrom(in);
        unstamped.readFrom(in);
    }
}
