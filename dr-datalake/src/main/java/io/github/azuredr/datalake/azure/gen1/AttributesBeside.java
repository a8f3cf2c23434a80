package io.github.azuredr.datalake.azure.gen1;

import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Metadata and content headers, for which Gen1 has no place, in a small file of ours for each file that has any. It names
 * the version it belongs to, so that it says nothing about one that someone else wrote.
 */
final class AttributesBeside {
    private static final int LONGEST = 64 * 1024;

    private final Gen1Calls calls;
    private final Gen1Paths paths;

    AttributesBeside(Gen1Calls calls, Gen1Paths paths) {
        this.calls = calls;
        this.paths = paths;
    }

    static boolean isNeeded(FileAttributes attributes) {
        boolean onlyExpiry = attributes.metadata().keySet().stream().allMatch(Gen1Status.EXPIRES::equals);
        return !onlyExpiry
                || !attributes.headers().isEmpty()
                || attributes.md5().isPresent();
    }

    void write(String path, String fingerprint, FileAttributes attributes) {
        StringBuilder text = new StringBuilder("v " + fingerprint + "\n");
        new TreeMap<>(attributes.metadata()).forEach((name, value) -> line(text, 'm', name, value));
        new TreeMap<>(attributes.headers()).forEach((name, value) -> line(text, 'h', name, value));
        attributes.md5().ifPresent(md5 -> line(text, 'c', "md5", md5));
        calls.create(paths.attributes(path), text.toString().getBytes(StandardCharsets.UTF_8), true);
    }

    FileAttributes read(String path, String fingerprint) {
        try {
            byte[] bytes = calls.read(paths.attributes(path), 0, LONGEST);
            return parsed(new String(bytes, StandardCharsets.UTF_8), fingerprint);
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.NOT_FOUND) {
                return FileAttributes.none();
            }
            throw failed;
        }
    }

    private static FileAttributes parsed(String text, String fingerprint) {
        Map<String, String> metadata = new HashMap<>();
        Map<String, String> headers = new HashMap<>();
        Optional<String> md5 = Optional.empty();
        String[] lines = text.split("\n");
        if (!lines[0].equals("v " + fingerprint)) {
            return FileAttributes.none();
        }
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(" ", 3);
            if (parts.length < 3) {
                return FileAttributes.none();
            }
            String name = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
            String value = URLDecoder.decode(parts[2], StandardCharsets.UTF_8);
            switch (parts[0]) {
                case "m" -> metadata.put(name, value);
                case "h" -> headers.put(name, value);
                default -> md5 = Optional.of(value);
            }
        }
        return new FileAttributes(metadata, headers, md5);
    }

    private static void line(StringBuilder text, char kind, String name, String value) {
        text.append(kind)
                .append(' ')
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append(' ')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('\n');
    }
}
