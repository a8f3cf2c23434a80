package io.github.azuredr.streamanalytics.window;

import io.github.azuredr.streamanalytics.output.OutputRow;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** What one window is, given what each side says; empty when the policy withholds it. */
record Resolved(OutputRow row, WindowState state) {

    /**
     * Resolves one window.
     *
     * @param active the active side's parts by source
     * @param other the other side's
     * @param bothRead whether both sides could be read and were past this window
     * @param proven what the sequences of each side prove
     */
    static Optional<Resolved> of(
            Map<String, Part> active,
            Map<String, Part> other,
            boolean bothRead,
            Proof proven,
            WindowShape shape,
            ConflictPolicy policy) {
        Map<String, Part> chosen = new TreeMap<>();
        boolean fromActive = false;
        boolean fromOther = false;
        WindowState worst = WindowState.EXACT;
        TreeSet<String> sources = new TreeSet<>(active.keySet());
        sources.addAll(other.keySet());
        for (String source : sources) {
            Part ours = active.get(source);
            Part theirs = other.get(source);
            Choice choice = choose(ours, theirs, bothRead, proven.of(source), policy);
            if (choice == null) {
                return Optional.empty();
            }
            chosen.put(source, choice.part);
            boolean agree = ours != null && theirs != null && ours.agreesWith(theirs);
            fromActive |= !agree && choice.active;
            fromOther |= !agree && !choice.active;
            worst = worse(worst, choice.state);
        }
        WindowState state = worst == WindowState.EXACT && fromActive && fromOther ? WindowState.RECOMPUTED : worst;
        return Optional.of(new Resolved(merged(List.copyOf(chosen.values()), shape), state));
    }

    private static @Nullable Choice choose(
            @Nullable Part ours, @Nullable Part theirs, boolean bothRead, Whole whole, ConflictPolicy policy) {
        if (ours == null || theirs == null) {
            Part only = ours == null ? theirs : ours;
            if (only == null) {
                throw new IllegalStateException("a source without a part");
            }
            boolean proven = bothRead && (theirs == null ? whole.active : whole.other);
            return new Choice(only, theirs == null, proven ? WindowState.EXACT : WindowState.UNCONFIRMED);
        }
        if (ours.agreesWith(theirs) || whole.active) {
            return new Choice(ours, true, WindowState.EXACT);
        }
        if (whole.other) {
            return new Choice(theirs, false, WindowState.EXACT);
        }
        if (ours.contains(theirs) || theirs.contains(ours)) {
            boolean active = ours.contains(theirs);
            return new Choice(active ? ours : theirs, active, WindowState.UNCONFIRMED);
        }
        return switch (policy) {
            case PREFER_ACTIVE -> new Choice(ours, true, WindowState.CONFLICTING);
            case PREFER_LARGER_COUNT ->
                theirs.count() > ours.count()
                        ? new Choice(theirs, false, WindowState.CONFLICTING)
                        : new Choice(ours, true, WindowState.CONFLICTING);
            case FLAG -> null;
        };
    }

    private static WindowState worse(WindowState one, WindowState other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static OutputRow merged(List<Part> parts, WindowShape shape) {
        OutputRow first = parts.get(0).row();
        if (parts.size() == 1) {
            return first;
        }
        Map<String, Object> values = new LinkedHashMap<>(first.values());
        values.put(shape.count(), parts.stream().mapToLong(Part::count).sum());
        int measure = 0;
        for (String column : shape.sums()) {
            values.put(column, reduced(parts, measure++, BigDecimal::add));
        }
        for (String column : shape.minima()) {
            values.put(column, reduced(parts, measure++, BigDecimal::min));
        }
        for (String column : shape.maxima()) {
            values.put(column, reduced(parts, measure++, BigDecimal::max));
        }
        return new OutputRow(first.id(), first.key(), first.time(), "", 0, 0, values);
    }

    private static BigDecimal reduced(List<Part> parts, int measure, BinaryOperator<BigDecimal> by) {
        return parts.stream()
                .map(part -> part.measures().get(measure))
                .reduce(by)
                .orElseThrow();
    }

    /** Tells for a source whether each side has all its events of the window. */
    interface Proof {
        Whole of(String source);
    }

    /** Whether the active side, and whether the other, has all events of one source in the window. */
    record Whole(boolean active, boolean other) {}

    private record Choice(Part part, boolean active, WindowState state) {}
}
