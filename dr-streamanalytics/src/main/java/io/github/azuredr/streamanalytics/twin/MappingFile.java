package io.github.azuredr.streamanalytics.twin;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Region;
import io.github.azuredr.streamanalytics.json.JsonTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping as people write it in a file: regions, the twin's id, and the counterpart of each name by kind. Unknown keys
 * are refused, so that a misspelt kind is not a job that points back.
 *
 * @param twin where the twin is to be
 * @param apiVersion the service's version to speak
 * @param need what the reader of the outputs needs, as {@code query.Need} names it, when it is said
 * @param rewrite the counterparts
 */
public record MappingFile(JobId twin, String apiVersion, Optional<String> need, RegionRewrite rewrite) {
    /** The version that is spoken unless a mapping says otherwise. */
    public static final String STABLE = "2020-03-01";

    private static final List<String> OWN = List.of("from", "to", "twin", "apiVersion", "need", "otherTypes");

    /**
     * Reads the text of a mapping file.
     *
     * @throws RecoveryException naming the key that is missing, unknown or wrong
     */
    public static MappingFile parse(String text) {
        JsonTree file = JsonTree.parse(text);
        Set<String> known = new HashSet<>(OWN);
        Map<BoundKind, Map<String, String>> names = new HashMap<>();
        for (BoundKind kind : BoundKind.values()) {
            known.add(kind.word());
            file.at("/" + kind.word()).ifPresent(of -> names.put(kind, strings(kind.word(), of)));
        }
        for (String name : file.names()) {
            if (!known.contains(name)) {
                throw refused(name, "is not a key of a mapping", "use " + String.join(", ", words()) + ".");
            }
        }
        return new MappingFile(
                JobId.parse(required(file, "twin")),
                file.text("/apiVersion").orElse(STABLE),
                file.text("/need"),
                new RegionRewrite(
                        Region.of(required(file, "from")), Region.of(required(file, "to")), names, otherTypes(file)));
    }

    private static Map<String, List<String>> otherTypes(JsonTree file) {
        Map<String, List<String>> types = new HashMap<>();
        JsonTree given = file.at("/otherTypes").orElseGet(JsonTree::object);
        for (String type : given.names()) {
            List<String> properties = new ArrayList<>();
            String pointer = "/" + JsonTree.segment(type);
            for (int i = 0; given.text(pointer + "/" + i).isPresent(); i++) {
                properties.add(given.text(pointer + "/" + i).orElseThrow());
            }
            types.put(type, List.copyOf(properties));
        }
        return types;
    }

    private static Map<String, String> strings(String key, JsonTree of) {
        Map<String, String> strings = new HashMap<>();
        for (String name : of.names()) {
            strings.put(
                    name,
                    of.text("/" + JsonTree.segment(name))
                            .orElseThrow(
                                    () -> refused(key + "." + name, "is no string", "give the counterpart's name.")));
        }
        return strings;
    }

    private static String required(JsonTree file, String key) {
        return file.text("/" + key)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> refused(key, "is missing", "add it; the module's README shows a whole mapping."));
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>(OWN);
        for (BoundKind kind : BoundKind.values()) {
            words.add(kind.word());
        }
        return words;
    }

    private static RecoveryException refused(String key, String what, String next) {
        return new RecoveryException("Mapping key \"" + key + "\" " + what + ".", next);
    }
}
