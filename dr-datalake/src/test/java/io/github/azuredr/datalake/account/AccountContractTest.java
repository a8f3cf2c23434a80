package io.github.azuredr.datalake.account;

import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.kit.FailoverContractKit;
import java.util.Map;

/** The accounts keep what every contract keeps. */
class AccountContractTest extends FailoverContractKit<AccountWorld> {
    @Override
    protected AccountWorld world() {
        return new AccountWorld();
    }

    @Override
    protected int walks() {
        return Integer.getInteger("dr.walk.points", 4);
    }

    @Override
    protected Map<String, Step<?>> moreExamples() {
        return AccountStepExamples.all();
    }
}
