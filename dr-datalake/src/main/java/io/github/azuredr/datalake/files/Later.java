package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.listing.LakeFileCodec;
import io.github.azuredr.datalake.listing.PathOrder;
import io.github.azuredr.datalake.listing.RowCodec;
import io.github.azuredr.datalake.store.LakeFile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something a pass does after its copies: publish a table's log file, or delete.
 *
 * @param path the path
 * @param source what to copy; empty for a deletion
 * @param over the target's version to replace or delete
 */
record Later(String path, Optional<LakeFile> source, Optional<LakeFile> over) {
    static final Comparator<Later> FORWARD = Comparator.comparing(Later::path, PathOrder.INSTANCE);

    static Later copy(LakeFile source, Optional<LakeFile> over) {
        return new Later(source.path(), Optional.of(source), over);
    }

    static Later delete(LakeFile target) {
        return new Later(target.path(), Optional.empty(), Optional.of(target));
    }

    /** Keeps such rows on disk. */
    static final class Codec implements RowCodec<Later> {
        private final LakeFileCodec files = new LakeFileCodec();

        @Override
        public void write(Later row, DataOutput out) throws IOException {
            out.writeUTF(row.path());
            side(row.source(), out);
            side(row.over(), out);
        }

        @Override
        public Later read(DataInput in) throws IOException {
            return new Later(in.readUTF(), side(in), side(in));
        }

        @Override
        public int weight(Later row) {
            return 100
                    + row.source().map(files::weight).orElse(0)
                    + row.over().map(files::weight).orElse(0);
        }

        private void side(Optional<LakeFile> file, DataOutput out) throws IOException {
            out.writeBoolean(file.isPresent());
            if (file.isPresent()) {
                files.write(file.get(), out);
            }
        }

        private Optional<LakeFile> side(DataInput in) throws IOException {
            return in.readBoolean() ? Optional.of(files.read(in)) : Optional.empty();
        }
    }
}
