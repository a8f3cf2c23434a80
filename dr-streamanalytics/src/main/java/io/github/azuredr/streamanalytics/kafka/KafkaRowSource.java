package io.github.azuredr.streamanalytics.kafka;

import io.github.azuredr.streamanalytics.mark.SequenceRange;
import io.github.azuredr.streamanalytics.output.OutputRow;
import io.github.azuredr.streamanalytics.output.Page;
import io.github.azuredr.streamanalytics.output.Position;
import io.github.azuredr.streamanalytics.output.RowSource;
import io.github.azuredr.streamanalytics.output.RowSourceException;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic as an output, all partitions, in the order of arrival: nothing hides behind the position. A gap is looked for by
 * reading again from a while before the mark. Offsets mean nothing on the other side; the reader translates by time.
 */
public final class KafkaRowSource implements RowSource {
    private static final String BY_TIME = "time:";

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final RecordReader reader;
    private final Duration patience;
    private final Duration lookBack;

    /**
     * A source over a consumer of one's own, used by this source alone and without a group.
     *
     * @param patience how long one read waits for records
     * @param lookBack how far before the mark a gap is looked for
     */
    public KafkaRowSource(
            Consumer<byte[], byte[]> consumer,
            String topic,
            RecordReader reader,
            Duration patience,
            Duration lookBack) {
        this.consumer = consumer;
        this.topic = topic;
        this.reader = reader;
        this.patience = patience;
        this.lookBack = lookBack;
    }

    @Override
    public Position startingAt(Instant time) {
        return new Position(BY_TIME + (time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time));
    }

    @Override
    public Page read(Position after, Instant before, int atMost) {
        try {
            Map<TopicPartition, Long> next = seek(after);
            List<OutputRow> rows = new ArrayList<>();
            List<String> unplaced = new ArrayList<>();
            int taken = 0;
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
                if (taken++ < atMost) {
                    next.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
                    take(record, rows, unplaced);
                }
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(next.keySet());
            boolean atEnd =
                    next.entrySet().stream().allMatch(one -> one.getValue() >= ends.getOrDefault(one.getKey(), 0L));
            Map<Integer, Long> offsets = new HashMap<>();
            next.forEach((partition, offset) -> offsets.put(partition.partition(), offset));
            return new Page(rows, new Offsets(offsets).position(), atEnd, unplaced);
        } catch (KafkaException dark) {
            throw new RowSourceException("topic " + topic + " cannot be read: " + dark.getMessage(), dark);
        }
    }

    @Override
    public List<OutputRow> find(ProducerEpoch source, SequenceRange wanted, Instant near, int atMost) {
        List<OutputRow> found = new ArrayList<>();
        Position position = startingAt(near.minus(lookBack));
        boolean atEnd = false;
        while (!atEnd && found.size() < atMost) {
            Page page = read(position, Instant.MAX, 1_000);
            for (OutputRow row : page.rows()) {
                if (row.producer().equals(source.producer())
                        && row.epoch() == source.epoch()
                        && row.sequence() >= wanted.first()
                        && row.sequence() <= wanted.last()) {
                    found.add(row);
                }
            }
            atEnd = page.atEnd() || page.next().equals(position);
            position = page.next();
        }
        found.sort((one, other) -> Long.compare(one.sequence(), other.sequence()));
        return List.copyOf(found.subList(0, Math.min(found.size(), atMost)));
    }

    /** Always empty: a log has an end and no newest time. That it went back is noticed by its offsets. */
    @Override
    public Optional<Instant> newest() {
        return Optional.empty();
    }

    @Override
    public boolean orderedByTime() {
        return false;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, List<OutputRow> rows, List<String> unplaced) {
        try {
            rows.add(reader.read(record));
        } catch (IllegalArgumentException none) {
            unplaced.add(topic + " partition " + record.partition() + " offset " + record.offset() + ": "
                    + none.getMessage());
        }
    }

    private Map<TopicPartition, Long> seek(Position after) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> next = after.text().startsWith(BY_TIME)
                ? byTime(Instant.parse(after.text().substring(BY_TIME.length())), partitions, begins, ends)
                : byOffset(Offsets.parse(after.text()), partitions, begins, ends);
        next.forEach(consumer::seek);
        return next;
    }

    private Map<TopicPartition, Long> byTime(
            Instant time,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> next = new HashMap<>();
        if (time.equals(Instant.EPOCH)) {
            next.putAll(begins);
            return next;
        }
        Map<TopicPartition, Long> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, time.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(asked);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp at = found.get(partition);
            next.put(partition, at == null ? ends.getOrDefault(partition, 0L) : Long.valueOf(at.offset()));
        }
        return next;
    }

    private Map<TopicPartition, Long> byOffset(
            Offsets offsets,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> next = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            long offset = offsets.next().getOrDefault(partition.partition(), begin);
            if (offset > end) {
                throw new RowSourceException(
                        partition + " ends at " + end + ", it was read up to " + offset
                                + ": the topic was made anew or lost its end; say acceptOlderData for this side",
                        new IllegalStateException("offset beyond the end"));
            }
            next.put(partition, Math.max(offset, begin));
        }
        return next;
    }
}
