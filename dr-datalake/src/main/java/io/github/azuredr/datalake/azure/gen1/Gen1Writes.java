package io.github.azuredr.datalake.azure.gen1;

import com.microsoft.azure.datalake.store.DirectoryEntry;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes files appear whole: written under a name of ours, then renamed. That nothing is at the target the service itself
 * checks; that exactly one version is there is looked at right before, and nothing holds until the rename.
 */
final class Gen1Writes {
    private final Gen1Calls calls;
    private final Gen1Paths paths;
    private final AttributesBeside beside;
    /** Attributes of temporary files of this process, whose last name is not known yet. */
    private final Map<String, FileAttributes> waiting = new ConcurrentHashMap<>();

    Gen1Writes(Gen1Calls calls, Gen1Paths paths, AttributesBeside beside) {
        this.calls = calls;
        this.paths = paths;
        this.beside = beside;
    }

    String put(String path, Condition condition, byte[] content, FileAttributes attributes) {
        boolean plain = !AttributesBeside.isNeeded(attributes)
                && Gen1Status.expiry(attributes).isEmpty();
        if (condition.etag().isEmpty() && (plain || Gen1Paths.isTemporary(path))) {
            calls.create(paths.at(path), content, false);
            expire(paths.at(path), attributes);
            waitFor(path, attributes);
            return fingerprint(path);
        }
        String temporary = paths.part(path, UUID.randomUUID().toString());
        calls.create(temporary, content, false);
        return publish(temporary, path, condition, attributes);
    }

    void stage(String path, String blockId, byte[] content) {
        calls.create(paths.part(path, Gen1Paths.hex(blockId)), content, true);
    }

    String commit(String path, Condition condition, List<String> blockIds, FileAttributes attributes) {
        List<String> parts =
                blockIds.stream().map(id -> paths.part(path, Gen1Paths.hex(id))).toList();
        String whole = paths.part(path, UUID.randomUUID().toString());
        calls.concat(whole, parts);
        String etag = publish(whole, path, condition, attributes);
        discardIfEmpty(paths.parts(path));
        return etag;
    }

    String rename(String from, String fromEtag, String to, Condition condition) {
        DirectoryEntry source = calls.status(paths.at(from))
                .orElseThrow(() -> failure(LakeFailure.NOT_FOUND, "rename " + from, "there is no such file."));
        if (!Gen1Status.fingerprint(source).equals(fromEtag)) {
            throw failure(LakeFailure.CONDITION_NOT_MET, "rename " + from, "it is another version by now.");
        }
        FileAttributes attributes = waiting.remove(from);
        move(paths.at(from), to, fromEtag, condition, attributes == null ? beside.read(from, fromEtag) : attributes);
        return fingerprint(to);
    }

    void delete(String path, String ifMatch) {
        DirectoryEntry present = calls.status(paths.at(path))
                .orElseThrow(() -> failure(LakeFailure.NOT_FOUND, "delete " + path, "there is no such file."));
        if (!Gen1Status.fingerprint(present).equals(ifMatch)) {
            throw failure(LakeFailure.CONDITION_NOT_MET, "delete " + path, "it is another version by now.");
        }
        // False means that it was gone already, perhaps by this very request, sent again below the client.
        calls.delete(paths.at(path));
        waiting.remove(path);
    }

    private String publish(String temporary, String path, Condition condition, FileAttributes attributes) {
        expire(temporary, attributes);
        String version = calls.status(temporary)
                .map(Gen1Status::fingerprint)
                .orElseThrow(() -> failure(LakeFailure.NO_ANSWER, "write " + path, "its temporary file has gone."));
        try {
            calls.makeDirectory(paths.holding(path));
            move(temporary, path, version, condition, attributes);
        } catch (LakeException failed) {
            if (!failed.kind().worthRetrying()) {
                discard(temporary);
            }
            throw failed;
        }
        return fingerprint(path);
    }

    /** The attributes come first: beside another version they say nothing. */
    private void move(String from, String to, String version, Condition condition, FileAttributes attributes) {
        if (condition.etag().isPresent()) {
            boolean expected =
                    calls.status(paths.at(to)).map(Gen1Status::fingerprint).equals(condition.etag());
            if (!expected) {
                throw failure(LakeFailure.CONDITION_NOT_MET, "write " + to, "another version is there by now.");
            }
        }
        if (Gen1Paths.isTemporary(to)) {
            waitFor(to, attributes);
        } else if (AttributesBeside.isNeeded(attributes)) {
            beside.write(to, version, attributes);
        }
        boolean done;
        try {
            done = calls.rename(from, paths.at(to), condition.etag().isPresent());
        } catch (LakeException failed) {
            // The platform may send a request again whose first answer was lost; then its source is gone.
            if (failed.kind() != LakeFailure.NOT_FOUND || !isThere(to, version)) {
                throw failed;
            }
            done = true;
        }
        if (!done) {
            throw failure(LakeFailure.CONDITION_NOT_MET, "write " + to, "something is there.");
        }
    }

    private void expire(String path, FileAttributes attributes) {
        Gen1Status.expiry(attributes).ifPresent(at -> calls.setExpiry(path, at.toEpochMilli()));
    }

    private boolean isThere(String path, String version) {
        return calls.status(paths.at(path))
                .map(Gen1Status::fingerprint)
                .map(version::equals)
                .orElse(false);
    }

    private String fingerprint(String path) {
        return calls.status(paths.at(path))
                .map(Gen1Status::fingerprint)
                .orElseThrow(() -> failure(LakeFailure.NO_ANSWER, "write " + path, "it was not there right after."));
    }

    private void waitFor(String path, FileAttributes attributes) {
        if (Gen1Paths.isTemporary(path)) {
            waiting.put(path, attributes);
        }
    }

    private void discard(String path) {
        try {
            calls.delete(path);
        } catch (LakeException failed) {
            // It lies among our temporary files and does no harm.
            if (failed.kind() == LakeFailure.DENIED) {
                throw failed;
            }
        }
    }

    private void discardIfEmpty(String directory) {
        try {
            calls.delete(directory);
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.DENIED) {
                throw failed;
            }
            // Another attempt's parts lie there.
        }
    }

    private static LakeException failure(LakeFailure kind, String what, String why) {
        return new LakeException(kind, what + ": " + why, null);
    }
}
