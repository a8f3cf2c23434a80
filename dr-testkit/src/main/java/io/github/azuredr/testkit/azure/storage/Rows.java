package io.github.azuredr.testkit.azure.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of containers, nodes and staged pieces, as JSON. */
final class Rows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Rows() {}

    record NodeRow(
            long id,
            long parent,
            String name,
            boolean directory,
            long stamp,
            long createdMillis,
            long modifiedMillis,
            boolean committed,
            boolean byPath,
            Map<String, String> metadata,
            Map<String, String> tags,
            HttpHeaders http,
            List<Chunk> chunks,
            Acl acl,
            Lease lease,
            @Nullable CopyStatus copy,
            @Nullable Long expiresMillis,
            @Nullable String tier,
            @Nullable String snapshot,
            List<NodeRow> snapshots) {}

    record ContainerRow(
            long id,
            String name,
            long stamp,
            long modifiedMillis,
            Map<String, String> metadata,
            Lease lease,
            @Nullable String publicAccess,
            String policies,
            NodeRow root) {}

    /** A block or an appended range not committed yet; {@code position} is -1 for blocks. */
    record StagedRow(long node, long position, Chunk chunk) {}

    static NodeRow of(Node node) {
        Node parent = node.parent;
        return new NodeRow(
                node.id,
                parent == null ? -1 : parent.id,
                node.name,
                node.directory,
                node.stamp,
                node.createdMillis,
                node.modifiedMillis,
                node.committed,
                node.byPath,
                node.metadata,
                node.tags,
                node.http,
                node.chunks,
                node.acl,
                node.lease,
                node.copy,
                node.expiresMillis,
                node.tier,
                node.snapshot,
                node.snapshots.stream().map(Rows::of).toList());
    }

    static Node node(NodeRow row) {
        Node node = new Node(row.id, null, row.name, row.directory);
        node.stamp = row.stamp;
        node.createdMillis = row.createdMillis;
        node.modifiedMillis = row.modifiedMillis;
        node.committed = row.committed;
        node.byPath = row.byPath;
        node.metadata = new LinkedHashMap<>(row.metadata);
        node.tags = new LinkedHashMap<>(row.tags);
        node.http = row.http;
        node.chunks = List.copyOf(row.chunks);
        node.acl = row.acl;
        node.lease = row.lease;
        node.copy = row.copy;
        node.expiresMillis = row.expiresMillis;
        node.tier = row.tier;
        node.snapshot = row.snapshot;
        List<Node> snapshots = new ArrayList<>();
        for (NodeRow snapshot : row.snapshots) {
            snapshots.add(node(snapshot));
        }
        node.snapshots = List.copyOf(snapshots);
        return node;
    }

    static ContainerRow of(Container container) {
        return new ContainerRow(
                container.id,
                container.name,
                container.stamp,
                container.modifiedMillis,
                container.metadata,
                container.lease,
                container.publicAccess,
                container.policies,
                of(container.root));
    }

    static Container container(ContainerRow row) {
        Container container = new Container(row.id, row.name, node(row.root));
        container.stamp = row.stamp;
        container.modifiedMillis = row.modifiedMillis;
        container.metadata = new LinkedHashMap<>(row.metadata);
        container.lease = row.lease;
        container.publicAccess = row.publicAccess;
        container.policies = row.policies;
        return container;
    }

    static byte[] bytes(Object row) {
        try {
            return JSON.writeValueAsBytes(row);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a row of the simulated storage cannot be written as JSON", e);
        }
    }

    static <T> T parse(byte[] bytes, Class<T> type) {
        try {
            return JSON.readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException("a row of the simulated storage is damaged: " + type.getSimpleName(), e);
        }
    }
}
