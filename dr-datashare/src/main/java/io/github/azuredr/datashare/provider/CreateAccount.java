package io.github.azuredr.datashare.provider;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.port.DataShareAccount;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Creates the account, with an identity of its own, and waits until it can be used.
 *
 * @param side where
 * @param account its name, for the title
 * @param body what is sent
 */
record CreateAccount(Side side, String account, String body) implements Step<DataShareAccount> {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @Override
    public String title() {
        return "Create Data Share account " + account + " on side " + side;
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
        return Calls.look(
                () -> at.on(side).account().filter(CreateAccount::isReady).isPresent());
    }

    @Override
    public Outcome.Answer execute(StepContext<DataShareAccount> at) {
        return Calls.answer(() -> {
            if (at.on(side).account().isEmpty()) {
                at.on(side).createAccount(JsonObject.parse(body));
            }
            return Calls.await(at, LONGEST, () -> seen(at), "account " + account + " is still being created");
        });
    }

    private Optional<Outcome.Answer> seen(StepContext<DataShareAccount> at) {
        Optional<Named> found = at.on(side).account();
        if (found.filter(CreateAccount::isReady).isPresent()) {
            return Optional.of(Outcome.done());
        }
        // An account that failed is never taken for present, and is nobody's to delete but its owner's.
        boolean failed = found.flatMap(one -> one.property("provisioningState"))
                .filter("Failed"::equals)
                .isPresent();
        return failed
                ? Optional.of(Outcome.failed("The creation of account " + account + " failed: delete it, then retry."))
                : Optional.empty();
    }

    private static boolean isReady(Named account) {
        return account.property("provisioningState").filter("Succeeded"::equals).isPresent();
    }
}
