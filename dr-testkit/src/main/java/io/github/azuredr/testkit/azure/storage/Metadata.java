package io.github.azuredr.testkit.azure.storage;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** User metadata in its two wire forms: one header each, or one list of Base64 values. */
final class Metadata {
    private static final String PREFIX = "x-ms-meta-";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Metadata() {}

    /** From {@code x-ms-meta-*} headers. */
    static Map<String, String> ofHeaders(Call call) {
        Map<String, String> found = new LinkedHashMap<>();
        call.request().headers().forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
                put(found, name.substring(PREFIX.length()), value);
            }
        });
        return checked(found);
    }

    /** From an {@code x-ms-properties} list such as {@code a=dmFsdWU=,b=}. */
    static Map<String, String> ofProperties(String list) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : list.split(",")) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw invalid();
            }
            try {
                byte[] value =
                        Base64.getDecoder().decode(pair.substring(equals + 1).strip());
                put(
                        found,
                        pair.substring(0, equals).strip(),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(value))
                                .toString());
            } catch (IllegalArgumentException | CharacterCodingException broken) {
                throw invalid();
            }
        }
        return checked(found);
    }

    static void answer(Map<String, String> metadata, Map<String, String> headers) {
        metadata.forEach((name, value) -> headers.put(PREFIX + name, value));
    }

    static String asProperties(Map<String, String> metadata) {
        StringBuilder list = new StringBuilder();
        metadata.forEach((name, value) -> list.append(list.isEmpty() ? "" : ",")
                .append(name)
                .append('=')
                .append(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return list.toString();
    }

    private static void put(Map<String, String> into, String name, String value) {
        if (name.isEmpty()) {
            throw new Refusal(400, "EmptyMetadataKey", "The key for one of the metadata key-value pairs is empty.");
        }
        if (!NAME.matcher(name).matches()) {
            throw invalid();
        }
        into.put(name, value);
    }

    private static Map<String, String> checked(Map<String, String> found) {
        int size = 0;
        for (Map.Entry<String, String> pair : found.entrySet()) {
            size += pair.getKey().length() + pair.getValue().length();
        }
        if (size > Limits.METADATA_BYTES) {
            throw new Refusal(400, "MetadataTooLarge", "The metadata specified exceeds the maximum size permitted.");
        }
        return found;
    }

    private static Refusal invalid() {
        return new Refusal(
                400, "InvalidMetadata", "The metadata specified is invalid. It has characters that are not permitted.");
    }
}
