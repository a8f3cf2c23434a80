package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;

/** Read, properties, status and access control of a path. */
final class PathReads {
    private final AccountTree tree;

    PathReads(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse read(Call call) {
        if (call.path().isEmpty()) {
            throw Refusal.badQuery("action");
        }
        return tree.reading(() -> {
            if (new BlobReads(tree).find(call).directory) {
                throw Life.pathConflict(call);
            }
            return new BlobReads(tree).download(call);
        });
    }

    SimResponse head(Call call) {
        String action = call.query("action").orElse("");
        return switch (action) {
            case "", "getStatus" -> new BlobReads(tree).properties(call);
            case "getAccessControl" -> access(call);
            default -> throw Refusal.badQuery("action");
        };
    }

    private SimResponse access(Call call) {
        DfsRouter.needsHierarchy(tree);
        call.flag("upn", false);
        return tree.reading(() -> {
            Node node = new BlobReads(tree).find(call);
            Leases.checkRead(call, node.lease, tree.now());
            Conditions.of(call).checkRead(node.stamp, node.modifiedMillis);
            return Reply.of(200, node)
                    .header("x-ms-owner", node.acl.owner())
                    .header("x-ms-group", node.acl.group())
                    .header("x-ms-permissions", PosixAcl.permissions(node.acl))
                    .header("x-ms-acl", node.acl.entries())
                    .done();
        });
    }
}
