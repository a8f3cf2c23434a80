package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.streamanalytics.mark.Judgement;
import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.BiConsumer;

/** Composite: a row is new when its sequence is, and its id too as far back as ids are remembered. */
record SequenceAndId(BySequence sequences, ById ids) implements DuplicateStrategy {

    @Override
    public String name() {
        return sequences.name() + "&" + ids.name();
    }

    @Override
    public Judgement judge(OutputRow row) {
        Judgement bySequence = sequences.judge(row);
        if (!bySequence.delivers() || row.id().isEmpty()) {
            return bySequence;
        }
        // An id that is too old to be remembered says nothing; the sequence does.
        Judgement byId = ids.judge(row);
        return byId == Judgement.DUPLICATE || byId == Judgement.CONFLICT ? byId : bySequence;
    }

    @Override
    public void forEachGap(BiConsumer<ProducerEpoch, SequenceRange> consumer) {
        sequences.forEachGap(consumer);
    }

    @Override
    public long high(ProducerEpoch source) {
        return sequences.high(source);
    }

    @Override
    public void trim(BiConsumer<ProducerEpoch, SequenceRange> given) {
        sequences.trim(given);
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        sequences.writeTo(out);
        ids.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        sequences.readFrom(in);
        ids.readFrom(in);
    }
}
