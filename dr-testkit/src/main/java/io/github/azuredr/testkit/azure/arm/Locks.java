package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import io.github.azuredr.testkit.azure.SimState;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Management locks: CanNotDelete stops deleting at and under its scope, ReadOnly stops every change. */
final class Locks {
    static final String TYPE = "/providers/Microsoft.Authorization/locks/";

    private static final String PREFIX = "arm/locks";
    private static final String ONE = "{scope...}" + TYPE + "{name}";
    private static final Set<String> LEVELS = Set.of("CanNotDelete", "ReadOnly", "NotSpecified");

    private final SimState state;

    Locks(SimState state) {
        this.state = state;
    }

    void addRoutes(ArmRoutes routes) {
        routes.on("PUT", ONE, this::put)
                .on("GET", ONE, call -> SimResponse.json(200, require(call).toString()))
                .on("DELETE", ONE, call -> {
                    boolean there = state.get(key(call.path())).isPresent();
                    state.remove(key(call.path()));
                    return SimResponse.of(there ? 200 : 204);
                })
                .on(
                        "GET",
                        "{scope...}/providers/Microsoft.Authorization/locks",
                        call -> SimResponse.json(
                                200,
                                Json.page(all().stream()
                                                .filter(lock -> ArmIds.isWithin(scope(lock), call.parameter("scope")))
                                                .toList())
                                        .toString()));
    }

    /** Refuses a call that a lock forbids. */
    void require(String method, String path) {
        for (Json lock : all()) {
            boolean above = ArmIds.isWithin(path, scope(lock));
            boolean below = ArmIds.isWithin(scope(lock), path);
            boolean readOnly = lock.text("properties.level").equals(Optional.of("ReadOnly"));
            boolean forbidden = method.equals("DELETE") ? above || below : readOnly && above;
            if (forbidden) {
                String operation = method.equals("DELETE") ? "delete" : "write";
                throw new ArmRefusal(
                        409,
                        "ScopeLocked",
                        "The scope '" + path + "' cannot perform " + operation
                                + " operation because following scope(s) are locked: '" + scope(lock)
                                + "'. Please remove the lock and try again.");
            }
        }
    }

    private SimResponse put(ArmCall call) {
        Json body = call.body();
        String level = body.text("properties.level").orElse("");
        if (!LEVELS.contains(level)) {
            throw ArmRefusal.badRequest(
                    "InvalidRequestContent", "properties.level is '" + level + "', but must be one of " + LEVELS + ".");
        }
        boolean there = state.get(key(call.path())).isPresent();
        Json lock = Json.object()
                .with("id", call.path())
                .with("name", call.parameter("name"))
                .with("type", "Microsoft.Authorization/locks")
                .with("properties.level", level)
                .with("properties.notes", body.text("properties.notes").orElse(""));
        state.put(key(call.path()), lock.bytes());
        return SimResponse.json(there ? 200 : 201, lock.toString());
    }

    private Json require(ArmCall call) {
        return state.get(key(call.path()))
                .map(Json::from)
                .orElseThrow(() -> new ArmRefusal(
                        404, "LockNotFound", "The lock '" + call.parameter("name") + "' could not be found."));
    }

    private List<Json> all() {
        return state.keys(PREFIX).stream()
                .flatMap(key -> state.get(key).stream())
                .map(Json::from)
                .toList();
    }

    private static String scope(Json lock) {
        String id = lock.text("id").orElseThrow();
        return id.substring(0, ArmIds.fold(id).lastIndexOf(ArmIds.fold(TYPE)));
    }

    private static String key(String id) {
        return PREFIX + ArmIds.fold(id);
    }
}
