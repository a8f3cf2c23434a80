package io.github.azuredr.datalake.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {
    private final List<String> told = new ArrayList<>();
    private final Meter meter = new Meter((done, total) -> told.add(done + "/" + total));

    @Test
    void aSmallPassIsToldOfOftenAndEndsAtItsTotal() {
        pass(25);

        assertThat(told).containsExactly("10/25", "20/25", "25/25");
    }

    @Test
    void aLargePassIsToldOfSeldom() {
        pass(5500);

        assertThat(told)
                .hasSize(105)
                .startsWith("10/5500")
                .endsWith("1000/5500", "2000/5500", "3000/5500", "4000/5500", "5000/5500", "5500/5500");
    }

    @Test
    void anEmptyPassIsToldOfOnce() {
        pass(0);

        assertThat(told).containsExactly("0/0");
    }

    @Test
    void aPassThatStoppedDoesNotClaimItsTotal() {
        meter.expect(30);
        for (int i = 0; i < 12; i++) {
            meter.one();
        }
        meter.end(false);

        assertThat(told).containsExactly("10/30", "12/30");
    }

    private void pass(int files) {
        meter.expect(files);
        for (int i = 0; i < files; i++) {
            meter.one();
        }
        meter.end(true);
    }
}
