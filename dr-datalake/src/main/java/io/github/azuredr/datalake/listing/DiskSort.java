package io.github.azuredr.datalake.listing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of rows with bounded heap: small inputs never touch the disk, larger ones become sorted runs in a
 * temporary folder, and runs are merged at most {@value #FAN_IN} at a time. Rows that compare equal keep their order.
 *
 * <p>Input that is in order already becomes one single run, however long it is. Not safe for several threads.
 */
public final class DiskSort<T> implements AutoCloseable {
    private static final int FAN_IN = 64;
    private static final int BUFFER = 32 * 1024;

    private final Path folder;
    private final Comparator<? super T> order;
    private final RowCodec<T> codec;
    private final long heapLimit;
    private final List<Path> runs = new ArrayList<>();
    private List<T> held = new ArrayList<>();
    private long heldWeight;
    private @Nullable T lastWritten;
    private int names;

    /**
     * Starts a sort.
     *
     * @param folder an existing folder for this sort's runs; they are deleted by {@link #close()}
     * @param heapLimit how many bytes of rows may be held, by the codec's weight
     */
    public DiskSort(Path folder, Comparator<? super T> order, RowCodec<T> codec, long heapLimit) {
        if (heapLimit < 1) {
            throw new IllegalArgumentException("heapLimit: must be at least 1 byte, was " + heapLimit);
        }
        this.folder = folder;
        this.order = order;
        this.codec = codec;
        this.heapLimit = heapLimit;
    }

    /** Adds a row. */
    public void add(T row) {
        held.add(row);
        heldWeight += codec.weight(row);
        if (heldWeight >= heapLimit) {
            spill();
        }
    }

    /** How many sorted runs lie on disk. */
    public int runsOnDisk() {
        return runs.size();
    }

    /** All rows in order; no row may be added afterwards, and the rows may be read several times over. */
    public Rows<T> sorted() {
        if (runs.isEmpty()) {
            held.sort(order);
            return Rows.of(held);
        }
        if (!held.isEmpty()) {
            spill();
        }
        while (runs.size() > FAN_IN) {
            List<Path> group = new ArrayList<>(runs.subList(0, FAN_IN));
            Path merged = nextName();
            try (Rows<T> rows = merge(group)) {
                write(rows, merged, false);
            }
            runs.subList(0, FAN_IN).clear();
            // First, so that equal rows keep their order.
            runs.add(0, merged);
            group.forEach(DiskSort::delete);
        }
        return merge(runs);
    }

    @Override
    public void close() {
        runs.forEach(DiskSort::delete);
        runs.clear();
        held = new ArrayList<>();
    }

    private void spill() {
        held.sort(order);
        T last = lastWritten;
        boolean goesOn = last != null && order.compare(last, held.get(0)) <= 0;
        if (!goesOn) {
            runs.add(nextName());
        }
        write(held.iterator(), runs.get(runs.size() - 1), goesOn);
        lastWritten = held.get(held.size() - 1);
        held = new ArrayList<>();
        heldWeight = 0;
    }

    private Path nextName() {
        return folder.resolve("run-" + names++);
    }

    private void write(Iterator<T> rows, Path to, boolean append) {
        java.nio.file.StandardOpenOption how =
                append ? java.nio.file.StandardOpenOption.APPEND : java.nio.file.StandardOpenOption.CREATE_NEW;
        try (OutputStream file = Files.newOutputStream(to, java.nio.file.StandardOpenOption.WRITE, how);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file, BUFFER))) {
            while (rows.hasNext()) {
                out.writeByte(1);
                codec.write(rows.next(), out);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the sort's run could not be written: " + to, broken);
        }
    }

    private Rows<T> merge(List<Path> of) {
        List<Run<T>> open = new ArrayList<>();
        PriorityQueue<Run<T>> queue = new PriorityQueue<>(
                Comparator.<Run<T>, T>comparing(Run::head, order).thenComparingInt(run -> run.number));
        for (Path path : of) {
            Run<T> run = new Run<>(path, open.size(), codec);
            open.add(run);
            if (run.advance()) {
                queue.add(run);
            }
        }
        return new Rows<>() {
            @Override
            public boolean hasNext() {
                return !queue.isEmpty();
            }

            @Override
            public T next() {
                Run<T> run = queue.remove();
                T row = run.head();
                if (run.advance()) {
                    queue.add(run);
                }
                return row;
            }

            @Override
            public void close() {
                open.forEach(Run::close);
            }
        };
    }

    private static void delete(Path run) {
        try {
            Files.deleteIfExists(run);
        } catch (IOException broken) {
            throw new UncheckedIOException("the sort's run could not be deleted: " + run, broken);
        }
    }

    private static final class Run<T> {
        private final InputStream file;
        private final DataInputStream in;
        private final RowCodec<T> codec;
        private final int number;
        private @Nullable T head;

        Run(Path path, int number, RowCodec<T> codec) {
            this.codec = codec;
            this.number = number;
            try {
                this.file = Files.newInputStream(path);
            } catch (IOException broken) {
                throw new UncheckedIOException("the sort's run could not be opened: " + path, broken);
            }
            this.in = new DataInputStream(new BufferedInputStream(file, BUFFER));
        }

        T head() {
            return java.util.Objects.requireNonNull(head, "a queued run has a head");
        }

        boolean advance() {
            try {
                if (in.read() < 0) {
                    head = null;
                    close();
                    return false;
                }
                head = codec.read(in);
                return true;
            } catch (IOException broken) {
                throw new UncheckedIOException("the sort's run could not be read", broken);
            }
        }

        void close() {
            try {
                in.close();
            } catch (IOException broken) {
                throw new UncheckedIOException("the sort's run could not be closed", broken);
            }
        }
    }
}
