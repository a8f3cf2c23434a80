package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.listing.DiskSort;
import io.github.azuredr.datalake.listing.LakeFileCodec;
import io.github.azuredr.datalake.listing.Listing;
import io.github.azuredr.datalake.listing.PathOrder;
import io.github.azuredr.datalake.listing.Rows;
import io.github.azuredr.datalake.listing.Scratch;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.LakePort;
import java.util.Comparator;

/** The versions kept on a target: their place says which path they were and which pass replaced them. */
final class KeptHistory {
    private final String root;
    private final LakePort target;
    private final PassSettings settings;
    private final PassRuntime runtime;

    KeptHistory(String tree, LakePort target, PassSettings settings, PassRuntime runtime) {
        this.root = KeptVersions.root(tree);
        this.target = target;
        this.settings = settings;
        this.runtime = runtime;
    }

    /** Everything kept. */
    Listing listing(Scratch scratch) {
        try {
            return Listing.of(
                    target,
                    root,
                    file -> !file.directory(),
                    scratch.folder(),
                    settings.heapLimit(),
                    runtime.patience()::read);
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.NOT_FOUND) {
                return Listing.none(runtime.clock().instant(), scratch.folder());
            }
            throw failed;
        }
    }

    /** The pass that replaced or deleted this version. */
    long generationOf(String keptPath) {
        int from = root.length() + 1;
        return Long.parseLong(keptPath.substring(from, keptPath.indexOf('/', from)));
    }

    /** The path this version had. */
    String pathOf(String keptPath) {
        int from = root.length() + 1;
        return keptPath.substring(keptPath.indexOf('/', from) + 1);
    }

    /** Of all kept versions of a path those replaced first after a point. */
    FirstReplaced firstReplacedAfter(long point, Scratch scratch) {
        return new FirstReplaced(scratch, point);
    }

    /** Such versions, in order of their paths. */
    final class FirstReplaced implements AutoCloseable {
        private final DiskSort<LakeFile> sort;

        private FirstReplaced(Scratch scratch, long point) {
            // Newest first, so that the last of equal paths is the one replaced first.
            this.sort = new DiskSort<>(
                    scratch.folder(),
                    Comparator.<LakeFile, String>comparing(file -> pathOf(file.path()), PathOrder.INSTANCE)
                            .thenComparing(Comparator.<LakeFile>comparingLong(file -> generationOf(file.path()))
                                    .reversed()),
                    new LakeFileCodec(),
                    settings.heapLimit());
            try (Listing kept = listing(scratch);
                    Rows<LakeFile> rows = kept.rows()) {
                while (rows.hasNext()) {
                    LakeFile file = rows.next();
                    if (generationOf(file.path()) > point) {
                        sort.add(file);
                    }
                }
            }
        }

        Rows<LakeFile> rows() {
            return sort.sorted().lastOfEach(file -> pathOf(file.path()));
        }

        @Override
        public void close() {
            sort.close();
        }
    }
}
