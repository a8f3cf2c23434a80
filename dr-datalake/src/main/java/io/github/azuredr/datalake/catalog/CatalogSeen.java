package io.github.azuredr.datalake.catalog;

import io.github.azuredr.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the source's catalog held when it was last replicated: by this, what somebody did there afterwards is told from what
 * was done on the other side.
 *
 * @param objects each replicated object with its mark, in order of names
 */
public record CatalogSeen(List<Seen> objects) {
    private static final Codec JSON = Codec.create();

    /** Copies the list. */
    public CatalogSeen {
        objects = List.copyOf(objects);
    }

    /**
     * One replicated object.
     *
     * @param name which
     * @param mark of its definition, or its version where the service shows no content
     */
    public record Seen(ObjectName name, String mark) {}

    /** Nothing was ever replicated. */
    public static CatalogSeen nothing() {
        return new CatalogSeen(List.of());
    }

    /** The marks by name. */
    public Map<ObjectName, String> marks() {
        Map<ObjectName, String> marks = new HashMap<>();
        objects.forEach(each -> marks.put(each.name(), each.mark()));
        return marks;
    }

    /** Collects marks in the order of names. */
    static final class Collector {
        private final List<Seen> seen = new ArrayList<>();

        void add(CatalogObject object) {
            seen.add(new Seen(object.name(), mark(object)));
        }

        void add(ObjectName name, Optional<String> mark) {
            mark.ifPresent(known -> seen.add(new Seen(name, known)));
        }

        CatalogSeen all() {
            return new CatalogSeen(seen);
        }
    }

    /** An assembly shows no content, so its version stands for it. */
    public static String mark(CatalogObject object) {
        if (object.definition() instanceof Definition.Assembly) {
            return object.version();
        }
        try {
            byte[] text = JSON.text(object.definition().portable()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 8);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
