package io.github.azuredr.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.azuredr.pair.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Records to JSON and back: ISO-8601 times and durations, absent optionals left out, unknown fields refused, so that an
 * older version never runs half of what a newer one meant.
 */
public final class Codec {
    private final JsonMapper mapper;

    private Codec(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** A codec that knows records, times and regions. */
    public static Codec create() {
        SimpleModule nouns = new SimpleModule("nouns")
                .addSerializer(Region.class, new RegionName())
                .addDeserializer(Region.class, new NamedRegion());
        return new Codec(JsonMapper.builder()
                .addModules(new Jdk8Module(), new JavaTimeModule(), nouns)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                // A record is its components; a method isOver() beside them is an answer, not a field.
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
                .build());
    }

    /**
     * This codec, also telling an open family of records apart by a field named "kind".
     *
     * @param base the family's interface
     * @param kinds the records by the value of that field
     */
    public Codec knowing(Class<?> base, Map<String, ? extends Class<?>> kinds) {
        JsonMapper.Builder more = mapper.rebuild().addMixIn(base, Kinded.class);
        kinds.forEach((kind, type) -> more.registerSubtypes(new NamedType(type, kind)));
        return new Codec(more.build());
    }

    /** The value as UTF-8 JSON. */
    public byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The value as JSON text. */
    public String text(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new CodecException(
                    value.getClass().getSimpleName() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The value as JSON text for people. */
    public String pretty(Object value) {
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new CodecException(
                    value.getClass().getSimpleName() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The bytes as a value of the type. */
    public <T> T read(byte[] json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (IOException e) {
            throw new CodecException("not a " + type.getSimpleName() + ": " + withoutContent(e), e);
        }
    }

    /** The text as a value of the type. */
    public <T> T read(String json, Class<T> type) {
        return read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    /** A text field at the top or one level down, such as {@code entry.kind}, without binding the rest. */
    public Optional<String> peek(byte[] json, String... path) {
        try {
            JsonNode node = mapper.readTree(json);
            for (String name : path) {
                node = node.path(name);
            }
            return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
        } catch (IOException e) {
            throw new CodecException("not JSON: " + withoutContent(e), e);
        }
    }

    /** A number field at the top, without binding the rest; 0 when there is none. */
    public long peekNumber(byte[] json, String name) {
        try {
            return mapper.readTree(json).path(name).asLong();
        } catch (IOException e) {
            throw new CodecException("not JSON: " + withoutContent(e), e);
        }
    }

    private static String withoutContent(IOException e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.PROPERTY, property = "kind")
    private interface Kinded {}

    private static final class RegionName extends StdSerializer<Region> {
        private static final long serialVersionUID = 1L;

        RegionName() {
            super(Region.class);
        }

        @Override
        public void serialize(Region value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.name());
        }
    }

    private static final class NamedRegion extends StdDeserializer<Region> {
        private static final long serialVersionUID = 1L;

        NamedRegion() {
            super(Region.class);
        }

        @Override
        public Region deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Region.of(in.getValueAsString());
        }
    }
}
