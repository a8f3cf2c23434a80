package io.github.azuredr.datashare.resource;

import java.util.Optional;

/**
 * A container that a rehearsal's snapshot goes to.
 *
 * @param etag its ETag, by which it is known again before it is deleted
 * @param owner who made it for a rehearsal; empty for one that somebody else made
 */
public record Scratch(String etag, Optional<String> owner) {}
