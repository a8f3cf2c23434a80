package io.github.azuredr.datalake.account;

import java.util.Optional;

/**
 * What can be changed of a store account.
 *
 * @param tier what is paid for, such as {@code Consumption}
 * @param firewall whether rules count
 * @param trustsProviders whether identity providers beyond the tenant's are trusted
 * @param defaultGroup who owns new files
 */
public record StoreSettings(String tier, Firewall firewall, boolean trustsProviders, Optional<String> defaultGroup) {}
