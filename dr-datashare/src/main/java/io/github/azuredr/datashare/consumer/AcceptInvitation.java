package io.github.azuredr.datashare.consumer;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareSubscriber;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.Set;

/**
 * Accepts an invitation that the consumer's rules allow.
 *
 * @param side where
 * @param subscription the name of the subscription it becomes
 * @param body what is sent: the invitation's id and the provider's region
 */
record AcceptInvitation(Side side, String subscription, String body) implements Step<DataShareSubscriber> {
    @Override
    public String title() {
        return "Accept the invitation to " + subscription + " on side " + side;
    }

    @Override
    public EffectKind effect() {
        return EffectKind.CREATES;
    }

    @Override
    public Fencing fencing() {
        return Fencing.CONVERGENT;
    }

    @Override
    public Set<Side> touches() {
        return Set.of(side);
    }

    @Override
    public Presence observe(StepContext<DataShareSubscriber> at) {
        return Calls.look(() -> at.on(side).subscription(subscription).isPresent());
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareSubscriber> at) {
        return Calls.answer(() -> {
            at.on(side).subscribe(subscription, JsonObject.parse(body));
            return Outcome.done();
        });
    }
}
