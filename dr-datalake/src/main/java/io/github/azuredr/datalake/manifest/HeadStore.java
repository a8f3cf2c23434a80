package io.github.azuredr.datalake.manifest;

import io.github.azuredr.datalake.store.ByteRange;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.FileContent;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.datalake.store.Reserved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads and conditionally replaces a tree's head. */
final class HeadStore {
    private static final int CONFLICTS = 8;

    private final LakePort target;
    private final String path;
    private final Patience patience;

    HeadStore(LakePort target, String tree, Patience patience) {
        this.target = target;
        this.path = Reserved.path(tree, "head");
        this.patience = patience;
    }

    /** A head as it was read or written, with the condition for replacing it. */
    record Held(ManifestHead head, Condition condition) {}

    Held read() {
        try {
            return patience.read(() -> {
                try (FileContent content = target.open(path, Optional.empty(), ByteRange.ALL)) {
                    byte[] bytes = content.bytes().readAllBytes();
                    return new Held(
                            ManifestHead.parse(bytes),
                            Condition.matches(content.file().etag()));
                } catch (IOException broken) {
                    throw new UncheckedIOException("the manifest's head could not be read", broken);
                }
            });
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.NOT_FOUND) {
                return new Held(ManifestHead.first(), Condition.absent());
            }
            throw failed;
        }
    }

    /** Changes the head whoever else does so meanwhile; the change is asked again on each new head and may refuse. */
    Held change(UnaryOperator<ManifestHead> change) {
        for (int attempt = 1; ; attempt++) {
            Held held = read();
            try {
                return replace(held, change.apply(held.head()));
            } catch (LakeException failed) {
                if (failed.kind() != LakeFailure.CONDITION_NOT_MET || attempt >= CONFLICTS) {
                    throw failed;
                }
                patience.waitAfter(attempt);
            }
        }
    }

    /** Replaces exactly the head that was read; a lost answer is settled by reading. */
    Held replace(Held held, ManifestHead next) {
        byte[] bytes = next.bytes();
        for (int attempt = 1; ; attempt++) {
            try {
                return new Held(
                        next, Condition.matches(target.put(path, held.condition(), bytes, FileAttributes.none())));
            } catch (LakeException failed) {
                boolean inDoubt = attempt > 1 || failed.kind() == LakeFailure.NO_ANSWER;
                if (inDoubt) {
                    Held now = read();
                    if (Arrays.equals(now.head().bytes(), bytes)) {
                        return now;
                    }
                }
                if (!failed.kind().worthRetrying() || attempt >= patience.attempts()) {
                    throw failed;
                }
                patience.waitAfter(attempt);
            }
        }
    }

    /** Whether the head is still the one held. */
    boolean stillHeld(Held held) {
        return patience.read(() -> target.look(path))
                .map(file -> held.condition().etag().equals(Optional.of(file.etag())))
                .orElse(false);
    }
}
