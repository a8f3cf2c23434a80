package io.github.azuredr.datalake;

import io.github.azuredr.recovery.LossLedger;
import java.util.List;

/**
 * What a turn found in catalog and tables, kept on the surviving side before anything is written over, so that a repetition
 * answers the same.
 *
 * @param epoch the epoch of that turn
 * @param lost each thing
 */
record LostWork(long epoch, List<LossLedger.Lost> lost) {
    LostWork {
        lost = List.copyOf(lost);
    }

    static LostWork none() {
        return new LostWork(0, List.of());
    }
}
