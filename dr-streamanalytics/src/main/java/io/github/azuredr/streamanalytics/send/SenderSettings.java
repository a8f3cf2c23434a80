package io.github.azuredr.streamanalytics.send;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.stamp.StampPlace;
import java.time.Duration;

/**
 * How a sender sends.
 *
 * @param producer its name, unique among the processes alive
 * @param policy when a send is acknowledged
 * @param primary the side waited for first under PRIMARY_THEN_ASYNC
 * @param place where the stamp travels
 * @param timeout after which a side that has not answered is taken for dark
 * @param patience how long an acknowledgement waits for the second side before the spool keeps its copy
 * @param spoolAlone whether an event that only the spool has counts as acknowledged, when both sides are dark
 */
public record SenderSettings(
        String producer,
        SendPolicy policy,
        Side primary,
        StampPlace place,
        Duration timeout,
        Duration patience,
        boolean spoolAlone) {
    /** Refuses what cannot work. */
    public SenderSettings {
        if (producer.isBlank()) {
            throw new IllegalArgumentException("producer is blank: give each sending process a name of its own");
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout is " + timeout + ": give a side some time to answer");
        }
        if (patience.isNegative() || patience.compareTo(timeout) > 0) {
            throw new IllegalArgumentException("patience is " + patience + ": give zero up to the timeout " + timeout);
        }
        if (policy == SendPolicy.ALL && spoolAlone) {
            throw new IllegalArgumentException("spoolAlone contradicts ALL: both sides or no acknowledgement");
        }
    }

    /** Body stamps, five seconds before a side is dark, no patience, side A first, never from the spool alone. */
    public static SenderSettings of(String producer, SendPolicy policy) {
        return new SenderSettings(
                producer, policy, Side.A, StampPlace.BODY, Duration.ofSeconds(5), Duration.ZERO, false);
    }

    /** The same with the stamp elsewhere. */
    public SenderSettings stampedIn(StampPlace where) {
        return new SenderSettings(producer, policy, primary, where, timeout, patience, spoolAlone);
    }

    /** The same with another primary. */
    public SenderSettings withPrimary(Side side) {
        return new SenderSettings(producer, policy, side, place, timeout, patience, spoolAlone);
    }

    /** The same with another timeout. */
    public SenderSettings withTimeout(Duration limit) {
        return new SenderSettings(producer, policy, primary, place, limit, patience, spoolAlone);
    }

    /** The same with patience for the second side: fewer writes to the spool, slower acknowledgements. */
    public SenderSettings withPatience(Duration wait) {
        return new SenderSettings(producer, policy, primary, place, timeout, wait, spoolAlone);
    }

    /** The same, and an event that only the spool has counts: it is lost with this machine's disk. */
    public SenderSettings acknowledgingFromTheSpoolAlone() {
        return new SenderSettings(producer, policy, primary, place, timeout, patience, true);
    }
}
