package io.github.azuredr.testkit.azure.storage;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A directory whose children are generated when asked for. */
final class SyntheticNode extends Node {
    private final SyntheticTree tree;
    private final String path;
    private final boolean hierarchical;

    private SyntheticNode(
            long id, @Nullable Node parent, String name, SyntheticTree tree, String path, boolean hierarchical) {
        super(id, parent, name, true);
        this.tree = tree;
        this.path = path;
        this.hierarchical = hierarchical;
    }

    static SyntheticNode root(Node before, SyntheticTree tree, boolean hierarchical) {
        SyntheticNode root = new SyntheticNode(before.id, null, "", tree, "", hierarchical);
        root.stamp = before.stamp;
        root.createdMillis = before.createdMillis;
        root.modifiedMillis = before.modifiedMillis;
        root.acl = before.acl;
        return root;
    }

    @Override
    boolean hasChildren() {
        return tree.children(path, "").hasNext();
    }

    @Override
    @Nullable Node child(String childName) {
        Iterator<Node> found = childrenFrom(childName);
        if (!found.hasNext()) {
            return null;
        }
        Node first = found.next();
        return first.name.equals(childName) ? first : null;
    }

    @Override
    Iterator<Node> childrenFrom(String from) {
        if (hierarchical) {
            Iterator<SyntheticTree.Entry> entries = tree.children(path, from);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public Node next() {
                    return node(path, entries.next(), SyntheticNode.this);
                }
            };
        }
        return new Flat(from);
    }

    @Override
    void attach(Node child) {
        throw readOnly();
    }

    @Override
    void detach(Node child) {
        throw readOnly();
    }

    private static Refusal readOnly() {
        return new Refusal(
                403,
                "AuthorizationPermissionMismatch",
                "This container holds a generated tree, which nobody may change.");
    }

    private Node node(String directory, SyntheticTree.Entry entry, Node parent) {
        String full = directory.isEmpty() ? entry.name() : directory + "/" + entry.name();
        if (entry.directory()) {
            return filled(new SyntheticNode(id, parent, entry.name(), tree, full, hierarchical), full);
        }
        Node file = new Node(id, parent, hierarchical ? entry.name() : full, false);
        file.byPath = hierarchical;
        file.chunks = entry.length() == 0 ? List.of() : List.of(new Chunk(-1, entry.length(), null));
        return filled(file, full);
    }

    private Node filled(Node node, String full) {
        node.stamp = stamp + 0x100L * (full.hashCode() & 0xFFFFL);
        node.createdMillis = createdMillis;
        node.modifiedMillis = modifiedMillis;
        node.acl = hierarchical ? Acl.NONE.with(PosixAcl.ofMode(node.directory ? 0750 : 0640)) : Acl.NONE;
        return node;
    }

    /** The files of the whole tree under their full names; true to code point order when no name sorts below a slash. */
    private final class Flat implements Iterator<Node> {
        private final Deque<Level> levels = new ArrayDeque<>();
        private @Nullable Node next;

        private record Level(String directory, Iterator<SyntheticTree.Entry> entries) {}

        Flat(String from) {
            String directory = "";
            List<String> parts = Names.parts(from);
            for (int i = 0; i < parts.size(); i++) {
                boolean last = i == parts.size() - 1 && !from.endsWith("/");
                Iterator<SyntheticTree.Entry> entries = tree.children(directory, parts.get(i));
                if (last) {
                    levels.push(new Level(directory, entries));
                    break;
                }
                SyntheticTree.Entry first = entries.hasNext() ? entries.next() : null;
                if (first == null || !first.name().equals(parts.get(i)) || !first.directory()) {
                    levels.push(new Level(directory, tree.children(directory, parts.get(i))));
                    break;
                }
                levels.push(new Level(directory, entries));
                directory = directory.isEmpty() ? first.name() : directory + "/" + first.name();
                if (i == parts.size() - 1) {
                    levels.push(new Level(directory, tree.children(directory, "")));
                }
            }
            if (parts.isEmpty()) {
                levels.push(new Level("", tree.children("", "")));
            }
            next = advance();
        }

        private @Nullable Node advance() {
            while (!levels.isEmpty()) {
                Level top = levels.peek();
                if (!top.entries.hasNext()) {
                    levels.pop();
                    continue;
                }
                SyntheticTree.Entry entry = top.entries.next();
                if (!entry.directory()) {
                    return node(top.directory, entry, SyntheticNode.this);
                }
                String below = top.directory.isEmpty() ? entry.name() : top.directory + "/" + entry.name();
                Iterator<SyntheticTree.Entry> entries = tree.children(below, "");
                levels.push(new Level(below, entries.hasNext() ? entries : Collections.emptyIterator()));
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Node next() {
            Node found = next;
            if (found == null) {
                throw new NoSuchElementException("the generated tree has no more names");
            }
            next = advance();
            return found;
        }
    }
}
