package io.github.azuredr.streamanalytics.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.azuredr.streamanalytics.ManualTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowValuesTest {
    @Test
    void theDigestFollowsTheContentAndNotTheOrder() {
        OutputRow one = row(RowValues.of(List.of("a", "b"), new Object[] {1, new byte[] {1}}));
        OutputRow turned = row(RowValues.of(List.of("b", "a"), new Object[] {new byte[] {1}, 1}));
        OutputRow swapped = row(RowValues.of(List.of("a", "b"), new Object[] {new byte[] {1}, 1}));

        assertThat(one.digest()).isEqualTo(turned.digest()).isNotEqualTo(swapped.digest());
    }

    @Test
    void valuesAreAMapThatMayHoldNull() {
        RowValues values = RowValues.of(List.of("a", "b"), new Object[] {1, null});

        assertThat(values).containsEntry("a", 1).containsEntry("b", null).hasSize(2);
        assertThat(values.get("c")).isNull();
        assertThat(row(Map.of("a", 1))).isEqualTo(row(RowValues.of(List.of("a"), new Object[] {1})));
        assertThatIllegalArgumentException().isThrownBy(() -> RowValues.of(List.of("a"), new Object[0]));
    }

    private static OutputRow row(Map<String, Object> values) {
        return new OutputRow("id", "k", ManualTime.START, "p", 1, 1, values);
    }
}
