package io.github.azuredr.datalake.account;

/**
 * A blob storage account that jobs may use; its key is never shown.
 *
 * @param name its name
 * @param suffix its host's ending, such as {@code core.windows.net}
 */
public record LinkedStorage(String name, String suffix) {}
