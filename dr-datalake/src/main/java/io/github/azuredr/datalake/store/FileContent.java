package io.github.azuredr.datalake.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file's bytes being read, with the version they belong to.
 *
 * @param file the version read; its length is the whole file's
 * @param bytes the part asked for; closed by whoever opened it
 */
public record FileContent(LakeFile file, InputStream bytes) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
