package io.github.azuredr.testkit.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.file.datalake.DataLakeFileClient;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.models.DataLakeStorageException;
import com.azure.storage.file.datalake.models.ListPathsOptions;
import com.azure.storage.file.datalake.models.PathItem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written, deleted and renamed through the official client, the lake holds what a simple map would. */
class LakeModelTest {
    private static final List<String> PATHS = List.of("a", "a/b", "a/b/c", "a-b", "d", "d/e", "d/b");

    /** One thing a client does. */
    record Act(String kind, String path, String other) {}

    /** Files by path with their text; directories by path with null. */
    private static final class Model {
        private final TreeMap<String, String> files = new TreeMap<>();
        private final Set<String> directories = new TreeSet<>();

        boolean exists(String path) {
            return files.containsKey(path) || directories.contains(path);
        }

        boolean underFile(String path) {
            for (String up = Names.parent(path); !up.isEmpty(); up = Names.parent(up)) {
                if (files.containsKey(up)) {
                    return true;
                }
            }
            return false;
        }

        boolean write(String path, String text) {
            if (directories.contains(path) || underFile(path)) {
                return false;
            }
            for (String up = Names.parent(path); !up.isEmpty(); up = Names.parent(up)) {
                directories.add(up);
            }
            files.put(path, text);
            return true;
        }

        boolean delete(String path) {
            if (!exists(path)) {
                return false;
            }
            files.keySet().removeIf(name -> below(name, path));
            directories.removeIf(name -> below(name, path));
            return true;
        }

        private static boolean below(String name, String path) {
            return name.equals(path) || name.startsWith(path + "/");
        }

        boolean rename(String from, String to) {
            boolean parentThere = Names.parent(to).isEmpty() || directories.contains(Names.parent(to));
            if (!exists(from) || !parentThere) {
                return false;
            }
            if (from.equals(to)) {
                return true;
            }
            boolean fromDirectory = directories.contains(from);
            if (below(to, from)
                    || (exists(to) && directories.contains(to) != fromDirectory)
                    || (directories.contains(to)
                            && (files.keySet().stream().anyMatch(n -> n.startsWith(to + "/"))
                                    || directories.stream().anyMatch(n -> n.startsWith(to + "/"))))) {
                return false;
            }
            Map<String, String> moved = new TreeMap<>();
            files.forEach((name, text) -> {
                if (below(name, from)) {
                    moved.put(to + name.substring(from.length()), text);
                }
            });
            List<String> movedDirectories = directories.stream()
                    .filter(name -> below(name, from))
                    .map(name -> to + name.substring(from.length()))
                    .toList();
            delete(from);
            delete(to);
            files.putAll(moved);
            directories.addAll(movedDirectories);
            return true;
        }
    }

    @Provide
    Arbitrary<Act> acts() {
        return Combinators.combine(
                        Arbitraries.of("write", "write", "delete", "rename", "rename", "restart"),
                        Arbitraries.of(PATHS),
                        Arbitraries.of(PATHS))
                .as(Act::new);
    }

    @Property(tries = 60)
    void theLakeAgreesWithAMap(@ForAll("acts") Act first, @ForAll("sequences") List<Act> acts) {
        StorageRig rig = new StorageRig();
        DataLakeFileSystemClient lake = rig.lake("lakeeast").createFileSystem("lake");
        Model model = new Model();
        int number = 0;
        assertThat(perform(rig, lake, first, number)).isEqualTo(expected(model, first, number));
        for (Act act : acts) {
            number++;
            assertThat(perform(rig, lake, act, number)).as("%s", act).isEqualTo(expected(model, act, number));
        }

        assertThat(lake.listPaths(new ListPathsOptions().setRecursive(true).setMaxResults(2), null).stream()
                        .filter(item -> !item.isDirectory())
                        .map(PathItem::getName))
                .containsExactlyInAnyOrderElementsOf(model.files.keySet());
        assertThat(lake.listPaths(new ListPathsOptions().setRecursive(true), null).stream()
                        .filter(PathItem::isDirectory)
                        .map(PathItem::getName))
                .containsExactlyInAnyOrderElementsOf(model.directories);
        model.files.forEach(
                (path, text) -> assertThat(text(lake.getFileClient(path))).isEqualTo(text));
    }

    @Provide
    Arbitrary<List<Act>> sequences() {
        return acts().list().ofMaxSize(25);
    }

    private static boolean expected(Model model, Act act, int number) {
        return switch (act.kind) {
            case "write" -> model.write(act.path, "v" + number);
            case "delete" -> model.delete(act.path);
            case "rename" -> model.rename(act.path, act.other);
            default -> true;
        };
    }

    private static boolean perform(StorageRig rig, DataLakeFileSystemClient lake, Act act, int number) {
        try {
            switch (act.kind) {
                case "write" -> {
                    DataLakeFileClient file = lake.createFile(act.path, true);
                    String text = "v" + number;
                    file.append(BinaryData.fromString(text), 0);
                    file.flush(text.length(), true);
                }
                case "delete" -> lake.getDirectoryClient(act.path).deleteRecursively();
                case "rename" -> lake.getFileClient(act.path).rename(null, act.other);
                default -> rig.restart();
            }
            return true;
        } catch (DataLakeStorageException refused) {
            assertThat(refused.getStatusCode()).isIn(404, 409);
            return false;
        }
    }

    private static String text(DataLakeFileClient file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.read(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
