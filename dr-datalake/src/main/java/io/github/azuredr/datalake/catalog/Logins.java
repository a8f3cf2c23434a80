package io.github.azuredr.datalake.catalog;

import io.github.azuredr.azure.SecretSource;
import io.github.azuredr.error.RecoveryException;
import java.util.Map;
import java.util.Optional;

/**
 * What the credentials of the target hold, since no service gives that back.
 *
 * @param entries server, user and name of the password's secret, by {@code database.credential}
 * @param secrets where the passwords are when they are needed
 */
public record Logins(Map<String, Entry> entries, SecretSource secrets) {
    /** Copies the entries. */
    public Logins {
        entries = Map.copyOf(entries);
    }

    /**
     * One credential.
     *
     * @param uri the server, as {@code host:port}
     * @param userId who signs in
     * @param secretName the name of the password's secret; never the password
     */
    public record Entry(String uri, String userId, String secretName) {}

    /** Logins for catalogs without credentials. */
    public static Logins none() {
        return new Logins(Map.of(), SecretSource.of(Map.of()));
    }

    Login login(ObjectName credential) {
        String key = credential.database() + "." + credential.name();
        Entry entry = Optional.ofNullable(entries.get(key))
                .orElseThrow(() -> new Refused(
                        CatalogProblem.Rule.MISSING_SECRET,
                        "server, user and secret of '" + key + "' are not configured; the service does not give them"
                                + " back."));
        try {
            return new Login(entry.uri(), entry.userId(), secrets.secret(entry.secretName()));
        } catch (RecoveryException missing) {
            throw new Refused(
                    CatalogProblem.Rule.MISSING_SECRET,
                    "the secret '" + entry.secretName() + "' of '" + key + "' is not in the secret source.");
        }
    }
}
