package io.github.azuredr.testkit.azure.storage;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which nodes exist for a caller, and how new ones come to be below their directories. */
final class Life {
    private Life() {}

    static boolean expired(Node node, long nowMillis) {
        return node.expiresMillis != null && node.expiresMillis <= nowMillis;
    }

    /** The committed and not expired node at the path of the call. */
    static @Nullable Node there(AccountTree tree, Container container, String path) {
        Node node = container.find(path, tree.hierarchical);
        return node == null || !node.committed || expired(node, tree.now()) ? null : node;
    }

    /** The node at the path even when it only has staged blocks; an expired one is removed first. Needs the write lock. */
    static @Nullable Node anything(AccountTree tree, Container container, String path) {
        Node node = container.find(path, tree.hierarchical);
        if (node != null && expired(node, tree.now())) {
            tree.remove(node);
            return null;
        }
        return node;
    }

    static boolean holdsSomething(Node directory, long nowMillis) {
        for (Iterator<Node> each = directory.childrenFrom(""); each.hasNext(); ) {
            Node child = each.next();
            if (child.committed && !expired(child, nowMillis)) {
                return true;
            }
        }
        return false;
    }

    /** A new node at the path with its missing directories; refuses a file in the middle of the path. Not saved yet. */
    static Node create(AccountTree tree, Container container, Call call, String path, boolean directory) {
        Names.checkPath(path);
        if (!tree.hierarchical) {
            return tree.hang(container.root, path, false);
        }
        List<String> parts = Names.parts(path);
        Node at = container.root;
        for (String part : parts.subList(0, parts.size() - 1)) {
            Node next = at.child(part);
            if (next == null) {
                next = tree.hang(at, part, true);
                next.acl = inherited(call, at);
                tree.save(next);
            } else if (!next.directory) {
                throw pathConflict(call);
            }
            at = next;
        }
        Node node = tree.hang(at, parts.get(parts.size() - 1), directory);
        node.acl = PosixAcl.ofNew(call, at.acl, directory);
        return node;
    }

    private static Acl inherited(Call call, Node parent) {
        Call plain = call.header("x-ms-acl").isPresent()
                        || call.header("x-ms-permissions").isPresent()
                ? call.without("x-ms-acl", "x-ms-permissions")
                : call;
        return PosixAcl.ofNew(plain, parent.acl, true);
    }

    static Refusal pathConflict(Call call) {
        return call.dfs()
                ? new Refusal(
                        409,
                        "PathConflict",
                        "The specified path, or an element of the path, exists and its resource type is invalid for"
                                + " this operation.")
                : new Refusal(
                        409,
                        "ResourceTypeMismatch",
                        "The specified resource type does not match the type of the existing resource.");
    }
}
