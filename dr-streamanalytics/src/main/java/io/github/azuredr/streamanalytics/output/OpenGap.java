package io.github.azuredr.streamanalytics.output;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.time.Duration;
import java.util.Map;

/**
 * Sequences that were never seen although later ones were.
 *
 * @param source whose
 * @param range which
 * @param age since this process noticed
 * @param state what asking brought
 * @param recorded the sides whose senders recorded that they miss some of it, and why
 */
public record OpenGap(
        ProducerEpoch source, SequenceRange range, Duration age, State state, Map<Side, RecordedGap.Reason> recorded) {
    /** Copies. */
    public OpenGap {
        recorded = Map.copyOf(recorded);
    }

    /** What is known about a gap. */
    public enum State {
        /** Not asked for yet. */
        NOTICED,
        /** A side could not be asked. */
        UNREACHABLE,
        /** Neither side had it when asked: filtered by the query, still under way, or lost. */
        ABSENT_ON_BOTH,
        /** Senders recorded that neither side will ever have it: nobody is asked. */
        RECORDED
    }
}
