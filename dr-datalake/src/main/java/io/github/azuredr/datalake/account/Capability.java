package io.github.azuredr.datalake.account;

/**
 * Whether a subscription can have accounts in a region.
 *
 * @param supported whether the region has the service
 * @param state the subscription's state there, such as {@code Registered}
 * @param most how many accounts it may have there
 * @param count how many it has
 */
public record Capability(boolean supported, String state, int most, int count) {
    /** A region that does not have the service. */
    public static Capability none() {
        return new Capability(false, "", 0, 0);
    }
}
