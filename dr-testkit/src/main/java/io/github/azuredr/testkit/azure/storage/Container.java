package io.github.azuredr.testkit.azure.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A container, which the Data Lake endpoint calls a filesystem. Guarded by its account's lock. */
final class Container {
    final long id;
    final String name;
    long stamp;
    long modifiedMillis;
    Map<String, String> metadata = new LinkedHashMap<>();
    Lease lease = Lease.NONE;
    /** {@code container}, {@code blob}, or null for private. */
    @Nullable String publicAccess;
    /** The stored access policies as sent; kept because clients read them back. */
    String policies = "";

    Node root;

    Container(long id, String name, Node root) {
        this.id = id;
        this.name = name;
        this.root = root;
    }

    String etag() {
        return String.format("\"0x%X\"", stamp);
    }

    /** The committed or uncommitted node at this path; the root for the empty path. */
    @Nullable Node find(String path, boolean hierarchical) {
        if (path.isEmpty()) {
            return root;
        }
        if (!hierarchical) {
            return root.child(path);
        }
        Node at = root;
        for (String part : Names.parts(path)) {
            Node next = at.child(part);
            if (next == null) {
                return null;
            }
            at = next;
        }
        return at;
    }
}
