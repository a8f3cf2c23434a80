package io.github.azuredr.datashare.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.error.RecoveryException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object, read by dotted paths such as {@code properties.terms}. It keeps what it does not understand,
 * in its order. It may hold e-mail addresses, so it prints only its size; {@link #json()} gives the text.
 */
public final class JsonObject {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ObjectNode node;

    private JsonObject(ObjectNode node) {
        this.node = node;
    }

    /** An empty object. */
    public static JsonObject empty() {
        return new JsonObject(MAPPER.createObjectNode());
    }

    /**
     * The object in a text.
     *
     * @throws RecoveryException when it is no JSON object; the text is not repeated
     */
    public static JsonObject parse(String json) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return new JsonObject(object);
            }
        } catch (JsonProcessingException notJson) {
            throw new RecoveryException(
                    "The text is not JSON: " + notJson.getOriginalMessage() + ".", "give one whole JSON object.");
        }
        throw new RecoveryException("The text is JSON but no object.", "give one whole JSON object.");
    }

    /** The string at a path. */
    public Optional<String> text(String path) {
        return Optional.ofNullable(find(path)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** The whole number at a path. */
    public Optional<Long> number(String path) {
        return Optional.ofNullable(find(path))
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::longValue);
    }

    /** The object at a path. */
    public Optional<JsonObject> at(String path) {
        return find(path) instanceof ObjectNode object ? Optional.of(new JsonObject(object)) : Optional.empty();
    }

    /** The objects of the array at a path. */
    public List<JsonObject> list(String path) {
        List<JsonObject> list = new ArrayList<>();
        if (find(path) instanceof ArrayNode array) {
            array.forEach(item -> {
                if (item instanceof ObjectNode object) {
                    list.add(new JsonObject(object));
                }
            });
        }
        return List.copyOf(list);
    }

    /** The strings of the array at a path. */
    public List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        if (find(path) instanceof ArrayNode array) {
            array.forEach(item -> {
                if (item.isTextual()) {
                    texts.add(item.textValue());
                }
            });
        }
        return List.copyOf(texts);
    }

    /** The string of one of its own properties, whose name may hold a dot. */
    public Optional<String> own(String name) {
        return Optional.ofNullable(node.get(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** The object of one of its own properties, whose name may hold a dot. */
    public Optional<JsonObject> ownObject(String name) {
        return node.get(name) instanceof ObjectNode object ? Optional.of(new JsonObject(object)) : Optional.empty();
    }

    /** With a string as one of its own properties, whose name may hold a dot. */
    public JsonObject withOwn(String name, String value) {
        ObjectNode copy = node.deepCopy();
        copy.put(name, value);
        return new JsonObject(copy);
    }

    /** The names of its properties, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /** Whether it has no properties. */
    public boolean isEmpty() {
        return node.isEmpty();
    }

    /** With a string at a path; objects on the way are made. */
    public JsonObject with(String path, String value) {
        return set(path, MAPPER.getNodeFactory().textNode(value));
    }

    /** With a whole number at a path. */
    public JsonObject with(String path, long value) {
        return set(path, MAPPER.getNodeFactory().numberNode(value));
    }

    /** With an object at a path. */
    public JsonObject with(String path, JsonObject value) {
        return set(path, value.node);
    }

    /** With an array of objects at a path. */
    public JsonObject with(String path, Collection<JsonObject> values) {
        ArrayNode array = MAPPER.createArrayNode();
        values.forEach(value -> array.add(value.node));
        return set(path, array);
    }

    /** With a string at a path when there is one. */
    public JsonObject withOptional(String path, Optional<String> value) {
        return value.map(text -> with(path, text)).orElse(this);
    }

    /** With only these of its properties, in their order here. */
    public JsonObject only(Collection<String> names) {
        ObjectNode copy = MAPPER.createObjectNode();
        node.properties().forEach(entry -> {
            if (names.contains(entry.getKey())) {
                copy.set(entry.getKey(), entry.getValue());
            }
        });
        return new JsonObject(copy);
    }

    /** The text, on one line. */
    public String json() {
        return node.toString();
    }

    /** The text for people. */
    public String pretty() {
        return node.toPrettyString();
    }

    /** Compares content; the order of properties does not count. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject that && node.equals(that.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    /** Only the size: the content may be personal. */
    @Override
    public String toString() {
        return "JsonObject[" + node.size() + " properties]";
    }

    private @Nullable JsonNode find(String path) {
        JsonNode here = node;
        for (String name : path.split("\\.", -1)) {
            here = here.get(name);
            if (here == null) {
                return null;
            }
        }
        return here;
    }

    private JsonObject set(String path, JsonNode value) {
        ObjectNode copy = node.deepCopy();
        ObjectNode here = copy;
        String[] names = path.split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            here = here.get(names[i]) instanceof ObjectNode child ? child : here.putObject(names[i]);
        }
        here.set(names[names.length - 1], value.deepCopy());
        return new JsonObject(copy);
    }
}
