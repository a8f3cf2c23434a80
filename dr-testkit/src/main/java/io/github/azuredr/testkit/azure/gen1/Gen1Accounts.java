package io.github.azuredr.testkit.azure.gen1;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Which Data Lake Storage Gen1 accounts serve files, whoever made them. */
public final class Gen1Accounts {
    private static final String PREFIX = "gen1/accounts/";

    private final SimState state;

    /** The accounts kept in this state. */
    public Gen1Accounts(SimState state) {
        this.state = state;
    }

    /** The region of an account that serves; empty when there is none of this name. */
    public Optional<String> region(String account) {
        return kept(account).flatMap(json -> json.text("region"));
    }

    /** The files of an account that serves; empty when there is none of this name. */
    public Optional<Gen1Files> files(String account, Clock clock) {
        return region(account).map(there -> new Gen1Files(new Tree(state, clock, account)));
    }

    /** The names of all accounts. */
    public List<String> names() {
        return state.keys(PREFIX).stream()
                .map(key -> key.substring(PREFIX.length()))
                .toList();
    }

    /** Who made the account: may do everything in it, and its root belongs to them. */
    Optional<String> owner(String account) {
        return kept(account).flatMap(json -> json.text("owner"));
    }

    void open(String account, String region, String owner) {
        if (kept(account).isEmpty()) {
            state.put(
                    PREFIX + account,
                    Json.object().with("region", region).with("owner", owner).bytes());
        }
    }

    void close(String account) {
        state.remove(PREFIX + account);
        state.keys("gen1/tree/" + account + "/").forEach(state::remove);
    }

    private Optional<Json> kept(String account) {
        return state.get(PREFIX + account).map(Json::from);
    }
}
