package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.Map;

/** Leases and properties of a path. */
final class PathChanges {
    private final AccountTree tree;

    PathChanges(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse lease(Call call) {
        return tree.writing(() -> {
            Node node = existing(call);
            Conditions.of(call).checkWrite(node.stamp, node.modifiedMillis);
            Leases.Change change = Leases.apply(call, node.lease, tree.now());
            node.lease = change.after();
            tree.save(node);
            return change.answer().with("ETag", node.etag()).with("Last-Modified", Times.http(node.modifiedMillis));
        });
    }

    SimResponse properties(Call call) {
        return tree.writing(() -> {
            Node node = existing(call);
            Conditions.of(call).checkWrite(node.stamp, node.modifiedMillis);
            Leases.checkWrite(call, node.lease, tree.now());
            if (call.header("x-ms-properties").isPresent()) {
                Map<String, String> metadata = Metadata.ofProperties(call.requireHeader("x-ms-properties"));
                node.metadata = metadata;
            }
            node.http = HttpHeaders.ofPath(call, node.http);
            tree.changed(node);
            return Reply.of(200, node).done();
        });
    }

    private Node existing(Call call) {
        Node node = Life.there(tree, tree.container(call), call.path());
        if (node == null) {
            throw Refusal.noPath();
        }
        return node;
    }
}
