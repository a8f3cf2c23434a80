package io.github.azuredr.datalake.state;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.datalake.store.ByteRange;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.FileContent;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One value as JSON in a file of a tree. It is replaced only over the version that was read: an executor that was overtaken
 * fails at its next write. Not for use by several threads.
 *
 * @param <T> a record
 */
public final class StateFile<T> {
    private static final Codec JSON = Codec.create();

    private final LakePort lake;
    private final String path;
    private final Class<T> type;
    private final T first;
    private final Patience patience;
    private byte[] bytes = {};
    private T value;
    private Condition condition = Condition.absent();

    private StateFile(LakePort lake, String path, Class<T> type, T first, Patience patience) {
        this.lake = lake;
        this.path = path;
        this.type = type;
        this.first = first;
        this.patience = patience;
        this.value = first;
    }

    /**
     * Reads the file.
     *
     * @param first the value while there is no file
     * @throws LakeException when the tree cannot be read
     */
    public static <T> StateFile<T> open(LakePort lake, String path, Class<T> type, T first, Patience patience) {
        StateFile<T> file = new StateFile<>(lake, path, type, first, patience);
        file.read();
        return file;
    }

    /** The value as it was read or written last. */
    public T value() {
        return value;
    }

    /**
     * Replaces the value; nothing is sent when it is the same.
     *
     * @throws LakeException of kind CONDITION_NOT_MET when somebody else wrote the file since it was read
     */
    public void replace(T next) {
        byte[] wanted = JSON.bytes(next);
        for (int attempt = 1; !Arrays.equals(wanted, bytes); attempt++) {
            try {
                condition = Condition.matches(lake.put(path, condition, wanted, FileAttributes.none()));
                bytes = wanted;
                value = next;
            } catch (LakeException failed) {
                settle(failed, attempt, wanted);
            }
        }
    }

    /** After a lost answer the file says whether it was written. */
    private void settle(LakeException failed, int attempt, byte[] wanted) {
        boolean inDoubt =
                failed.kind() == LakeFailure.NO_ANSWER || attempt > 1 && failed.kind() == LakeFailure.CONDITION_NOT_MET;
        byte[] before = bytes;
        if (inDoubt) {
            read();
            if (Arrays.equals(bytes, wanted)) {
                return;
            }
        }
        boolean untouched = Arrays.equals(bytes, before);
        if (!untouched || !failed.kind().worthRetrying() || attempt >= patience.attempts()) {
            throw failed;
        }
        patience.waitAfter(attempt);
    }

    private void read() {
        try {
            patience.read(() -> {
                try (FileContent content = lake.open(path, Optional.empty(), ByteRange.ALL)) {
                    bytes = content.bytes().readAllBytes();
                    condition = Condition.matches(content.file().etag());
                } catch (IOException broken) {
                    throw new UncheckedIOException(path + " could not be read", broken);
                }
                return bytes;
            });
            value = JSON.read(bytes, type);
        } catch (LakeException failed) {
            if (failed.kind() != LakeFailure.NOT_FOUND) {
                throw failed;
            }
            bytes = new byte[0];
            value = first;
            condition = Condition.absent();
        }
    }
}
