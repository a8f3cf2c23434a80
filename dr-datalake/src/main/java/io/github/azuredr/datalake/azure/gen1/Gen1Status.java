package io.github.azuredr.datalake.azure.gen1;

import com.microsoft.azure.datalake.store.DirectoryEntry;
import com.microsoft.azure.datalake.store.DirectoryEntryType;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.LakeFile;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the service says about a path, in the words of the port. */
final class Gen1Status {
    /** Metadata in which a file's time of expiry travels to and from stores that hold it only as such. */
    static final String EXPIRES = "azuredr_expires";

    private static final String DIRECTORY = "directory";

    private Gen1Status() {}

    static boolean isDirectory(DirectoryEntry entry) {
        return entry.type == DirectoryEntryType.DIRECTORY;
    }

    /**
     * What stands for a version where the service has none: length, time of the last change, expiry. A change of the same
     * length within the same millisecond is not seen.
     */
    static String fingerprint(DirectoryEntry entry) {
        if (isDirectory(entry)) {
            return DIRECTORY;
        }
        String changed = entry.length + "-" + entry.lastModifiedTime.toInstant().toEpochMilli();
        return expiry(entry).map(at -> changed + "-" + at.toEpochMilli()).orElse(changed);
    }

    static LakeFile listed(String path, DirectoryEntry entry) {
        return file(path, entry, Optional.empty(), Optional.empty());
    }

    /** With the attributes kept beside the file, and its expiry. */
    static LakeFile looked(String path, DirectoryEntry entry, FileAttributes beside) {
        Map<String, String> metadata = new HashMap<>(beside.metadata());
        expiry(entry).ifPresent(at -> metadata.put(EXPIRES, at.toString()));
        return file(
                path,
                entry,
                beside.md5(),
                Optional.of(new FileAttributes(metadata, beside.headers(), Optional.empty())));
    }

    private static LakeFile file(
            String path, DirectoryEntry entry, Optional<String> md5, Optional<FileAttributes> attributes) {
        return new LakeFile(
                path,
                isDirectory(entry) ? 0 : entry.length,
                fingerprint(entry),
                entry.lastModifiedTime.toInstant(),
                isDirectory(entry),
                md5,
                attributes,
                Optional.of(entry.user + ":" + entry.group + ":" + permissions(entry.permission, entry.aclBit)));
    }

    private static Optional<Instant> expiry(DirectoryEntry entry) {
        return Optional.ofNullable(entry.expiryTime).map(Date::toInstant);
    }

    /** When a file with these attributes goes by itself; empty when it stays or the time is unreadable. */
    static Optional<Instant> expiry(FileAttributes attributes) {
        @Nullable String text = attributes.metadata().get(EXPIRES);
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (java.time.format.DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** Octal digits as Gen2 lists them: nine letters, t for the sticky bit, a plus sign for a longer list. */
    private static String permissions(String octal, boolean extended) {
        String digits = "000" + octal;
        boolean sticky = octal.length() == 4 && octal.startsWith("1");
        StringBuilder text = new StringBuilder();
        for (char digit : digits.substring(digits.length() - 3).toCharArray()) {
            int bits = digit - '0';
            text.append((bits & 4) > 0 ? 'r' : '-')
                    .append((bits & 2) > 0 ? 'w' : '-')
                    .append((bits & 1) > 0 ? 'x' : '-');
        }
        if (sticky) {
            text.setCharAt(8, text.charAt(8) == 'x' ? 't' : 'T');
        }
        return text + (extended ? "+" : "");
    }
}
