package io.github.azuredr.streamanalytics.output;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row's columns as an unmodifiable map over one array: the names are shared by all rows of a source. */
public final class RowValues extends AbstractMap<String, Object> {
    private final List<String> names;
    private final @Nullable Object[] values;

    private RowValues(List<String> names, @Nullable Object[] values) {
        this.names = names;
        this.values = values;
    }

    /**
     * Values by position.
     *
     * @param names distinct, in the values' order
     * @param values as many; may be null
     */
    public static RowValues of(List<String> names, @Nullable Object[] values) {
        if (names.size() != values.length) {
            throw new IllegalArgumentException(names.size() + " names for " + values.length + " values: give one each");
        }
        return new RowValues(List.copyOf(names), values.clone());
    }

    static RowValues copyOf(Map<String, Object> map) {
        return map instanceof RowValues same
                ? same
                : new RowValues(List.copyOf(map.keySet()), map.values().toArray());
    }

    @Override
    public @Nullable Object get(Object name) {
        int at = names.indexOf(name);
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(Object name) {
        return names.contains(name);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        List<Map.Entry<String, Object>> entries = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            entries.add(new SimpleImmutableEntry<>(names.get(i), values[i]));
        }
        return new LinkedHashSet<>(entries);
    }

    /** A hash that does not depend on the columns' order, nor on this process: it is saved with some marks. */
    long digest() {
        long digest = 17;
        for (int i = 0; i < values.length; i++) {
            long mixed = (names.get(i).hashCode() * 31L + hash(values[i])) * 0x9E3779B97F4A7C15L;
            digest += mixed ^ mixed >>> 29;
        }
        return digest;
    }

    private static int hash(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.hashCode(bytes);
        }
        // Text, numbers and times hash by value; a driver's own types often do not, and print their value.
        return value == null
                ? 0
                : value instanceof Comparable
                        ? value.hashCode()
                        : value.toString().hashCode();
    }
}
