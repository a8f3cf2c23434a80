package io.github.azuredr.testkit.azure;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * State in a folder: one file per key, replaced by an atomic rename, so that a kill leaves the old value or the new one.
 * The file is named by the key's hash, since keys may be longer than a file name; the key itself is its first field.
 * One process at a time.
 */
final class FolderState implements SimState {
    private static final String UNFINISHED = ".tmp";

    private final Path folder;
    private final ConcurrentSkipListSet<String> keys = new ConcurrentSkipListSet<>(InMemoryState.KEY_ORDER);

    FolderState(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.toString().endsWith(UNFINISHED)) {
                        Files.deleteIfExists(file);
                    } else {
                        keys.add(read(file).key());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the simulated Azure kept in " + folder, e);
        }
    }

    @Override
    public Optional<byte[]> get(String key) {
        try {
            return Optional.of(read(file(key)).value());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read '" + key + "' in " + folder, e);
        }
    }

    @Override
    public void put(String key, byte[] value) {
        try {
            Path unfinished = Files.createTempFile(folder, "value", UNFINISHED);
            try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(unfinished))) {
                byte[] name = key.getBytes(StandardCharsets.UTF_8);
                out.writeInt(name.length);
                out.write(name);
                out.write(value);
            }
            Files.move(unfinished, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            keys.add(key);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write '" + key + "' in " + folder, e);
        }
    }

    @Override
    public void remove(String key) {
        try {
            Files.deleteIfExists(file(key));
            keys.remove(key);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove '" + key + "' in " + folder, e);
        }
    }

    @Override
    public List<String> keys(String prefix) {
        return keys.tailSet(prefix, true).stream()
                .takeWhile(key -> key.startsWith(prefix))
                .toList();
    }

    private Path file(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static Entry read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            String key = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            return new Entry(key, in.readAllBytes());
        }
    }

    private record Entry(String key, byte[] value) {}
}
