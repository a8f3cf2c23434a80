package io.github.azuredr.datalake.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.pair.Side;
import org.junit.jupiter.api.Test;

/** Only a hold nobody has served behind may be lifted without a turn. */
class UnusedHoldTest {
    private static final String HELD = UnusedHold.byFailoverTo(Side.B);

    @Test
    void aSideThatWasNeverATargetWasActiveAllTheTime() {
        assertThat(UnusedHold.isUnused(HELD, 0, "")).isTrue();
    }

    @Test
    void aSideThatReplicatesTheOtherWaySinceItsTurnWasActiveAllTheTime() {
        assertThat(UnusedHold.isUnused(HELD, 7, "replication runs the other way since epoch 3"))
                .isTrue();
    }

    @Test
    void aSideThatIsItselfHeldBecameActiveAfterTheOtherHadServedSoATurnIsOwed() {
        assertThat(UnusedHold.isUnused(HELD, 7, UnusedHold.byFailoverTo(Side.A)))
                .isFalse();
    }

    @Test
    void aSideThatPassesMayWriteToIsNotTheOneTheyComeFrom() {
        assertThat(UnusedHold.isUnused(HELD, 7, "")).isFalse();
    }

    @Test
    void otherHoldsAreNotAFailovers() {
        assertThat(UnusedHold.isUnused("", 0, "")).isFalse();
        assertThat(UnusedHold.isUnused("replication runs the other way since epoch 3", 0, ""))
                .isFalse();
    }
}
