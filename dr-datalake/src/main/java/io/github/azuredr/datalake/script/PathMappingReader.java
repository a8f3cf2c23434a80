package io.github.azuredr.datalake.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.azuredr.error.RecoveryException;
import java.util.Map;

/**
 * Reads a mapping from JSON: one object per kind of account, {@code {"adls_gen1": {"prodlake": "drlake"}, "blob": {},
 * "adls_gen2": {}, "adla": {}}}, at the top or under the single name {@code mapping}.
 */
public final class PathMappingReader {
    private static final String NEXT =
            "correct the mapping file; its sections are adls_gen1, blob, adls_gen2 and adla.";

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Creates a reader; it keeps nothing between calls. */
    public PathMappingReader() {}

    /**
     * Reads the mapping.
     *
     * @param json the text of the file
     * @throws RecoveryException when it is no JSON, has an unknown section, or names an account twice, not at all or
     *     wrongly
     */
    public PathMapping read(String json) {
        PathMapping.Builder builder = PathMapping.builder();
        for (Map.Entry<String, JsonNode> section : sections(tree(json)).properties()) {
            AccountKind kind = AccountKind.ofSection(section.getKey())
                    .orElseThrow(() -> refused("has an unknown section '" + section.getKey() + "'"));
            if (!section.getValue().isObject()) {
                throw refused("has a section " + section.getKey() + " that is no object of account names");
            }
            section.getValue().properties().forEach(pair -> add(builder, kind, pair));
        }
        PathMapping mapping = builder.build();
        if (mapping.isEmpty()) {
            throw refused("maps no account");
        }
        return mapping;
    }

    private static void add(PathMapping.Builder builder, AccountKind kind, Map.Entry<String, JsonNode> pair) {
        if (!pair.getValue().isTextual()) {
            throw refused("maps " + kind.section() + " account '" + pair.getKey() + "' to something that is no text");
        }
        builder.map(kind, pair.getKey(), pair.getValue().textValue());
    }

    private JsonNode tree(String json) {
        try {
            JsonNode root = mapper.readTree(json.startsWith("\ufeff") ? json.substring(1) : json);
            if (!root.isObject()) {
                throw refused("is no JSON object");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new RecoveryException("The mapping cannot be read: " + e.getOriginalMessage() + ".", NEXT, e);
        }
    }

    /** A file that also holds other things keeps the mapping under its name; a section beside that name would be lost. */
    private static JsonNode sections(JsonNode root) {
        JsonNode wrapped = root.get("mapping");
        if (wrapped == null) {
            return root;
        }
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!entry.getKey().equals("mapping") && entry.getValue().isObject()) {
                throw refused("has a section '" + entry.getKey() + "' beside 'mapping' instead of inside it");
            }
        }
        if (!wrapped.isObject()) {
            throw refused("is no JSON object under 'mapping'");
        }
        return wrapped;
    }

    private static RecoveryException refused(String rule) {
        return new RecoveryException("The mapping " + rule + ".", NEXT);
    }
}
