package io.github.azuredr.testkit.azure.gen1;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of one account as the account's owner would write and see them, without calls. Paths are rooted. */
public final class Gen1Files {
    private final Tree tree;

    Gen1Files(Tree tree) {
        this.tree = tree;
    }

    /** The bytes of a file; empty when there is none. */
    public Optional<byte[]> read(String path) {
        return tree.find(path).filter(node -> !node.directory()).map(tree::content);
    }

    /** Writes a whole file, with the directories it needs. */
    public Gen1Files write(String path, byte[] bytes) {
        Node parent = tree.makeDirectories(Tree.parent(path), tree.superuser(), "770");
        if (tree.find(path).isPresent()) {
            tree.removeAll(path);
        }
        Node file = Node.file(
                tree.now(), tree.superuser(), parent.group(), parent.acl().inherited(false, "770"));
        tree.add(path, file.withParts(tree.store(bytes)).synced(tree.now()));
        return this;
    }

    /** Deletes a path with all below it; does nothing when there is none. */
    public Gen1Files delete(String path) {
        if (tree.find(path).isPresent()) {
            tree.removeAll(path);
        }
        return this;
    }

    /** Every file with its bytes, by path; directories are left out. */
    public Map<String, byte[]> all() {
        Map<String, byte[]> all = new TreeMap<>();
        tree.below("/").forEach(path -> read(path).ifPresent(bytes -> all.put(path, bytes)));
        return all;
    }
}
