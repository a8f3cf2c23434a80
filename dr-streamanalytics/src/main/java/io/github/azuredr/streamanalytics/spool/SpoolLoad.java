package io.github.azuredr.streamanalytics.spool;

/**
 * What is owed to one side.
 *
 * @param events how many
 * @param bytes how large, roughly
 */
public record SpoolLoad(long events, long bytes) {}
