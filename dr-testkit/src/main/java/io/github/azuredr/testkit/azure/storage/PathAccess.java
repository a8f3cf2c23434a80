package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.Optional;

/** Set Access Control on one path. */
final class PathAccess {
    private final AccountTree tree;

    PathAccess(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse set(Call call) {
        DfsRouter.needsHierarchy(tree);
        Optional<String> entries = call.header("x-ms-acl");
        Optional<String> permissions = call.header("x-ms-permissions");
        if (entries.isPresent() && permissions.isPresent()) {
            throw new Refusal(400, "InvalidRequest", "Permissions and an ACL cannot be given in the same request.");
        }
        boolean nothing = entries.isEmpty()
                && permissions.isEmpty()
                && call.header("x-ms-owner").isEmpty()
                && call.header("x-ms-group").isEmpty();
        if (nothing) {
            throw Refusal.missingHeader("x-ms-acl");
        }
        return tree.writing(() -> {
            Node node = Life.there(tree, tree.container(call), call.path());
            if (node == null) {
                throw Refusal.noPath();
            }
            Conditions.of(call).checkWrite(node.stamp, node.modifiedMillis);
            Leases.checkWrite(call, node.lease, tree.now());
            Acl acl = node.acl.owned(
                    call.header("x-ms-owner").orElse(node.acl.owner()),
                    call.header("x-ms-group").orElse(node.acl.group()));
            if (entries.isPresent()) {
                var parsed = PosixAcl.parse(entries.get(), true);
                if (!node.directory && parsed.stream().anyMatch(PosixAcl.Entry::inherited)) {
                    throw new Refusal(400, "DefaultAclOnFileNotAllowed", "A file has no default ACL.");
                }
                acl = acl.with(PosixAcl.complete(parsed));
            }
            node.acl = permissions.isPresent() ? PosixAcl.withPermissions(acl, permissions.get()) : acl;
            tree.changed(node);
            return Reply.of(200, node).done();
        });
    }
}
