package io.github.azuredr.datalake.account;

/**
 * Whether a name can be had.
 *
 * @param free whether an account of that name can be created
 * @param reason {@code AlreadyExists}, {@code Invalid} or empty
 * @param message the service's words
 */
public record Availability(boolean free, String reason, String message) {}
