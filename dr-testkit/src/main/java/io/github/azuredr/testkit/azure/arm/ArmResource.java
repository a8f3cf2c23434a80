package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.Json;

/**
 * One resource as it is kept.
 *
 * @param id the resource id in the spelling of its creation
 * @param region where it lives: its own location, or that of its parent
 * @param body what a GET answers: id, name, type, location, properties and so on
 */
public record ArmResource(String id, String region, Json body) {

    /** The name: the id's last segment. */
    public String name() {
        return ArmIds.name(id);
    }

    /** The type with its namespace, as in {@code Microsoft.Storage/storageAccounts}. */
    public String type() {
        return ArmIds.type(id);
    }

    /** This resource with one value of its body set. */
    public ArmResource with(String path, Object value) {
        return new ArmResource(id, region, body.with(path, value));
    }
}
