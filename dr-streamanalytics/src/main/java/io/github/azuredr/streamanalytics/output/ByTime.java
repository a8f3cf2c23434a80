package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.streamanalytics.mark.Judgement;
import io.github.azuredr.streamanalytics.mark.TimeMark;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/** Timestamp high-water mark with ties and overlap. */
final class ByTime implements DuplicateStrategy {
    private final TimeMark mark;

    ByTime(Duration overlap) {
        mark = new TimeMark(overlap);
    }

    @Override
    public String name() {
        return "time/1";
    }

    @Override
    public Judgement judge(OutputRow row) {
        return row.id().isEmpty() ? Judgement.UNUSABLE : mark.judge(row.id(), row.time(), row.digest());
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        mark.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        mark.readFrom(in);
    }
}
