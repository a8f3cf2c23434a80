package io.github.azuredr.streamanalytics.mark;

import static io.github.azuredr.streamanalytics.mark.Judgement.CONFLICT;
import static io.github.azuredr.streamanalytics.mark.Judgement.DUPLICATE;
import static io.github.azuredr.streamanalytics.mark.Judgement.FRESH;
import static io.github.azuredr.streamanalytics.mark.Judgement.LATE;
import static io.github.azuredr.streamanalytics.mark.Judgement.TOO_OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aNewEpochStartsItsSequencesAgain() {
        SequenceMarks marks = new SequenceMarks(10, 16);

        assertThat(marks.judge("p", 1, 1, 5)).isEqualTo(FRESH);
        assertThat(marks.judge("p", 2, 1, 6)).isEqualTo(FRESH);
        assertThat(marks.judge("p", 1, 1, 5)).isEqualTo(DUPLICATE);
        assertThat(marks.size()).isEqualTo(2);
    }

    @Test
    void aSequenceReusedWithOtherContentIsAConflict() {
        SequenceMarks marks = new SequenceMarks(10, 16);
        marks.judge("p", 1, 1, 5);

        assertThat(marks.judge("p", 1, 1, 6)).isEqualTo(CONFLICT);
    }

    @Test
    void aRowThatFillsAGapIsLateAndOneBelowAForgottenGapIsTooOld() {
        SequenceMarks marks = new SequenceMarks(1, 0);
        marks.judge("p", 1, 2, 0);
        marks.judge("p", 1, 4, 0);
        assertThat(marks.judge("p", 1, 3, 0)).isEqualTo(LATE);
        marks.judge("p", 1, 6, 0);
        List<String> given = new ArrayList<>();

        marks.trim((source, range) -> given.add(source + ":" + range));

        assertThat(given).containsExactly("p#1:1");
        assertThat(marks.judge("p", 1, 1, 0)).isEqualTo(TOO_OLD);
        assertThat(marks.judge("p", 1, 5, 0)).isEqualTo(LATE);
    }

    @Test
    void manyProducersKeepTheirMarksThroughGrowth() {
        SequenceMarks marks = new SequenceMarks(10, 0);
        for (int i = 0; i < 1_000; i++) {
            assertThat(marks.judge("p" + i, 1, 1, 0)).isEqualTo(FRESH);
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(marks.judge("p" + i, 1, 1, 0)).isEqualTo(DUPLICATE);
        }
    }

    @Test
    void tiesAtTheTimeMarkAreToldApartById() {
        TimeMark mark = new TimeMark(Duration.ofSeconds(10));

        assertThat(mark.judge("a", T0, 1)).isEqualTo(FRESH);
        assertThat(mark.judge("b", T0, 2)).isEqualTo(FRESH);
        assertThat(mark.judge("a", T0, 1)).isEqualTo(DUPLICATE);
        assertThat(mark.judge("a", T0, 9)).isEqualTo(CONFLICT);
        assertThat(mark.judge("c", T0.minusSeconds(10), 1)).isEqualTo(LATE);
        assertThat(mark.judge("d", T0.minusSeconds(11), 1)).isEqualTo(TOO_OLD);
    }

    @Test
    void whatLeftTheIdWindowIsTooOldAndNotFresh() {
        IdWindow window = new IdWindow(2);
        window.judge("a", T0, 1);
        window.judge("b", T0.plusSeconds(1), 1);
        window.judge("c", T0.plusSeconds(2), 1);

        assertThat(window.judge("a", T0, 1)).isEqualTo(TOO_OLD);
        assertThat(window.judge("b", T0.plusSeconds(1), 1)).isEqualTo(DUPLICATE);
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SequenceMarks(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SequenceMarks(1, 3))
                .withMessageContaining("power of two");
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeMark(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdWindow(0));
    }
}
