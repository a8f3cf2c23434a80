package io.github.azuredr.streamanalytics.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.azuredr.error.RecoveryException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object, read and copied by JSON pointers such as {@code /properties/inputs/0/name}. It may hold keys,
 * so it prints only its size; {@link #json()} gives the text.
 */
public final class JsonTree {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ObjectNode node;

    private JsonTree(ObjectNode node) {
        this.node = node;
    }

    /** An empty object. */
    public static JsonTree object() {
        return new JsonTree(JsonNodeFactory.instance.objectNode());
    }

    /**
     * The object in a text.
     *
     * @throws RecoveryException when it is no JSON object; the text is not repeated
     */
    public static JsonTree parse(String json) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return new JsonTree(object);
            }
        } catch (JsonProcessingException notJson) {
            throw new RecoveryException(
                    "The text is not JSON: " + notJson.getOriginalMessage() + ".", "give one whole JSON object.");
        }
        throw new RecoveryException("The text is JSON but no object.", "give one whole JSON object.");
    }

    /** The string at a pointer. */
    public Optional<String> text(String pointer) {
        JsonNode found = node.at(pointer);
        return found.isTextual() ? Optional.of(found.textValue()) : Optional.empty();
    }

    /** The whole number at a pointer. */
    public Optional<Long> number(String pointer) {
        JsonNode found = node.at(pointer);
        return found.isIntegralNumber() ? Optional.of(found.longValue()) : Optional.empty();
    }

    /** The object at a pointer. */
    public Optional<JsonTree> at(String pointer) {
        return node.at(pointer) instanceof ObjectNode object ? Optional.of(new JsonTree(object)) : Optional.empty();
    }

    /** The objects in the array at a pointer; empty when there is no array. */
    public List<JsonTree> items(String pointer) {
        List<JsonTree> items = new ArrayList<>();
        if (node.at(pointer) instanceof ArrayNode array) {
            array.forEach(item -> {
                if (item instanceof ObjectNode object) {
                    items.add(new JsonTree(object));
                }
            });
        }
        return List.copyOf(items);
    }

    /** Whether anything but null is at a pointer. */
    public boolean has(String pointer) {
        JsonNode found = node.at(pointer);
        return !found.isMissingNode() && !found.isNull();
    }

    /** The names of its own properties, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /** With a string at a pointer; objects on the way are made. */
    public JsonTree with(String pointer, String value) {
        return set(pointer, TextNode.valueOf(value));
    }

    /** With a whole number at a pointer; objects on the way are made. */
    public JsonTree with(String pointer, long value) {
        return set(pointer, JsonNodeFactory.instance.numberNode(value));
    }

    /** With an object at a pointer; objects on the way are made. */
    public JsonTree with(String pointer, JsonTree value) {
        return set(pointer, value.node);
    }

    /** With an array of objects at a pointer; objects on the way are made. */
    public JsonTree with(String pointer, Collection<JsonTree> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(value.node));
        return set(pointer, array);
    }

    /** With an array of strings at a pointer; objects on the way are made. */
    public JsonTree withTexts(String pointer, Collection<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return set(pointer, array);
    }

    /** The strings in the array at a pointer; empty when there is no array. */
    public List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        if (node.at(pointer) instanceof ArrayNode array) {
            array.forEach(item -> {
                if (item.isTextual()) {
                    texts.add(item.textValue());
                }
            });
        }
        return List.copyOf(texts);
    }

    /** Without what is at a pointer. */
    public JsonTree without(String pointer) {
        JsonPointer path = JsonPointer.compile(pointer);
        ObjectNode copy = node.deepCopy();
        if (copy.at(path.head()) instanceof ObjectNode parent) {
            parent.remove(path.last().getMatchingProperty());
        }
        return new JsonTree(copy);
    }

    /** With every string replaced by what the function makes of its pointer and value. */
    public JsonTree mapTexts(BiFunction<String, String, String> replacement) {
        return new JsonTree((ObjectNode) mapped("", node, replacement));
    }

    /** Every scalar by its pointer, in the order of the pointers; nulls, empty objects and empty arrays say nothing. */
    public Map<String, String> scalars() {
        Map<String, String> scalars = new TreeMap<>();
        collect("", node, scalars);
        return Collections.unmodifiableMap(scalars);
    }

    /** SHA-256 in hex over the scalars: the same for objects that differ only in order, nulls or how numbers are written. */
    public String sha256() {
        StringBuilder text = new StringBuilder();
        scalars().forEach((pointer, value) -> text.append(pointer)
                .append('=')
                .append(value.length())
                .append(':')
                .append(value)
                .append('\n'));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    /** The text, on one line. */
    public String json() {
        return node.toString();
    }

    /** The text for people. */
    public String pretty() {
        return node.toPrettyString();
    }

    /** One segment of a pointer, escaped. */
    public static String segment(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Compares content; the order of properties does not count. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonTree that && node.equals(that.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    /** Only the size: the content may hold a key. */
    @Override
    public String toString() {
        return "JsonTree[" + node.size() + " properties]";
    }

    private JsonTree set(String pointer, JsonNode value) {
        ObjectNode copy = node.deepCopy();
        JsonNode here = copy;
        JsonPointer rest = JsonPointer.compile(pointer);
        while (!rest.tail().matches()) {
            JsonNode next = here.at(
                    rest.getMatchingIndex() >= 0 && here.isArray()
                            ? JsonPointer.compile("/" + rest.getMatchingIndex())
                            : JsonPointer.compile("/" + segment(rest.getMatchingProperty())));
            here = next.isContainerNode() || !(here instanceof ObjectNode object)
                    ? next
                    : object.putObject(rest.getMatchingProperty());
            rest = rest.tail();
        }
        if (here instanceof ObjectNode object) {
            object.set(rest.getMatchingProperty(), value.deepCopy());
        } else if (here instanceof ArrayNode array) {
            array.set(rest.getMatchingIndex(), value.deepCopy());
        }
        return new JsonTree(copy);
    }

    private static JsonNode mapped(String pointer, JsonNode from, BiFunction<String, String, String> replacement) {
        if (from instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(entry -> copy.set(
                            entry.getKey(),
                            mapped(pointer + "/" + segment(entry.getKey()), entry.getValue(), replacement)));
            return copy;
        }
        if (from instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < array.size(); i++) {
                copy.add(mapped(pointer + "/" + i, array.get(i), replacement));
            }
            return copy;
        }
        return from.isTextual() ? TextNode.valueOf(replacement.apply(pointer, from.textValue())) : from;
    }

    private static void collect(String pointer, JsonNode from, Map<String, String> into) {
        if (from instanceof ObjectNode object) {
            object.properties()
                    .forEach(entry -> collect(pointer + "/" + segment(entry.getKey()), entry.getValue(), into));
        } else if (from instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(pointer + "/" + i, array.get(i), into);
            }
        } else if (from.isNumber()) {
            into.put(pointer, from.decimalValue().stripTrailingZeros().toPlainString());
        } else if (!from.isNull()) {
            into.put(pointer, from.asText());
        }
    }
}
