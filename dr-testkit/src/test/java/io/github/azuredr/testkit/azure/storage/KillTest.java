package io.github.azuredr.testkit.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.models.ListPathsOptions;
import com.azure.storage.file.datalake.models.PathItem;
import io.github.azuredr.testkit.azure.SimState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A process that dies between any two of its writes leaves the tree before or the tree after, and nothing else. */
class KillTest {

    @Test
    void aRenameOverAFileIsWholeWhereverItIsCut() {
        for (int writes = 0; writes < 6; writes++) {
            StorageRig rig = new StorageRig();
            DataLakeFileSystemClient lake = rig.lake("lakeeast").createFileSystem("lake");
            write(lake, "a", "new");
            write(lake, "b", "old");

            rig.storage = rig.over(new DyingState(rig.state, writes));
            lake.getFileClient("a").rename(null, "b");
            rig.restart();

            List<String> names = names(lake);
            String b = text(lake, "b");
            assertThat(names.equals(List.of("a", "b")) && b.equals("old")
                            || names.equals(List.of("b")) && b.equals("new"))
                    .as("after %s writes: %s, b is %s", writes, names, b)
                    .isTrue();
        }
    }

    @Test
    void aRecursiveDeleteIsWholeWhereverItIsCut() {
        for (int writes = 0; writes < 8; writes++) {
            StorageRig rig = new StorageRig();
            DataLakeFileSystemClient lake = rig.lake("lakeeast").createFileSystem("lake");
            write(lake, "d/a", "1");
            write(lake, "d/e/b", "2");

            rig.storage = rig.over(new DyingState(rig.state, writes));
            lake.getDirectoryClient("d").deleteRecursively();
            rig.restart();

            assertThat(names(lake)).as("after %s writes", writes).isIn(List.of(), List.of("d", "d/a", "d/e", "d/e/b"));
            if (writes > 0) {
                assertThat(rig.state.keys("storage/lakeeast/content/")).isEmpty();
            }
        }
    }

    private static List<String> names(DataLakeFileSystemClient lake) {
        return lake.listPaths(new ListPathsOptions().setRecursive(true), null).stream()
                .map(PathItem::getName)
                .toList();
    }

    private static void write(DataLakeFileSystemClient lake, String path, String text) {
        lake.getFileClient(path).upload(BinaryData.fromString(text), true);
    }

    private static String text(DataLakeFileSystemClient lake, String path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        lake.getFileClient(path).read(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Keeps so many writes and loses every later one, as a killed process does. */
    private static final class DyingState implements SimState {
        private final SimState state;
        private int left;

        DyingState(SimState state, int left) {
            this.state = state;
            this.left = left;
        }

        @Override
        public Optional<byte[]> get(String key) {
            return state.get(key);
        }

        @Override
        public void put(String key, byte[] value) {
            if (left-- > 0) {
                state.put(key, value);
            }
        }

        @Override
        public void remove(String key) {
            if (left-- > 0) {
                state.remove(key);
            }
        }

        @Override
        public List<String> keys(String prefix) {
            return state.keys(prefix);
        }
    }
}
