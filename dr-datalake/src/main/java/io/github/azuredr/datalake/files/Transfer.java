package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.manifest.VerificationLevel;
import io.github.azuredr.datalake.store.ByteRange;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.FileContent;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Moves the bytes of one exact source version to one place, by the services themselves where both allow it, through here
 * otherwise. One attempt, no repetition; the write happens at once or not at all.
 */
final class Transfer {
    private final LakePort from;
    private final LakePort to;
    private final String blockPrefix;
    private final AtomicLong blockRuns = new AtomicLong();
    private volatile boolean byService;
    private volatile boolean everByService;

    /**
     * Prepares transfers.
     *
     * @param blockPrefix distinguishes this pass's uncommitted blocks from those of any other
     */
    Transfer(LakePort from, LakePort to, String blockPrefix) {
        this.from = from;
        this.to = to;
        this.blockPrefix = blockPrefix;
        this.byService = to.traits().copiesFromOthers();
    }

    /**
     * What was written.
     *
     * @param etag the target's
     * @param level how surely it equals the source
     * @param byService whether the bytes went from service to service
     */
    record Sent(String etag, VerificationLevel level, boolean byService) {}

    Sent send(LakeFile file, String path, Condition condition, UnaryOperator<FileAttributes> attributes) {
        if (byService) {
            try {
                return sendByService(file, path, condition, attributes);
            } catch (LakeException failed) {
                if (failed.kind() != LakeFailure.COPY_SOURCE_UNREACHABLE) {
                    throw failed;
                }
                // One file may have vanished; a service that never managed one cannot reach the other at all.
                byService = everByService;
            }
        }
        return sendThrough(file, path, condition, attributes);
    }

    private Sent sendByService(
            LakeFile file, String path, Condition condition, UnaryOperator<FileAttributes> attributes) {
        LakeFile known = file.attributes().isPresent() ? file : lookAgain(file);
        FileAttributes given = attributes.apply(known.attributes().orElse(FileAttributes.none()));
        String etag = to.copy(from.copySource(known), path, condition, given);
        everByService = true;
        return new Sent(
                etag,
                known.md5().isPresent() ? VerificationLevel.CONTENT_HASH : VerificationLevel.LENGTH_AND_ETAG,
                true);
    }

    private LakeFile lookAgain(LakeFile file) {
        return from.look(file.path())
                .filter(now -> now.etag().equals(file.etag()))
                .orElseThrow(() -> sourceChanged(file, null));
    }

    private Sent sendThrough(
            LakeFile file, String path, Condition condition, UnaryOperator<FileAttributes> attributes) {
        int block = to.traits().singlePutLimit();
        try (FileContent content = open(file)) {
            Optional<String> md5 = content.file().md5().or(file::md5);
            FileAttributes given = attributes.apply(content.file().attributes().orElse(FileAttributes.none()));
            String etag = file.length() <= block
                    ? putWhole(file, content.bytes(), md5, path, condition, given)
                    : putBlocks(file, content.bytes(), md5, path, condition, given, block);
            return new Sent(
                    etag, md5.isPresent() ? VerificationLevel.CONTENT_HASH : VerificationLevel.LENGTH_AND_ETAG, false);
        } catch (IOException broken) {
            throw new LakeException(
                    LakeFailure.NO_ANSWER, "Reading " + file.path() + " broke off: " + broken.getMessage(), broken);
        }
    }

    private FileContent open(LakeFile file) {
        try {
            ByteRange whole = new ByteRange(0, Math.max(1, file.length()));
            return from.open(file.path(), Optional.of(file.etag()), whole);
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.CONDITION_NOT_MET || failed.kind() == LakeFailure.NOT_FOUND) {
                throw sourceChanged(file, failed);
            }
            throw failed;
        }
    }

    private String putWhole(
            LakeFile file,
            InputStream bytes,
            Optional<String> md5,
            String path,
            Condition condition,
            FileAttributes attributes)
            throws IOException {
        byte[] whole = bytes.readNBytes((int) file.length());
        checkLength(file, whole.length == file.length() && bytes.read() < 0);
        if (md5.isPresent()) {
            MessageDigest digest = md5();
            digest.update(whole);
            checkHash(file, md5.get(), digest);
        }
        return to.put(path, condition, whole, attributes);
    }

    private String putBlocks(
            LakeFile file,
            InputStream bytes,
            Optional<String> md5,
            String path,
            Condition condition,
            FileAttributes attributes,
            int block)
            throws IOException {
        MessageDigest digest = md5();
        List<String> ids = new ArrayList<>();
        long run = blockRuns.incrementAndGet();
        long size = Math.max(block, (file.length() + 49_999) / 50_000);
        long left = file.length();
        while (left > 0) {
            byte[] part = bytes.readNBytes((int) Math.min(size, left));
            checkLength(file, part.length == Math.min(size, left));
            if (md5.isPresent()) {
                digest.update(part);
            }
            String id = Base64.getEncoder()
                    .encodeToString(String.format("%s-%08d-%06d", blockPrefix, run, ids.size())
                            .getBytes(StandardCharsets.UTF_8));
            to.stage(path, id, part);
            ids.add(id);
            left -= part.length;
        }
        checkLength(file, bytes.read() < 0);
        if (md5.isPresent()) {
            checkHash(file, md5.get(), digest);
        }
        return to.commit(path, condition, ids, attributes);
    }

    private static void checkLength(LakeFile file, boolean right) {
        if (!right) {
            throw new LakeException(
                    LakeFailure.NO_ANSWER,
                    "Reading " + file.path() + " gave another number of bytes than listed.",
                    null);
        }
    }

    private static void checkHash(LakeFile file, String expected, MessageDigest digest) {
        if (!Base64.getEncoder().encodeToString(digest.digest()).equals(expected)) {
            throw new DamagedSource(file.path());
        }
    }

    private static LakeException sourceChanged(LakeFile file, @org.jspecify.annotations.Nullable Throwable cause) {
        return new LakeException(
                LakeFailure.SOURCE_CHANGED,
                "The source's " + file.path() + " is not the listed version any more.",
                cause);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has MD5", impossible);
        }
    }

    /** The bytes read are not those the source's service promised. */
    static final class DamagedSource extends LakeException {
        DamagedSource(String path) {
            super(
                    LakeFailure.REFUSED,
                    "The source's " + path + " does not have the content hash its service states.",
                    null);
        }
    }
}
