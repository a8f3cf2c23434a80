package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.listing.DiskSort;
import io.github.azuredr.datalake.listing.PathOrder;
import io.github.azuredr.datalake.listing.RowCodec;
import io.github.azuredr.datalake.listing.Rows;
import io.github.azuredr.datalake.store.ByteRange;
import io.github.azuredr.datalake.store.Condition;
import io.github.azuredr.datalake.store.FileAttributes;
import io.github.azuredr.datalake.store.FileContent;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Reserved;
import io.github.azuredr.error.RecoveryException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a turn found, as a text on the surviving side: it is written before the returned side may be written over, and so
 * outlives a kill, an abandoned run and the turn itself. What is listed once stays listed.
 */
final class LossList {
    static final Comparator<Turn.Difference> BY_PATH = Comparator.comparing(Turn.Difference::path, PathOrder.INSTANCE);
    private static final String HEADER = "azuredr-lost/1";
    private static final String END = "end";
    private static final int LONGEST_LINE = 16 * 1024;

    private final LakePort surviving;
    private final String path;
    private final PassRuntime runtime;

    LossList(LakePort surviving, String tree, long epoch, PassRuntime runtime) {
        this.surviving = surviving;
        // Not below the files set aside: there a user's path could have this name.
        this.path = Reserved.path(tree, "lost", String.format("%010d", epoch));
        this.runtime = runtime;
    }

    /** The list of an earlier turn of this epoch; empty when there was none. */
    Optional<Turn.Differences> read() {
        return runtime.patience().read(() -> {
            First first = new First();
            return stored(first::take).map(end -> first.with(end.equal(), path));
        });
    }

    /** Adds what was found to what is listed already. */
    Turn.Differences keep(DiskSort<Turn.Difference> found, long equal) {
        Condition condition = runtime.patience()
                .read(() -> stored(found::add).map(end -> Condition.matches(end.etag())))
                .orElseGet(Condition::absent);
        First first = new First();
        try (Rows<Turn.Difference> rows = found.sorted().lastOfEach(Turn.Difference::path)) {
            write(rows, condition, equal, first);
        }
        return first.with(equal, path);
    }

    /** An answer lost here fails the turn; the next attempt reads what is listed and adds to it. */
    private void write(Rows<Turn.Difference> rows, Condition condition, long equal, First first) {
        int block = surviving.traits().singlePutLimit();
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        List<String> staged = new ArrayList<>();
        line(buffer, HEADER);
        while (rows.hasNext()) {
            Turn.Difference row = rows.next();
            first.take(row);
            line(buffer, String.join("\t", row.how(), escaped(row.path()), escaped(row.keptAt())));
            if (buffer.size() >= block - LONGEST_LINE) {
                stage(buffer, staged);
            }
        }
        line(buffer, String.join("\t", END, Long.toString(first.count), Long.toString(equal)));
        if (staged.isEmpty()) {
            surviving.put(path, condition, buffer.toByteArray(), FileAttributes.none());
        } else {
            stage(buffer, staged);
            surviving.commit(path, condition, staged, FileAttributes.none());
        }
    }

    private void stage(ByteArrayOutputStream buffer, List<String> staged) {
        String id = Base64.getEncoder()
                .encodeToString(String.format("lost-%08d", staged.size()).getBytes(StandardCharsets.UTF_8));
        surviving.stage(path, id, buffer.toByteArray());
        staged.add(id);
        buffer.reset();
    }

    private static void line(ByteArrayOutputStream buffer, String text) {
        buffer.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        buffer.write('\n');
    }

    private record End(String etag, long equal) {}

    private Optional<End> stored(Consumer<Turn.Difference> each) {
        try (FileContent content = surviving.open(path, Optional.empty(), ByteRange.ALL);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(content.bytes(), StandardCharsets.UTF_8))) {
            boolean known = HEADER.equals(lines.readLine());
            for (String line = lines.readLine(); known && line != null; line = lines.readLine()) {
                String[] parts = line.split("\t", -1);
                if (parts[0].equals(END)) {
                    return Optional.of(new End(content.file().etag(), Long.parseLong(parts[2])));
                }
                each.accept(new Turn.Difference(plain(parts[1]), parts[0], plain(parts[2])));
            }
            throw new RecoveryException(
                    "The list of what was lost, " + path + " on "
                            + surviving.traits().name() + ", is not whole.",
                    "move it away by hand, then run the step again: the sides are compared anew.");
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.NOT_FOUND) {
                return Optional.empty();
            }
            throw failed;
        } catch (IOException broken) {
            throw new LakeException(LakeFailure.NO_ANSWER, "The list " + path + " could not be read.", broken);
        }
    }

    private static String escaped(String text) {
        return text.replace("%", "%25")
                .replace("\t", "%09")
                .replace("\n", "%0A")
                .replace("\r", "%0D");
    }

    private static String plain(String text) {
        return text.replace("%09", "\t")
                .replace("%0A", "\n")
                .replace("%0D", "\r")
                .replace("%25", "%");
    }

    /** Counts all rows and remembers the first ones. */
    private static final class First {
        private final List<Turn.Difference> items = new ArrayList<>();
        private long count;

        void take(Turn.Difference row) {
            count++;
            if (items.size() < Turn.ITEMS_KEPT) {
                items.add(row);
            }
        }

        Turn.Differences with(long equal, String listedAt) {
            return new Turn.Differences(items, count, equal, listedAt);
        }
    }

    /** Keeps differences on disk while they are sorted. */
    static final class Codec implements RowCodec<Turn.Difference> {
        @Override
        public void write(Turn.Difference row, DataOutput out) throws IOException {
            out.writeUTF(row.path());
            out.writeUTF(row.how());
            out.writeUTF(row.keptAt());
        }

        @Override
        public Turn.Difference read(DataInput in) throws IOException {
            return new Turn.Difference(in.readUTF(), in.readUTF(), in.readUTF());
        }

        @Override
        public int weight(Turn.Difference row) {
            return 150 + 2 * (row.path().length() + row.keptAt().length());
        }
    }
}
