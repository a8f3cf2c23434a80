package io.github.azuredr.datalake.catalog;

import io.github.azuredr.azure.Secret;

/**
 * What a credential holds; the service never gives it back.
 *
 * @param uri the server, as {@code host:port}
 * @param userId who signs in
 * @param password its password, read when it is sent
 */
public record Login(String uri, String userId, Secret password) {
    /** Refuses what the service needs and would not find. */
    public Login {
        if (uri.isBlank() || userId.isBlank()) {
            throw new IllegalArgumentException("uri and userId must not be blank; give the server as host:port");
        }
    }
}
