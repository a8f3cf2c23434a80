package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Everything one account holds, in memory for reading and in the state for surviving. */
final class AccountTree {
    final boolean hierarchical;
    final NavigableMap<String, Container> containers = new TreeMap<>(Names.ORDER);
    final ContentStore contents;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Clock clock;
    private final AccountRows rows;
    private final long seed;
    private long lastStamp;
    private long lastId;

    AccountTree(String account, boolean hierarchical, SimState state, Clock clock) {
        this.hierarchical = hierarchical;
        this.clock = clock;
        this.seed = account.hashCode() & 0xFF;
        contents = new ContentStore(state, "storage/" + account + "/content/");
        rows = new AccountRows("storage/" + account + "/", state);
        lastStamp = rows.load(containers, contents);
        lastId = rows.highestId();
    }

    <T> T reading(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    <T> T writing(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    long now() {
        return clock.millis();
    }

    /** A version never given before in this account; accounts differ, so that an ETag of one means nothing in another. */
    private long stamp() {
        long ticks = Times.ticks(clock.instant());
        lastStamp = Math.max(ticks & ~0xFFL, (lastStamp & ~0xFFL) + 0x100) | seed;
        rows.reserve(lastStamp);
        return lastStamp;
    }

    /** A moment never given before, to the tick. */
    long moment() {
        return stamp();
    }

    long nextId() {
        return ++lastId;
    }

    Container container(Call call) {
        Container found = containers.get(call.container());
        if (found == null) {
            throw call.dfs()
                    ? new Refusal(404, "FilesystemNotFound", "The specified filesystem does not exist.")
                    : new Refusal(404, "ContainerNotFound", "The specified container does not exist.");
        }
        return found;
    }

    Container create(String name) {
        Node root = new Node(nextId(), null, "", true);
        root.acl = PosixAcl.ofRoot(hierarchical);
        Container container = new Container(nextId(), name, root);
        root.createdMillis = now();
        touch(root);
        containers.put(name, container);
        changed(container);
        return container;
    }

    void changed(Container container) {
        container.stamp = stamp();
        container.modifiedMillis = now();
        save(container);
    }

    void save(Container container) {
        rows.save(container);
    }

    void delete(Container container) {
        containers.remove(container.name);
        rows.remove(container);
        for (Node child : children(container.root)) {
            remove(child);
        }
    }

    /** A new node, hung into the tree but not saved. */
    Node hang(Node parent, String name, boolean directory) {
        Node node = new Node(nextId(), null, name, directory);
        node.createdMillis = now();
        touch(node);
        parent.attach(node);
        return node;
    }

    void touch(Node node) {
        node.stamp = stamp();
        node.modifiedMillis = now();
    }

    /** A new version of this node, saved. */
    void changed(Node node) {
        touch(node);
        save(node);
    }

    void save(Node node) {
        if (node.parent == null) {
            for (Container container : containers.values()) {
                if (container.root == node) {
                    rows.save(container);
                }
            }
            return;
        }
        rows.save(node);
    }

    void saveStaged(Node node, long position, Chunk chunk) {
        rows.saveStaged(node, position, chunk);
    }

    void dropStaged(Node node) {
        rows.removeStaged(node);
        contents.release(node.staged.values());
        contents.release(node.appended.values());
        node.staged.clear();
        node.appended.clear();
    }

    /** Forgets that a piece is staged; its bytes now belong to somebody else. */
    void unstage(Node node, Chunk chunk) {
        rows.removeStaged(node, chunk);
    }

    /** Gives the node this content; what it held before is let go after the new content is saved. */
    void replaceContent(Node node, List<Chunk> chunks) {
        List<Chunk> before = node.chunks;
        node.chunks = List.copyOf(chunks);
        node.committed = true;
        changed(node);
        contents.release(before);
    }

    /** Takes a node with everything below it out of the tree and out of the state; the top goes first. */
    void remove(Node node) {
        Node parent = node.parent;
        if (parent != null) {
            parent.detach(node);
        }
        forget(node);
    }

    void forget(Node node) {
        rows.remove(node);
        dropStaged(node);
        contents.release(node.chunks);
        for (Node snapshot : node.snapshots) {
            contents.release(snapshot.chunks);
        }
        for (Node child : children(node)) {
            forget(child);
        }
    }

    static List<Node> children(Node node) {
        List<Node> found = new ArrayList<>();
        for (Iterator<Node> each = node.childrenFrom(""); each.hasNext(); ) {
            found.add(each.next());
        }
        return found;
    }
}
