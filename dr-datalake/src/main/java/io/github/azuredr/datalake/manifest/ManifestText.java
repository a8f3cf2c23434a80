package io.github.azuredr.datalake.manifest;

import io.github.azuredr.datalake.listing.Rows;
import io.github.azuredr.datalake.store.ByteRange;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.FileContent;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import io.github.azuredr.error.RecoveryException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Entries as a text object on the target: a header, one line each, and a last line with their number. */
final class ManifestText {
    private final LakePort target;
    private final Patience patience;
    private final Path scratch;

    ManifestText(LakePort target, Patience patience, Path scratch) {
        this.target = target;
        this.patience = patience;
        this.scratch = scratch;
    }

    static byte[] of(List<ManifestEntry> entries) {
        StringBuilder text = new StringBuilder(EntryLine.HEADER).append('\n');
        entries.forEach(entry -> text.append(EntryLine.of(entry)).append('\n'));
        text.append(EntryLine.END).append(entries.size()).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes entries of any number to a path where nothing may be yet; answers how many. */
    long write(String path, Iterator<ManifestEntry> entries) {
        int block = target.traits().singlePutLimit();
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        List<String> staged = new ArrayList<>();
        line(EntryLine.HEADER, buffer);
        long count = 0;
        while (entries.hasNext()) {
            line(EntryLine.of(entries.next()), buffer);
            count++;
            if (buffer.size() >= block - 16 * 1024) {
                stage(path, buffer, staged);
            }
        }
        line(EntryLine.END + count, buffer);
        if (staged.isEmpty()) {
            target.put(path, Condition.absent(), buffer.toByteArray(), FileAttributes.none());
        } else {
            stage(path, buffer, staged);
            target.commit(path, Condition.absent(), staged, FileAttributes.none());
        }
        return count;
    }

    private void stage(String path, ByteArrayOutputStream buffer, List<String> staged) {
        String id = Base64.getEncoder()
                .encodeToString(String.format("manifest-%08d", staged.size()).getBytes(StandardCharsets.UTF_8));
        target.stage(path, id, buffer.toByteArray());
        staged.add(id);
        buffer.reset();
    }

    private static void line(String text, ByteArrayOutputStream buffer) {
        buffer.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        buffer.write('\n');
    }

    /**
     * Streams the entries of a path; one that does not end as it should stops the reader. The text is fetched to disk at
     * once, because a pass reads it over hours and no connection stays open that long.
     */
    Rows<ManifestEntry> read(String path) {
        Path copy = patience.read(() -> fetch(path));
        try {
            return new Lines(path, Files.newInputStream(copy, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException broken) {
            throw new UncheckedIOException("the fetched manifest could not be opened: " + copy, broken);
        }
    }

    private Path fetch(String path) {
        try (FileContent content = target.open(path, Optional.empty(), ByteRange.ALL)) {
            Path copy = Files.createTempFile(scratch, "manifest-", ".txt");
            Files.copy(content.bytes(), copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException broken) {
            throw new LakeException(LakeFailure.NO_ANSWER, "The manifest " + path + " could not be fetched.", broken);
        }
    }

    private static final class Lines implements Rows<ManifestEntry> {
        private final String path;
        private final BufferedReader reader;
        private @Nullable ManifestEntry head;
        private long count;
        private boolean ended;

        Lines(String path, InputStream text) {
            this.path = path;
            this.reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), 64 * 1024);
            if (!EntryLine.HEADER.equals(line())) {
                throw damaged("does not start with " + EntryLine.HEADER);
            }
        }

        @Override
        public boolean hasNext() {
            if (head == null && !ended) {
                String line = line();
                if (line.startsWith(EntryLine.END)) {
                    ended = true;
                    if (Long.parseLong(line.substring(EntryLine.END.length())) != count) {
                        throw damaged("has another number of entries than its last line says");
                    }
                } else {
                    head = EntryLine.parse(line);
                    count++;
                }
            }
            return head != null;
        }

        @Override
        public ManifestEntry next() {
            if (!hasNext() || head == null) {
                throw new NoSuchElementException(path);
            }
            ManifestEntry entry = head;
            head = null;
            return entry;
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException broken) {
                throw new UncheckedIOException("the manifest could not be closed", broken);
            }
        }

        private String line() {
            try {
                String line = reader.readLine();
                if (line == null) {
                    throw damaged("ends in the middle");
                }
                return line;
            } catch (IOException broken) {
                throw new UncheckedIOException("the manifest could not be read: " + path, broken);
            }
        }

        private RecoveryException damaged(String how) {
            return new RecoveryException(
                    "The manifest " + path + " " + how + ".", "restore it from a kept copy or seed it anew.");
        }
    }
}
