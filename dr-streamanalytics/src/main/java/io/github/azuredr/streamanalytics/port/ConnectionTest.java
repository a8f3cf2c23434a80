package io.github.azuredr.streamanalytics.port;

/**
 * What the service said of a part's connection.
 *
 * @param passed whether it could connect
 * @param reason why not; empty when it could
 */
public record ConnectionTest(boolean passed, String reason) {}
