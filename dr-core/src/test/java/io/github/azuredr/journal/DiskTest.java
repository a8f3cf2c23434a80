package io.github.azuredr.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
    private final Path folder;

    DiskTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aNewFolderIsMadeDurableInItsParentAndSoIsEachParentThatIsNew() throws IOException {
        List<Path> forced = new ArrayList<>();
        Disk disk = new Disk() {
            @Override
            public OpenFile open(Path file, boolean create) throws IOException {
                throw new NoSuchFileException(file.toString());
            }

            @Override
            public void forceFolder(Path parent) {
                forced.add(folder.relativize(parent));
            }

            @Override
            public void replace(Path from, Path to) throws IOException {
                throw new NoSuchFileException(from.toString());
            }
        };

        disk.createFolder(folder.resolve("a/b"));

        assertThat(folder.resolve("a/b")).isDirectory();
        assertThat(forced).containsExactly(Path.of(""), Path.of("a"));
    }

    @Test
    void anAbsentFileIsOpenedOnlyToCreateIt() throws IOException {
        RealDisk disk = new RealDisk();

        assertThatThrownBy(() -> disk.open(folder.resolve("absent"), false)).isInstanceOf(NoSuchFileException.class);

        try (Disk.OpenFile file = disk.open(folder.resolve("made"), true)) {
            file.write(3, new byte[] {1, 2});
            file.force();
            assertThat(file.size()).isEqualTo(5);
            assertThat(file.read(2, 10)).containsExactly(0, 1, 2);
            assertThat(file.read(9, 10)).isEmpty();
            file.truncate(4);
            assertThat(file.read(0, 10)).containsExactly(0, 0, 0, 1);
        }
    }

    @Test
    void anInterruptedThreadForcesAFolderAndStaysInterrupted() throws IOException {
        Thread.currentThread().interrupt();

        new RealDisk().forceFolder(folder);

        assertThat(Thread.interrupted()).isTrue();
    }
}
