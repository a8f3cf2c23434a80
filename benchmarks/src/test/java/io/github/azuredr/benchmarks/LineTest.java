package io.github.azuredr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {
    @Test
    void aSampleShowsItsMedianBetweenItsEnds() {
        assertThat(Sample.of("ms", 30, 10, 20).toString()).isEqualTo("20.0 ms (10.0..30.0)");
        assertThat(Sample.of("ms", 1, 2, 4, 3).median()).isEqualTo(2.5);
        assertThat(Sample.of("s", 5).toString()).isEqualTo("5.00 s");
    }

    @Test
    void aGoalIsDecidedOnTheRatioAsPrinted() {
        Sample peer = Sample.of("ns", 100);

        Line justMet = Line.atMost("get", Sample.of("ns", 130.4), peer, "read", 1.3);
        Line missed = Line.atMost("get", Sample.of("ns", 131), peer, "read", 1.3);
        Line slower = Line.atLeast("rate", Sample.of("/s", 79), peer, "write", 0.8);

        assertThat(justMet.verdict()).isEqualTo("met");
        assertThat(missed.verdict()).isEqualTo("MISSED");
        assertThat(slower.verdict()).isEqualTo("MISSED");
        assertThat(Line.informing("x", peer, peer, "itself").verdict()).isEmpty();
    }

    @Test
    void theTableHasItsColumnsUnderEachOther() {
        Table table = new Table();
        table.add(Line.atMost("a long name of something", Sample.of("s", 1), Sample.of("s", 2), "peer", 1));

        String[] lines = table.toString().split("\n");

        assertThat(lines).hasSize(2);
        assertThat(lines[1].indexOf("1.00 s")).isEqualTo(lines[0].indexOf("ours"));
        assertThat(lines[1]).endsWith("met");
    }
}
