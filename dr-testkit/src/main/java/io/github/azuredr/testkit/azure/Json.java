package io.github.azuredr.testkit.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object, read and copied by dotted paths: {@code json.text("properties.provisioningState")}.
 * What simulated services keep and answer; property names are case-sensitive and must hold no dot to be addressed.
 */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode node;

    private Json(ObjectNode node) {
        this.node = node;
    }

    /** An empty object. */
    public static Json object() {
        return new Json(MAPPER.createObjectNode());
    }

    /** The object in this text; empty when the text is no JSON or no object. */
    public static Optional<Json> parse(String text) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object
                    ? Optional.of(new Json(object))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The object in these UTF-8 bytes, which this class wrote. */
    public static Json from(byte[] bytes) {
        return parse(new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("Kept state is no JSON object; was it edited by hand?"));
    }

    /** A list answer: {@code {"value": [...]}}. */
    public static Json page(Collection<Json> values) {
        return object().with("value", values);
    }

    /** This object with one value set, its parents made where missing; null sets JSON null. */
    public Json with(String path, @Nullable Object value) {
        ObjectNode copy = node.deepCopy();
        parent(copy, path).set(last(path), toNode(value));
        return new Json(copy);
    }

    /** This object without one value. */
    public Json without(String path) {
        ObjectNode copy = node.deepCopy();
        if (at(copy, parentPath(path)) instanceof ObjectNode parent) {
            parent.remove(last(path));
        }
        return new Json(copy);
    }

    /** This object with another's values laid over it, objects merged and everything else replaced. */
    public Json merge(Json over) {
        ObjectNode copy = node.deepCopy();
        merge(copy, over.node);
        return new Json(copy);
    }

    /** The string at a path. */
    public Optional<String> text(String path) {
        return Optional.ofNullable(at(node, path)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** The boolean at a path. */
    public Optional<Boolean> flag(String path) {
        return Optional.ofNullable(at(node, path)).filter(JsonNode::isBoolean).map(JsonNode::booleanValue);
    }

    /** The whole number at a path. */
    public Optional<Long> number(String path) {
        return Optional.ofNullable(at(node, path))
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::longValue);
    }

    /** The object at a path. */
    public Optional<Json> at(String path) {
        return at(node, path) instanceof ObjectNode object ? Optional.of(new Json(object)) : Optional.empty();
    }

    /** The objects in the array at a path; empty when there is no array. */
    public List<Json> list(String path) {
        return at(node, path) instanceof ArrayNode array
                ? StreamSupport.stream(array.spliterator(), false)
                        .filter(ObjectNode.class::isInstance)
                        .map(item -> new Json((ObjectNode) item))
                        .toList()
                : List.of();
    }

    /** The strings in the array at a path; empty when there is no array. */
    public List<String> texts(String path) {
        return at(node, path) instanceof ArrayNode array
                ? StreamSupport.stream(array.spliterator(), false)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .toList()
                : List.of();
    }

    /** How many elements the array or properties the object at a path has; 0 when there is neither. */
    public int size(String path) {
        JsonNode found = at(node, path);
        return found == null ? 0 : found.size();
    }

    /** Whether anything, even null, is at a path. */
    public boolean has(String path) {
        return at(node, path) != null;
    }

    /** The property names of this object, in their order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    /** The text as UTF-8 bytes. */
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return node.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Json json && node.equals(json.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    private static JsonNode toNode(@Nullable Object value) {
        if (value instanceof Json json) {
            return json.node.deepCopy();
        }
        if (value instanceof Optional<?> optional) {
            return toNode(optional.orElse(null));
        }
        if (value instanceof Collection<?> items) {
            ArrayNode array = MAPPER.createArrayNode();
            items.forEach(item -> array.add(toNode(item)));
            return array;
        }
        return MAPPER.valueToTree(value);
    }

    private static @Nullable JsonNode at(JsonNode from, String path) {
        JsonNode here = from;
        if (!path.isEmpty()) {
            for (String name : path.split("\\.")) {
                here = here.get(name);
                if (here == null) {
                    return null;
                }
            }
        }
        return here;
    }

    private static ObjectNode parent(ObjectNode root, String path) {
        ObjectNode here = root;
        String parent = parentPath(path);
        if (!parent.isEmpty()) {
            for (String name : parent.split("\\.")) {
                here = here.get(name) instanceof ObjectNode child ? child : here.putObject(name);
            }
        }
        return here;
    }

    private static String parentPath(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static void merge(ObjectNode target, ObjectNode over) {
        for (Map.Entry<String, JsonNode> entry : over.properties()) {
            if (entry.getValue() instanceof ObjectNode child && target.get(entry.getKey()) instanceof ObjectNode mine) {
                merge(mine, child);
            } else {
                target.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }
    }
}
