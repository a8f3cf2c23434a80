package io.github.azuredr.step;

/**
 * What a DESTROYS step ends, named so that a person can approve it.
 *
 * @param name the name a person knows it by, such as {@code table sales.dbo.Orders in eastus2 (A)}
 * @param identity its immutable id or ETag when it was planned; read again right before the effect
 */
public record Victim(String name, String identity) {
    /** Refuses blanks. */
    public Victim {
        if (name.isBlank()) {
            throw new IllegalArgumentException("victim.name: must not be blank; name what is destroyed");
        }
        if (identity.isBlank()) {
            throw new IllegalArgumentException(
                    "victim.identity: must not be blank; give the immutable id or ETag of '" + name + "'");
        }
    }

    @Override
    public String toString() {
        return name + " [" + identity + "]";
    }
}
