package io.github.azuredr.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Attachments as files named by their hash: written aside, forced, renamed. */
final class FolderAttachments implements Attachments {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final Disk disk;

    FolderAttachments(Path folder, Disk disk) {
        this.folder = folder.toAbsolutePath();
        this.disk = disk;
    }

    @Override
    public String put(byte[] content) {
        String hash = hash(content);
        try {
            disk.createFolder(folder);
            Path kept = folder.resolve(hash);
            if (!keptWhole(kept, content)) {
                write(kept, content);
            }
            disk.forceFolder(folder);
            return hash;
        } catch (IOException failed) {
            throw new JournalException(
                    "The attachment " + hash + " cannot be written to " + folder + ": " + failed.getMessage() + ".",
                    "mend the disk or its permissions and try again.",
                    failed);
        }
    }

    @Override
    public Optional<byte[]> get(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new JournalException(
                    "The attachment's hash is '" + hash + "', but it must be 64 lower case hexadecimal digits.",
                    "give the hash that put(...) returned.");
        }
        try {
            byte[] content = Files.readAllBytes(folder.resolve(hash));
            if (!hash(content).equals(hash)) {
                throw new JournalException(
                        "The attachment " + hash + " in " + folder + " is damaged: its content has the hash "
                                + hash(content) + ".",
                        "restore the file from the copy on the other side, or put the content again.");
            }
            return Optional.of(content);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new JournalException(
                    "The attachment " + hash + " cannot be read from " + folder + ": " + failed.getMessage() + ".",
                    "mend the disk or its permissions and try again.",
                    failed);
        }
    }

    /** Whether the file is there undamaged; if so it is forced, since whoever wrote it may have died before doing so. */
    private boolean keptWhole(Path kept, byte[] content) throws IOException {
        try (Disk.OpenFile file = disk.open(kept, false)) {
            boolean whole = file.size() == content.length && Arrays.equals(file.read(0, content.length), content);
            if (whole) {
                file.force();
            }
            return whole;
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    private void write(Path kept, byte[] content) throws IOException {
        Path aside = Files.createTempFile(folder, "attachment", ".tmp");
        try {
            try (Disk.OpenFile file = disk.open(aside, true)) {
                file.write(0, content);
                file.force();
            }
            disk.replace(aside, kept);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
