package io.github.azuredr.streamanalytics.kafka;

import io.github.azuredr.streamanalytics.output.OutputRow;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes a row of a record. */
public interface RecordReader {
    /**
     * The row.
     *
     * @throws IllegalArgumentException when the record is none; it is reported with its offset and skipped
     */
    OutputRow read(ConsumerRecord<byte[], byte[]> record);
}
