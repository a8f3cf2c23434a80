package io.github.azuredr.testkit.azure.storage;

import org.jspecify.annotations.Nullable;

/**
 * A piece of stored content, never changed once written.
 *
 * @param id its key in the content store; negative ids are generated, not stored
 * @param length bytes
 * @param block the Base64 block id it was staged under; null for content that is no block
 */
record Chunk(long id, long length, @Nullable String block) {}
