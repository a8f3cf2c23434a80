package io.github.azuredr.testkit.azure.datashare;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimState;
import io.github.azuredr.testkit.azure.SimTokens;
import java.util.Optional;

/** Which e-mail address a principal signs in with; kept, so that it survives a kill. */
final class People {
    private static final String PREFIX = "datashare/people/";

    private final SimState state;

    People(SimState state) {
        this.state = state;
    }

    void add(String tenant, String principalId, String email) {
        state.put(
                PREFIX + SimTokens.tenantId(tenant) + "/" + principalId,
                Json.object().with("email", email).bytes());
    }

    Optional<String> email(SimTokens.Caller caller) {
        return state.get(PREFIX + caller.tenantId() + "/" + caller.principalId())
                .map(Json::from)
                .flatMap(person -> person.text("email"));
    }

    /** The name shown for a caller: the address, or the object id of a caller without one. */
    String name(SimTokens.Caller caller) {
        return email(caller).orElse(caller.principalId());
    }
}
