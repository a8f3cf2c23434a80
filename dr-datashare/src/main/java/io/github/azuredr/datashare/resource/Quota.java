package io.github.azuredr.datashare.resource;

/**
 * How many of a kind fit where one was just created.
 *
 * @param used how many there are
 * @param limit how many there may be
 */
public record Quota(int used, int limit) {}
