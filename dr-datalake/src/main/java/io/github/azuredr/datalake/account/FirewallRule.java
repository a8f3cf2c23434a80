package io.github.azuredr.datalake.account;

/**
 * A range of addresses an account lets in.
 *
 * @param name its name
 * @param start the first address, IPv4
 * @param end the last address, IPv4
 */
public record FirewallRule(String name, String start, String end) {}
