package io.github.azuredr.datalake.account;

import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Step;
import java.util.Set;

/** A step that brings about something in one side's accounts; each states a wanted end, so that a repetition changes nothing. */
interface AccountStep extends Step<AccountsSide> {

    /** Where. */
    Side side();

    @Override
    default Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    default Set<Side> touches() {
        return Set.of(side());
    }
}
