package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimState;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All resources of all providers, by id; ids are compared without case. */
public final class ArmResources {
    private static final String PREFIX = "arm/resources";

    private final SimState state;
    private final Consumer<ArmResource> removed;

    ArmResources(SimState state, Consumer<ArmResource> removed) {
        this.state = state;
        this.removed = removed;
    }

    /** The resource of this id. */
    public Optional<ArmResource> find(String id) {
        return state.get(PREFIX + ArmIds.fold(id)).map(Json::from).map(ArmResources::resource);
    }

    /** The resource of this id, or the refusal ResourceNotFound. */
    public ArmResource get(String id) {
        return find(id).orElseThrow(() -> ArmRefusal.notFound(id));
    }

    /** Keeps a resource, replacing one of the same id. */
    public ArmResource put(ArmResource resource) {
        Json kept = Json.object()
                .with("id", resource.id())
                .with("region", resource.region())
                .with("body", resource.body());
        state.put(PREFIX + ArmIds.fold(resource.id()), kept.bytes());
        return resource;
    }

    /** Removes a resource with everything under it. */
    public void remove(String id) {
        for (ArmResource resource : within(id)) {
            removed.accept(resource);
            state.remove(PREFIX + ArmIds.fold(resource.id()));
        }
    }

    /** The resource of this id and all under it, in order of their ids. */
    public List<ArmResource> within(String scope) {
        return state.keys(PREFIX + ArmIds.fold(scope)).stream()
                .flatMap(key -> state.get(key).stream())
                .map(bytes -> resource(Json.from(bytes)))
                .filter(resource -> ArmIds.isWithin(resource.id(), scope))
                .toList();
    }

    /** The resources of one type (with its namespace) under a scope, in order of their ids. */
    public List<ArmResource> ofType(String scope, String type) {
        return within(scope).stream()
                .filter(resource -> resource.type().equalsIgnoreCase(type))
                .toList();
    }

    /** The region of the nearest resource at or above a path; a group above does not count, the path itself does. */
    Optional<String> regionOf(String path) {
        for (String id = path; id.contains("/"); id = id.substring(0, id.lastIndexOf('/'))) {
            Optional<ArmResource> found = find(id);
            if (found.isPresent()) {
                boolean groupAbove = !id.equals(path) && ArmIds.segments(id).size() == 4;
                return groupAbove ? Optional.empty() : found.map(ArmResource::region);
            }
        }
        return Optional.empty();
    }

    private static ArmResource resource(Json kept) {
        return new ArmResource(
                kept.text("id").orElseThrow(),
                kept.text("region").orElseThrow(),
                kept.at("body").orElseThrow());
    }
}
