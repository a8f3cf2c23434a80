package io.github.azuredr.datalake.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSortTest {
    record Row(int key, int place) {}

    private static final RowCodec<Row> CODEC = new RowCodec<>() {
        @Override
        public void write(Row row, DataOutput out) throws IOException {
            out.writeInt(row.key());
            out.writeInt(row.place());
        }

        @Override
        public Row read(DataInput in) throws IOException {
            return new Row(in.readInt(), in.readInt());
        }

        @Override
        public int weight(Row row) {
            return 1;
        }
    };

    private static List<Row> sorted(Path folder, List<Row> rows, long heap) {
        List<Row> result = new ArrayList<>();
        try (DiskSort<Row> sort = new DiskSort<>(folder, Comparator.comparingInt(Row::key), CODEC, heap)) {
            rows.forEach(sort::add);
            try (Rows<Row> all = sort.sorted()) {
                all.forEachRemaining(result::add);
            }
        }
        return result;
    }

    @Property(tries = 200)
    void sortsAsMemoryWouldAndKeepsEqualRowsInOrder(
            @ForAll @Size(max = 300) List<@IntRange(max = 40) Integer> keys,
            @ForAll @IntRange(min = 1, max = 50) int heap)
            throws IOException {
        List<Row> rows = IntStream.range(0, keys.size())
                .mapToObj(i -> new Row(keys.get(i), i))
                .toList();
        Path folder = Files.createTempDirectory("sort");

        List<Row> result = sorted(folder, rows, heap);

        assertThat(result)
                .isEqualTo(
                        rows.stream().sorted(Comparator.comparingInt(Row::key)).toList());
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        Files.delete(folder);
    }

    @Test
    void inputInOrderBecomesOneRunHoweverLong(@TempDir Path folder) {
        try (DiskSort<Row> sort = new DiskSort<>(folder, Comparator.comparingInt(Row::key), CODEC, 10)) {
            IntStream.range(0, 1000).forEach(i -> sort.add(new Row(i, i)));

            assertThat(sort.runsOnDisk()).isEqualTo(1);
        }
    }

    @Test
    void whatFitsNeverTouchesTheDisk(@TempDir Path folder) {
        try (DiskSort<Row> sort = new DiskSort<>(folder, Comparator.comparingInt(Row::key), CODEC, 1000)) {
            IntStream.range(0, 500).forEach(i -> sort.add(new Row(-i, i)));

            assertThat(sort.sorted().next().key()).isEqualTo(-499);
            assertThat(sort.runsOnDisk()).isZero();
        }
    }
}
