package io.github.azuredr.streamanalytics.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GapSetTest {
    @Test
    void aStreamWithoutHolesNeedsNoMemory() {
        GapSet set = new GapSet(1);

        for (long i = 1; i <= 100_000; i++) {
            assertThat(set.add(i)).isTrue();
        }

        assertThat(set.gapCount()).isZero();
        assertThat(set.heapBytes()).isLessThan(100);
        assertThat(set.add(77)).isFalse();
    }

    @Test
    void aRowInsideAGapSplitsIt() {
        GapSet set = new GapSet(1);
        set.add(10);

        assertThat(set.add(5)).isTrue();

        assertThat(set.gaps()).containsExactly(new SequenceRange(1, 4), new SequenceRange(6, 9));
    }

    @Test
    void aForgottenGapIsNamedAndRaisesTheFloor() {
        GapSet set = new GapSet(1);
        set.add(3);
        set.add(6);

        assertThat(set.forgetOldestGap()).isEqualTo(new SequenceRange(1, 2));

        assertThat(set.floor()).isEqualTo(3);
        assertThat(set.add(2)).isFalse();
        assertThat(set.add(4)).isTrue();
    }

    @Property(tries = 300)
    void anyOrderGivesTheSameAsANaiveSet(@ForAll @Size(max = 200) List<@IntRange(min = 1, max = 60) Integer> rows)
            throws IOException {
        GapSet set = new GapSet(1);
        TreeSet<Long> naive = new TreeSet<>();

        for (int row : rows) {
            assertThat(set.add(row)).isEqualTo(naive.add((long) row));
            if (row % 7 == 0) {
                set = copied(set);
            }
        }

        long high = naive.isEmpty() ? 0 : naive.last();
        assertThat(set.high()).isEqualTo(high);
        long missing = 0;
        for (long i = 1; i <= 61; i++) {
            assertThat(set.contains(i)).isEqualTo(naive.contains(i));
            missing += i < high && !naive.contains(i) ? 1 : 0;
        }
        assertThat(set.missing()).isEqualTo(missing);
        assertThat(set.gaps().stream().mapToLong(SequenceRange::count).sum()).isEqualTo(missing);
    }

    private static GapSet copied(GapSet set) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        set.writeTo(new DataOutputStream(bytes));
        return GapSet.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
