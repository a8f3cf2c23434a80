package io.github.azuredr.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.azuredr.streamanalytics.mark.SequenceMarks;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * One contestant over all rows, after a tenth of them to warm up; prints nanoseconds of processor time per row, collecting
 * garbage included, or bytes of state.
 */
final class DedupeOnce {
    private DedupeOnce() {}

    /** What an id costs a set of them: a producer and a sequence, which is less than the text they come as. */
    private record Key(String producer, long sequence) {}

    private static final class Counter {
        private long count;
    }

    private interface Contestant {
        void run(TwoCopies rows, Counter fresh);
    }

    public static void main(String[] arguments) {
        long rows = Long.parseLong(arguments[1]);
        switch (arguments[0]) {
            case "hash" -> timed(rows, DedupeOnce::hash, false);
            case "marks" -> timed(rows, DedupeOnce::marks, true);
            case "caffeine" -> timed(rows, DedupeOnce::caffeine, true);
            case "set" -> timed(rows, DedupeOnce::set, true);
            case "marks-bytes" -> {
                SequenceMarks marks = marksOver(new TwoCopies(rows), new Counter());
                System.out.println(marks.heapBytes());
            }
            case "set-bytes" -> {
                long before = used();
                Set<Key> ids = setOver(new TwoCopies(rows), new Counter());
                System.out.println(used() - before + ids.size() % 2);
            }
            default -> throw new IllegalArgumentException("contestant " + arguments[0]);
        }
    }

    private static void timed(long rows, Contestant contestant, boolean tells) {
        contestant.run(new TwoCopies(rows / 10), new Counter());
        TwoCopies all = new TwoCopies(rows);
        Counter fresh = new Counter();
        long begun = ProcessorTime.nanos();
        contestant.run(all, fresh);
        long took = ProcessorTime.nanos() - begun;
        if (tells && fresh.count != all.rows() / 2) {
            throw new IllegalStateException(fresh.count + " rows were new, there are " + all.rows() / 2 + " events");
        }
        System.out.println((double) took / all.rows());
    }

    private static void hash(TwoCopies rows, Counter fresh) {
        rows.all((producer, sequence, digest) ->
                fresh.count += producer.hashCode() * 31L + Long.hashCode(sequence) ^ digest);
    }

    private static void marks(TwoCopies rows, Counter fresh) {
        marksOver(rows, fresh);
    }

    private static SequenceMarks marksOver(TwoCopies rows, Counter fresh) {
        SequenceMarks marks = new SequenceMarks(4_096, 128);
        rows.all((producer, sequence, digest) -> {
            if (marks.judge(producer, 1, sequence, digest).delivers()) {
                fresh.count++;
            }
        });
        return marks;
    }

    private static void caffeine(TwoCopies rows, Counter fresh) {
        Cache<Key, Boolean> seen =
                Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).build();
        rows.all((producer, sequence, digest) -> {
            if (seen.asMap().putIfAbsent(new Key(producer, sequence), Boolean.TRUE) == null) {
                fresh.count++;
            }
        });
    }

    private static void set(TwoCopies rows, Counter fresh) {
        setOver(rows, fresh);
    }

    private static Set<Key> setOver(TwoCopies rows, Counter fresh) {
        Set<Key> seen = new HashSet<>();
        rows.all((producer, sequence, digest) -> {
            if (seen.add(new Key(producer, sequence))) {
                fresh.count++;
            }
        });
        return seen;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
