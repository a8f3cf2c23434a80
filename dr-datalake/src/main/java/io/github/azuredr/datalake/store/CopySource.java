package io.github.azuredr.datalake.store;

import java.net.URI;
import java.util.Optional;

/**
 * The right to copy one version of one file; it may hold a signature or a token and never shows it.
 *
 * @param url where the file is, signature included
 * @param authorization the value of the copy source authorization header, when the URL alone does not do
 * @param file the version that must still be there
 */
public record CopySource(URI url, Optional<String> authorization, LakeFile file) {
    @Override
    public String toString() {
        return "CopySource[" + file.path() + ", " + file.etag() + "]";
    }
}
