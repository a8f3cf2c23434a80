package io.github.azuredr.datashare.provider;

/**
 * What a provider wants beyond a second account like the first.
 *
 * @param revokingTheOldSide whether a failover revokes the old side's subscriptions of consumers that hold one on the new
 *     side, too: for data that must not be read from both. Without it both go on, and consumers change their schedules
 */
public record ProviderPolicy(boolean revokingTheOldSide) {

    /** Nobody is revoked. */
    public static ProviderPolicy ofDefaults() {
        return new ProviderPolicy(false);
    }

    /** A failover revokes what the new side has, too. */
    public ProviderPolicy withOldSideRevoked() {
        return new ProviderPolicy(true);
    }
}
