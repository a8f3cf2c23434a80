package io.github.azuredr.datalake.manifest;

import io.github.azuredr.datalake.listing.DiskSort;
import io.github.azuredr.datalake.listing.Rows;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The base with newer entries over it; removals end here. */
final class Overlay implements Rows<ManifestEntry> {
    private final Rows<ManifestEntry> olderRows;
    private final Rows<ManifestEntry> newerRows;
    private final DiskSort<ManifestEntry> sort;
    private final Peeking<ManifestEntry> older;
    private final Peeking<ManifestEntry> newer;
    private @Nullable ManifestEntry head;

    Overlay(Rows<ManifestEntry> older, Rows<ManifestEntry> newer, DiskSort<ManifestEntry> sort) {
        this.olderRows = older;
        this.newerRows = newer;
        this.sort = sort;
        this.older = new Peeking<>(older);
        this.newer = new Peeking<>(newer);
    }

    @Override
    public boolean hasNext() {
        while (head == null) {
            ManifestEntry old = older.peek();
            ManifestEntry young = newer.peek();
            if (old == null && young == null) {
                return false;
            }
            int order = old == null ? 1 : young == null ? -1 : Manifest.BY_PATH.compare(old, young);
            ManifestEntry row = order < 0 ? older.take() : newer.take();
            if (order == 0) {
                older.take();
            }
            head = row.removed() ? null : row;
        }
        return true;
    }

    @Override
    public ManifestEntry next() {
        ManifestEntry row = hasNext() ? head : null;
        if (row == null) {
            throw new NoSuchElementException("the manifest is at its end");
        }
        head = null;
        return row;
    }

    @Override
    public void close() {
        olderRows.close();
        newerRows.close();
        sort.close();
    }
}
