package io.github.azuredr.examples;

import io.github.azuredr.streamanalytics.output.OutputRow;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import io.github.azuredr.streamanalytics.stamp.StampedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Plays the query of a simulated job, which executes none: while the job runs it writes a row for each event from the time
 * on that it was started from, at least once, some rows twice.
 */
final class StandInJob {
    private static final int EVERY_SEVENTH = 7;

    private final MemoryHub input;
    private final MemoryOutput output;
    private final Supplier<Optional<Instant>> writingFrom;
    private Optional<Instant> startedFrom = Optional.empty();
    private int done;

    StandInJob(MemoryHub input, MemoryOutput output, Supplier<Optional<Instant>> writingFrom) {
        this.input = input;
        this.output = output;
        this.writingFrom = writingFrom;
    }

    /** Works off what has come in, when the job runs at all. */
    void work() {
        Optional<Instant> from = writingFrom.get();
        if (from.isEmpty()) {
            return;
        }
        if (!from.equals(startedFrom)) {
            // Started anew: the input is read again from the time that was asked for.
            startedFrom = from;
            done = 0;
        }
        List<StampedEvent> events = input.events();
        for (; done < events.size(); done++) {
            EventStamp stamp = events.get(done).stamp();
            if (stamp.eventTime().isBefore(from.get())) {
                continue;
            }
            OutputRow row = new OutputRow(
                    stamp.eventId(),
                    events.get(done).partitionKey(),
                    stamp.eventTime(),
                    stamp.source().producer(),
                    stamp.source().epoch(),
                    stamp.sequence(),
                    Map.of("length", events.get(done).body().length));
            output.write(row);
            if (done % EVERY_SEVENTH == 0) {
                output.write(row);
            }
        }
    }
}
