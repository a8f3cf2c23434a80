package io.github.azuredr.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What several runs measured.
 *
 * @param values ascending, at least one
 * @param unit such as {@code ns} or {@code s}
 */
record Sample(List<Double> values, String unit) {
    /** Sorts. */
    Sample {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values: a sample needs at least one");
        }
        values = values.stream().sorted().toList();
    }

    static Sample of(String unit, double... values) {
        return new Sample(Arrays.stream(values).boxed().toList(), unit);
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** The median with the smallest and the largest value. */
    @Override
    public String toString() {
        if (values.get(0).equals(values.get(values.size() - 1))) {
            return number(median()) + " " + unit;
        }
        return number(median()) + " " + unit + " (" + number(values.get(0)) + ".."
                + number(values.get(values.size() - 1)) + ")";
    }

    private static String number(double value) {
        String form = value >= 1000 ? "%.0f" : value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, form, value);
    }
}
