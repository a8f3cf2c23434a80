package io.github.azuredr.datalake.account;

/**
 * Whether an account's rules count.
 *
 * @param on whether only addresses within a rule may call
 * @param letsAzureIn whether Azure's own addresses may call nonetheless
 */
public record Firewall(boolean on, boolean letsAzureIn) {}
