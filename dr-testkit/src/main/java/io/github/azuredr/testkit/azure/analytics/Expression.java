package io.github.azuredr.testkit.azure.analytics;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A C# expression over one row. */
@FunctionalInterface
interface Expression {
    /** Its value; null is a value. */
    @Nullable Object of(Map<String, @Nullable Object> row);
}
