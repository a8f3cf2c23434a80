package io.github.azuredr.datalake.listing;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Rows read one after the other; closing it frees the files behind it. */
public interface Rows<T> extends Iterator<T>, AutoCloseable {
    @Override
    void close();

    /** Rows of a collection that nothing stands behind. */
    static <T> Rows<T> of(Iterable<T> all) {
        Iterator<T> rows = all.iterator();
        return new Rows<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public T next() {
                return rows.next();
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    /** Of neighbours with the same key only the last. */
    default Rows<T> lastOfEach(Function<T, String> key) {
        Rows<T> rows = this;
        return new Rows<>() {
            private final Peeking<T> source = new Peeking<>(rows);

            @Override
            public boolean hasNext() {
                return source.peek() != null;
            }

            @Override
            public T next() {
                T row = source.take();
                for (T after = source.peek();
                        after != null && key.apply(after).equals(key.apply(row));
                        after = source.peek()) {
                    row = source.take();
                }
                return row;
            }

            @Override
            public void close() {
                rows.close();
            }
        };
    }

    /** One row of look-ahead. */
    final class Peeking<T> {
        private final Iterator<T> rows;
        private @org.jspecify.annotations.Nullable T head;

        /** Looks ahead in these rows. */
        public Peeking(Iterator<T> rows) {
            this.rows = rows;
        }

        /** The next row without taking it, or null at the end. */
        public @org.jspecify.annotations.Nullable T peek() {
            if (head == null && rows.hasNext()) {
                head = rows.next();
            }
            return head;
        }

        /** Takes the next row. */
        public T take() {
            T row = peek();
            if (row == null) {
                throw new NoSuchElementException("the rows are at their end");
            }
            head = null;
            return row;
        }
    }
}
