package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.listing.PathOrder;
import io.github.azuredr.datalake.listing.Rows;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The steps of a three-way merge by path. */
final class Merge {
    private Merge() {}

    static <T> @Nullable String path(@Nullable T row, Function<T, String> pathOf) {
        return row == null ? null : pathOf.apply(row);
    }

    static @Nullable String least(@Nullable String one, @Nullable String two, @Nullable String three) {
        return lesser(lesser(one, two), three);
    }

    private static @Nullable String lesser(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return PathOrder.INSTANCE.compare(one, other) <= 0 ? one : other;
    }

    /** Takes the head if it is this path's. */
    static <T> @Nullable T at(String path, Rows.Peeking<T> rows, Function<T, String> pathOf) {
        T head = rows.peek();
        return head != null && pathOf.apply(head).equals(path) ? rows.take() : null;
    }
}
