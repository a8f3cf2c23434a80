package io.github.azuredr.datalake.catalog;

import io.github.azuredr.codec.Codec;
import io.github.azuredr.datalake.listing.DiskSort;
import io.github.azuredr.datalake.listing.RowCodec;
import io.github.azuredr.datalake.listing.Rows;
import io.github.azuredr.datalake.listing.Scratch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a catalog held at one time, in order of names. Beyond a bounded part of the heap it lies in a temporary folder;
 * close it after use. One thread at a time.
 */
public final class CatalogSnapshot implements AutoCloseable {
    private static final long HEAP = 32L << 20;

    private final String account;
    private final Instant observedAt;
    private final Scratch scratch;
    private final DiskSort<CatalogObject> sort;
    private long count;

    private CatalogSnapshot(String account, Instant observedAt, Path folder) {
        this.account = account;
        this.observedAt = observedAt;
        this.scratch = Scratch.in(folder);
        this.sort = new DiskSort<>(
                scratch.folder(), (a, b) -> a.name().compareTo(b.name()), new ObjectRow(ObjectRow.codec()), HEAP);
    }

    /**
     * Reads everything the catalog lists.
     *
     * @param observedAt when the reading began
     * @param folder where a temporary folder may be made
     */
    public static CatalogSnapshot take(CatalogPort catalog, Instant observedAt, Path folder) {
        CatalogSnapshot snapshot = new CatalogSnapshot(catalog.account(), observedAt, folder);
        boolean complete = false;
        try {
            new CatalogWalk(catalog, snapshot::add).all();
            complete = true;
            return snapshot;
        } finally {
            if (!complete) {
                snapshot.close();
            }
        }
    }

    /** Whose catalog it is. */
    public String account() {
        return account;
    }

    /** When the reading began. */
    public Instant observedAt() {
        return observedAt;
    }

    /** How many objects it holds. */
    public long count() {
        return count;
    }

    /** All objects in order of their names; may be read several times, one after the other. */
    public Rows<CatalogObject> objects() {
        return sort.sorted();
    }

    /** The table of this name; reads from the start, so ask for few. */
    public Optional<Definition.Table> table(ObjectName name) {
        try (Rows<CatalogObject> rows = objects()) {
            while (rows.hasNext()) {
                CatalogObject object = rows.next();
                if (object.name().equals(name) && object.definition() instanceof Definition.Table table) {
                    return Optional.of(table);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        sort.close();
        scratch.close();
    }

    private void add(CatalogObject object) {
        sort.add(object);
        count++;
    }

    /** An object as a row of JSON. */
    private record ObjectRow(Codec json) implements RowCodec<CatalogObject> {
        private static final int OVERHEAD = 400;

        static Codec codec() {
            return Codec.create()
                    .knowing(
                            Definition.class,
                            Map.of(
                                    "present", Definition.Present.class,
                                    "table", Definition.Table.class,
                                    "type", Definition.TableType.class,
                                    "partition", Definition.Partition.class,
                                    "statistics", Definition.Statistics.class,
                                    "code", Definition.Code.class,
                                    "assembly", Definition.Assembly.class,
                                    "source", Definition.DataSource.class,
                                    "access", Definition.Access.class));
        }

        @Override
        public void write(CatalogObject row, DataOutput out) throws IOException {
            byte[] bytes = json.bytes(row);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        @Override
        public CatalogObject read(DataInput in) throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return json.read(bytes, CatalogObject.class);
        }

        @Override
        public int weight(CatalogObject row) {
            Definition definition = row.definition();
            int text = definition instanceof Definition.Code code
                    ? 2 * code.text().length()
                    : definition instanceof Definition.Table table
                            ? 200 * table.columns().size()
                            : 100;
            return OVERHEAD + text;
        }
    }
}
