package io.github.azuredr.datalake.azure.gen1;

import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import java.io.InputStream;

/** Reads a file range by range, and at the end looks whether it still is the version that was opened. */
final class Gen1Stream extends InputStream {
    private final Gen1Calls calls;
    private final String path;
    private final String version;
    private final boolean checked;
    private final long end;
    private long at;
    private byte[] buffer = new byte[0];
    private int used;
    private boolean ended;

    /**
     * A stream.
     *
     * @param path rooted
     * @param version the fingerprint it was opened with
     * @param checked whether a change meanwhile is an error
     * @param from the first byte
     * @param end behind the last byte
     */
    Gen1Stream(Gen1Calls calls, String path, String version, boolean checked, long from, long end) {
        this.calls = calls;
        this.path = path;
        this.version = version;
        this.checked = checked;
        this.at = from;
        this.end = end;
    }

    @Override
    public int read() {
        return fill() ? buffer[used++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.length - used);
        System.arraycopy(buffer, used, into, offset, count);
        used += count;
        return count;
    }

    private boolean fill() {
        if (used < buffer.length) {
            return true;
        }
        if (at >= end) {
            checkVersion();
            return false;
        }
        buffer = calls.read(path, at, (int) Math.min(Gen1Calls.LARGEST_BODY, end - at));
        used = 0;
        at += buffer.length;
        if (buffer.length == 0) {
            at = end;
        }
        return buffer.length > 0 || fill();
    }

    /** The service cannot be asked for one version only. */
    private void checkVersion() {
        if (checked && !ended) {
            ended = true;
            boolean same = calls.status(path)
                    .map(Gen1Status::fingerprint)
                    .map(version::equals)
                    .orElse(false);
            if (!same) {
                throw new LakeException(LakeFailure.SOURCE_CHANGED, path + " changed while it was read.", null);
            }
        }
    }
}
