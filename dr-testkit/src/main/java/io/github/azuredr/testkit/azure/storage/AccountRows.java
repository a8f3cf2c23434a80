package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimState;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One account's rows in the state: one per container, node and staged piece. A node's row names its parent, so moving a
 * directory writes one row, and a kill between two writes leaves either the old tree or the new one.
 */
final class AccountRows {
    /** One hour of ticks: versions are promised to the state in blocks, so that a killed process never repeats one. */
    private static final long BLOCK = 36_000_000_000L;

    private final String prefix;
    private final SimState state;
    private long promised;
    private long highestId;

    AccountRows(String prefix, SimState state) {
        this.prefix = prefix;
        this.state = state;
    }

    long highestId() {
        return highestId;
    }

    /** Makes sure that no later process starts below this version. */
    void reserve(long stamp) {
        if (stamp >= promised) {
            promised = stamp + BLOCK;
            state.put(prefix + "stamp", Long.toString(promised).getBytes(StandardCharsets.UTF_8));
        }
    }

    void save(Container container) {
        state.put(prefix + "container/" + container.id, Rows.bytes(Rows.of(container)));
    }

    void remove(Container container) {
        state.remove(prefix + "container/" + container.id);
    }

    void save(Node node) {
        state.put(prefix + "node/" + node.id, Rows.bytes(Rows.of(node)));
    }

    void remove(Node node) {
        state.remove(prefix + "node/" + node.id);
    }

    void saveStaged(Node node, long position, Chunk chunk) {
        state.put(stagedKey(node.id, chunk), Rows.bytes(new Rows.StagedRow(node.id, position, chunk)));
    }

    void removeStaged(Node node) {
        node.staged.values().forEach(chunk -> removeStaged(node, chunk));
        node.appended.values().forEach(chunk -> removeStaged(node, chunk));
    }

    void removeStaged(Node node, Chunk chunk) {
        state.remove(stagedKey(node.id, chunk));
    }

    private String stagedKey(long node, Chunk chunk) {
        return prefix + "staged/" + node + "." + chunk.id();
    }

    /** Fills the tree from the state, drops what a killed process left half removed, and tells the last version given. */
    long load(Map<String, Container> containers, ContentStore contents) {
        Map<Long, Node> nodes = new HashMap<>();
        for (String key : state.keys(prefix + "container/")) {
            Container container = Rows.container(Rows.parse(value(key), Rows.ContainerRow.class));
            containers.put(container.name, container);
            nodes.put(container.root.id, container.root);
            highestId = Math.max(highestId, Math.max(container.id, container.root.id));
        }
        Map<Long, Long> parents = new HashMap<>();
        for (String key : state.keys(prefix + "node/")) {
            Rows.NodeRow row = Rows.parse(value(key), Rows.NodeRow.class);
            nodes.put(row.id(), Rows.node(row));
            parents.put(row.id(), row.parent());
            highestId = Math.max(highestId, row.id());
        }
        attach(nodes, parents);
        for (String key : state.keys(prefix + "staged/")) {
            Rows.StagedRow row = Rows.parse(value(key), Rows.StagedRow.class);
            Node node = nodes.get(row.node());
            if (node == null) {
                state.remove(key);
            } else if (row.position() < 0) {
                node.staged.put(String.valueOf(row.chunk().block()), row.chunk());
                contents.retain(List.of(row.chunk()));
            } else {
                node.appended.put(row.position(), row.chunk());
                contents.retain(List.of(row.chunk()));
            }
        }
        for (Node node : nodes.values()) {
            contents.retain(node.chunks);
            node.snapshots.forEach(snapshot -> contents.retain(snapshot.chunks));
        }
        contents.sweep();
        promised = state.get(prefix + "stamp")
                .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8)))
                .orElse(0L);
        return promised;
    }

    /** The newest of two nodes in one place wins: the older was about to be removed when the process was killed. */
    private void attach(Map<Long, Node> nodes, Map<Long, Long> parents) {
        List<Node> byAge = parents.keySet().stream()
                .map(nodes::get)
                .sorted(Comparator.comparingLong((Node node) -> node.stamp))
                .toList();
        for (Node node : byAge) {
            Node parent = nodes.get(parents.get(node.id));
            if (parent != null) {
                Node older = parent.child(node.name);
                if (older != null) {
                    older.parent = null;
                }
                parent.attach(node);
            }
        }
        for (Node node : byAge) {
            if (!reachesRoot(node)) {
                nodes.remove(node.id);
                remove(node);
            }
        }
    }

    private static boolean reachesRoot(Node node) {
        Node at = node;
        while (at.parent != null) {
            at = at.parent;
        }
        return at.name.isEmpty();
    }

    private byte[] value(String key) {
        return state.get(key)
                .orElseThrow(() -> new IllegalStateException("the state lists " + key + " and does not have it"));
    }
}
