package io.github.azuredr.streamanalytics.stamp;

/**
 * One life of one producer: inside it sequences start at 1 and have no holes.
 *
 * @param producer the producer's name, unique among those alive
 * @param epoch grows with every start of the producer
 */
public record ProducerEpoch(String producer, long epoch) {
    /** Refuses a nameless producer and a negative epoch. */
    public ProducerEpoch {
        if (producer.isBlank()) {
            throw new IllegalArgumentException("producer is blank: give each sending process a name of its own");
        }
        if (epoch < 0) {
            throw new IllegalArgumentException("epoch is " + epoch + ": it starts at 0 and grows");
        }
    }

    @Override
    public String toString() {
        return producer + "#" + epoch;
    }
}
