package io.github.azuredr.testkit.azure.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One blob, file or directory. On a flat account every node hangs below the container's root under its whole name; on a
 * hierarchical one it hangs below its directory. Guarded by its account's lock.
 */
class Node {
    final long id;

    @Nullable Node parent;

    String name;
    boolean directory;
    /** The version: its hexadecimal form is the ETag. */
    long stamp;

    long createdMillis;
    long modifiedMillis;
    /** False while there are only staged blocks: such a blob exists for nobody but a listing that asks for it. */
    boolean committed = true;
    /** Written through the Data Lake endpoint: its content is no list of blocks. */
    boolean byPath;

    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, String> tags = new LinkedHashMap<>();
    HttpHeaders http = HttpHeaders.NONE;
    List<Chunk> chunks = List.of();
    Acl acl = Acl.NONE;
    Lease lease = Lease.NONE;

    @Nullable CopyStatus copy;

    @Nullable Long expiresMillis;

    @Nullable String tier;
    /** For a snapshot, its name; such a node hangs nowhere. */
    @Nullable String snapshot;

    List<Node> snapshots = List.of();
    /** Blocks staged and not committed, by block id. */
    Map<String, Chunk> staged = new LinkedHashMap<>();
    /** Bytes appended and not flushed, by position. */
    NavigableMap<Long, Chunk> appended = new TreeMap<>();

    private @Nullable NavigableMap<String, Node> children;

    Node(long id, @Nullable Node parent, String name, boolean directory) {
        this.id = id;
        this.parent = parent;
        this.name = name;
        this.directory = directory;
    }

    String path() {
        return parent == null || parent.parent == null ? (parent == null ? "" : name) : parent.path() + "/" + name;
    }

    String etag() {
        return "\"" + bareEtag() + "\"";
    }

    String bareEtag() {
        return "0x" + Long.toHexString(stamp).toUpperCase(Locale.ROOT);
    }

    long length() {
        long sum = 0;
        for (Chunk chunk : chunks) {
            sum += chunk.length();
        }
        return sum;
    }

    @Nullable Node child(String childName) {
        return children == null ? null : children.get(childName);
    }

    boolean hasChildren() {
        return children != null && !children.isEmpty();
    }

    /** The children whose names are this one or come after it. */
    Iterator<Node> childrenFrom(String from) {
        if (children == null) {
            return new ArrayList<Node>().iterator();
        }
        Collection<Node> found = from.isEmpty()
                ? children.values()
                : children.tailMap(from, true).values();
        return found.iterator();
    }

    void attach(Node child) {
        if (children == null) {
            children = new TreeMap<>(Names.ORDER);
        }
        child.parent = this;
        children.put(child.name, child);
    }

    void detach(Node child) {
        if (children != null) {
            children.remove(child.name, child);
        }
    }

    /** A frozen copy of content, headers and metadata. */
    Node frozen(String snapshotName) {
        Node copyOf = new Node(id, parent, name, directory);
        copyOf.stamp = stamp;
        copyOf.createdMillis = createdMillis;
        copyOf.modifiedMillis = modifiedMillis;
        copyOf.metadata = new LinkedHashMap<>(metadata);
        copyOf.tags = new LinkedHashMap<>(tags);
        copyOf.http = http;
        copyOf.chunks = chunks;
        copyOf.acl = acl;
        copyOf.tier = tier;
        copyOf.byPath = byPath;
        copyOf.copy = copy;
        copyOf.snapshot = snapshotName;
        return copyOf;
    }
}
