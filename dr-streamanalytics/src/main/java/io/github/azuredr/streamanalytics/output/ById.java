package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.streamanalytics.mark.IdWindow;
import io.github.azuredr.streamanalytics.mark.Judgement;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The last ids, by count. */
final class ById implements DuplicateStrategy {
    private final IdWindow window;

    ById(int capacity) {
        window = new IdWindow(capacity);
    }

    @Override
    public String name() {
        return "id/1";
    }

    @Override
    public Judgement judge(OutputRow row) {
        return row.id().isEmpty() ? Judgement.UNUSABLE : window.judge(row.id(), row.time(), row.digest());
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        window.writeTo(out);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        window.readFrom(in);
    }
}
