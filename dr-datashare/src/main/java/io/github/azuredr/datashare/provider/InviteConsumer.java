package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.ground.Calls;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.datashare.resource.ShareChild;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.util.Optional;
import java.util.Set;

/**
 * Invites a consumer, who is named as the provider names it: the address is looked up when it is sent, so that no journal
 * holds it, and a wrong one is corrected in the registry and the step tried again.
 *
 * @param side where
 * @param share the share
 * @param invitation the invitation's name
 * @param consumer the consumer's id in the registry
 * @param expires until when it may be answered, as ISO 8601; for ever when empty
 */
record InviteConsumer(Side side, String share, String invitation, String consumer, Optional<String> expires)
        implements Step<DataShareAccount> {
    @Override
    public String title() {
        return "Invite consumer " + consumer + " to share " + share + " on side " + side
                + (invitation.equals(consumer) ? "" : ", as " + invitation);
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
    public Presence observe(StepContext<DataShareAccount> at) {
        return Calls.look(() -> body(at).filter(body -> isThere(at, body)).isPresent());
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareAccount> at) {
        return Calls.answer(() -> {
            Optional<JsonObject> body = body(at);
            if (body.isEmpty()) {
                return Outcome.refused(
                        "consumer-unknown",
                        "The registry of this process has no consumer '" + consumer
                                + "': protect the shares with one that has, or skip the step if it was erased.");
            }
            at.on(side).putChild(share, ShareChild.INVITATIONS, invitation, body.get());
            return Outcome.done();
        });
    }

    private Optional<JsonObject> body(StepContext<DataShareAccount> at) {
        return at.on(side).address(consumer).map(target -> JsonObject.empty()
                .with("properties", target)
                .withOptional("properties.expirationDate", expires));
    }

    /** One that was answered already is there, too: its answer came faster than ours. */
    private boolean isThere(StepContext<DataShareAccount> at, JsonObject body) {
        JsonObject target = body.at("properties").orElseGet(JsonObject::empty);
        Optional<Named> found = at.on(side).child(share, ShareChild.INVITATIONS, invitation);
        return found.filter(one -> target.names().stream()
                        .filter(name -> !name.equals("expirationDate"))
                        .allMatch(name -> one.property(name).equals(target.text(name))))
                .isPresent();
    }
}
