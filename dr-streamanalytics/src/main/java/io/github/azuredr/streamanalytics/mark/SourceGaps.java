package io.github.azuredr.streamanalytics.mark;

import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import org.jspecify.annotations.Nullable;

/** A gap set that knows whose it is: one object per producer epoch, so that a look-up touches little memory. */
final class SourceGaps extends GapSet {
    final String producer;
    final long epoch;
    final @Nullable ContentRing contents;

    SourceGaps(String producer, long epoch, @Nullable ContentRing contents) {
        super(1);
        this.producer = producer;
        this.epoch = epoch;
        this.contents = contents;
    }

    ProducerEpoch source() {
        return new ProducerEpoch(producer, epoch);
    }
}
