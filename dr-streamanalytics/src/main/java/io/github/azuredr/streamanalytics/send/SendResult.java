package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import java.util.Optional;
import java.util.Set;

/** What became of one send. */
public sealed interface SendResult {

    /**
     * The policy is met.
     *
     * @param stamp the event's stamp
     * @param accepted sides that said they have it
     * @param owed sides that get it from the spool
     * @param missed sides that will not get it; the gap is recorded for the reconciler
     */
    record Acknowledged(EventStamp stamp, Set<Side> accepted, Set<Side> owed, Set<Side> missed) implements SendResult {
        /** Copies. */
        public Acknowledged {
            accepted = Set.copyOf(accepted);
            owed = Set.copyOf(owed);
            missed = Set.copyOf(missed);
        }
    }

    /**
     * The policy is not met; send it again under the same event id if it still matters. It may have arrived on a side
     * all the same, which the id tells.
     *
     * @param stamp present when a sequence was used; the gap is recorded
     * @param reason why
     */
    record NotAcknowledged(Optional<EventStamp> stamp, String reason) implements SendResult {}

    /**
     * The acknowledgement.
     *
     * @throws IllegalStateException when there is none
     */
    default Acknowledged orThrow() {
        if (this instanceof Acknowledged done) {
            return done;
        }
        throw new IllegalStateException(((NotAcknowledged) this).reason());
    }
}
