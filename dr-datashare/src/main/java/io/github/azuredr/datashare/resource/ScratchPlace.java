package io.github.azuredr.datashare.resource;

import io.github.azuredr.error.RecoveryException;

/**
 * Where a rehearsal's files go.
 *
 * @param storageAccount the storage account
 * @param container the container, made for the rehearsal and deleted with it
 */
public record ScratchPlace(String storageAccount, String container) {

    /** Refuses what cannot be a container's name. */
    public ScratchPlace {
        if (storageAccount.isBlank()) {
            throw new RecoveryException("ScratchPlace.storageAccount is blank.", "name the storage account.");
        }
        if (!container.matches("[a-z0-9](?:-?[a-z0-9]){2,62}")) {
            throw new RecoveryException(
                    "ScratchPlace.container is '" + container + "', which cannot be a container's name.",
                    "use 3 to 63 lower-case letters, digits and single hyphens.");
        }
    }

    @Override
    public String toString() {
        return container + " in " + storageAccount;
    }
}
