package io.github.azuredr.datalake.azure;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream whose later requests fail like the first: with a lake exception, never with the client's own. */
final class AnsweredStream extends FilterInputStream {
    private final String path;

    AnsweredStream(String path, InputStream stream) {
        super(stream);
        this.path = path;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return StorageCalls.call("read " + path, () -> {
                try {
                    return in.read(buffer, offset, length);
                } catch (IOException broken) {
                    throw new java.io.UncheckedIOException(broken);
                }
            });
        } catch (java.io.UncheckedIOException broken) {
            throw broken.getCause();
        }
    }
}
