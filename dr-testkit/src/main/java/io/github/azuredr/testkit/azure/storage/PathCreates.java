package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.List;
import java.util.Map;

/** Create File and Create Directory. */
final class PathCreates {
    private final AccountTree tree;

    PathCreates(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse create(Call call) {
        String resource = call.requireQuery("resource");
        if (!resource.equals("file") && !resource.equals("directory")) {
            throw Refusal.badQuery("resource");
        }
        boolean directory = resource.equals("directory");
        if (directory) {
            DfsRouter.needsHierarchy(tree);
        }
        if (call.body().length > 0) {
            throw Refusal.badHeader("Content-Length");
        }
        for (String name : List.of("x-ms-expiry-option", "x-ms-encryption-context")) {
            if (call.header(name).isPresent()) {
                throw Refusal.unsupportedHeader(name);
            }
        }
        Map<String, String> metadata =
                Metadata.ofProperties(call.header("x-ms-properties").orElse(""));
        return tree.writing(() -> {
            Node node = create(call, directory, metadata);
            return Reply.of(201, node).encrypted().done();
        });
    }

    private Node create(Call call, boolean directory, Map<String, String> metadata) {
        Container container = tree.container(call);
        Names.checkPath(call.path());
        Node found = Life.anything(tree, container, call.path());
        Node there = found != null && found.committed ? found : null;
        Conditions.of(call).checkPut(there, "PathAlreadyExists", "The specified path already exists.");
        if (there == null) {
            Leases.check(call.header("x-ms-lease-id"), Lease.NONE, tree.now(), true, "Blob");
        } else {
            if (there.directory != directory) {
                throw Life.pathConflict(call);
            }
            Leases.checkWrite(call, there.lease, tree.now());
        }
        Node node = found == null ? Life.create(tree, container, call, call.path(), directory) : found;
        if (found != null) {
            Node parent = found.parent;
            node.acl = tree.hierarchical && parent != null ? PosixAcl.ofNew(call, parent.acl, directory) : Acl.NONE;
            node.createdMillis = tree.now();
        }
        tree.dropStaged(node);
        node.metadata = metadata;
        node.http = HttpHeaders.ofPath(call, HttpHeaders.NONE);
        node.byPath = true;
        node.expiresMillis = null;
        node.copy = null;
        if (call.header("x-ms-proposed-lease-id").isPresent()) {
            node.lease = Leases.onCreate(call, node.lease, tree.now());
        } else if (!node.lease.locks(tree.now())) {
            node.lease = Lease.NONE;
        }
        tree.replaceContent(node, List.of());
        return node;
    }
}
