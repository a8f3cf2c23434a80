package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimState;
import io.github.azuredr.testkit.azure.SimTokens;
import io.github.azuredr.testkit.azure.arm.ArmCall;
import io.github.azuredr.testkit.azure.arm.ArmRefusal;
import java.time.Duration;
import java.util.Optional;

/** Guests of a tenant: each registers its address and proves with a code from its mail that it reads it. */
final class Guests {
    private static final String PREFIX = "datashare/guests/";
    private static final Duration VALID = Duration.ofMinutes(60);
    private static final long MOST_ATTEMPTS = 3;

    private final Shelf shelf;
    private final SimState state;
    private final People people;

    Guests(Shelf shelf, People people) {
        this.shelf = shelf;
        this.state = shelf.arm().azure().state();
        this.people = people;
    }

    void add(String tenant, String principalId) {
        keep(SimTokens.tenantId(tenant), principalId, Json.object().with("status", "Unregistered"));
    }

    /** The code in the guest's mail, while one is awaited. */
    Optional<String> code(String tenant, String principalId) {
        return find(SimTokens.tenantId(tenant), principalId).flatMap(guest -> guest.text("code"));
    }

    /** Whether invitations to the caller's address may be seen and answered by it. */
    boolean mayAnswer(SimTokens.Caller caller) {
        return find(caller.tenantId(), caller.principalId())
                .map(guest -> guest.text("status").equals(Optional.of("Activated")))
                .orElse(true);
    }

    SimResponse register(ArmCall call) {
        SimTokens.Caller caller = call.caller();
        if (people.email(caller).isEmpty()) {
            throw Kinds.invalid("The caller has no e-mail address to register.");
        }
        Json guest = Json.object()
                .with("status", "ActivationPending")
                .with("attempts", 0)
                .with("expires", shelf.now().plus(VALID).toString())
                .with(
                        "code",
                        Shelf.issue("mail to " + caller.principalId() + " at " + shelf.now())
                                .substring(0, 8));
        keep(caller.tenantId(), caller.principalId(), guest);
        return answer(caller, guest);
    }

    SimResponse activate(ArmCall call) {
        SimTokens.Caller caller = call.caller();
        Json guest = find(caller.tenantId(), caller.principalId())
                .filter(one -> one.text("status").equals(Optional.of("ActivationPending")))
                .orElseThrow(() -> new ArmRefusal(404, "RegistrationNotFound", "No registration waits for a code."));
        boolean late = Shelf.instant(guest, "expires")
                .filter(end -> !shelf.now().isBefore(end))
                .isPresent();
        boolean right = !late
                && call.body().text("activationCode").isPresent()
                && call.body().text("activationCode").equals(guest.text("code"));
        long attempts = guest.number("attempts").orElse(0L) + 1;
        String status =
                right ? "Activated" : attempts >= MOST_ATTEMPTS ? "ActivationAttemptsExhausted" : "ActivationPending";
        Json next = guest.with("attempts", attempts).with("status", status);
        keep(caller.tenantId(), caller.principalId(), right ? next.without("code") : next);
        if (!right) {
            throw Kinds.invalid(late ? "The activation code has expired." : "The activation code is wrong.");
        }
        return answer(caller, next);
    }

    /** The code itself is only in the mail. */
    private SimResponse answer(SimTokens.Caller caller, Json guest) {
        return SimResponse.json(
                200,
                Json.object()
                        .with("email", people.email(caller))
                        .with("tenantId", caller.tenantId())
                        .with("registrationStatus", guest.text("status"))
                        .with("activationExpirationDate", guest.text("expires"))
                        .toString());
    }

    private Optional<Json> find(String tenantId, String principalId) {
        return state.get(PREFIX + tenantId + "/" + principalId).map(Json::from);
    }

    private void keep(String tenantId, String principalId, Json guest) {
        state.put(PREFIX + tenantId + "/" + principalId, guest.bytes());
    }
}
