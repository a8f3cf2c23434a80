package io.github.azuredr.testkit.azure.gen1;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;

/** Owners, permissions and access lists. */
final class AccessOps {
    private final Tree tree;
    private final String caller;

    AccessOps(Tree tree, String caller) {
        this.tree = tree;
        this.caller = caller;
    }

    /** Refuses a caller who may not do this with that path or, when it is to come or go, with its directory. */
    void require(String path, char right) {
        if (caller.equals(tree.superuser())) {
            return;
        }
        Node node = tree.find(path).orElse(null);
        if (node == null) {
            require(Tree.parent(path), right);
        } else if (!node.acl().allows(caller, node.owner(), right)) {
            throw HdfsRefusal.denied("Permission " + right + " on " + path + " is denied.");
        }
    }

    private Node owned(String path) {
        Node node = tree.get(path);
        if (!caller.equals(tree.superuser()) && !caller.equals(node.owner())) {
            throw HdfsRefusal.denied("Only the owner may do this with " + path + ".");
        }
        return node;
    }

    SimResponse aclStatus(HdfsCall call) {
        Node node = tree.get(call.path());
        return SimResponse.json(
                200,
                Json.object()
                        .with("AclStatus.entries", node.acl().entries())
                        .with("AclStatus.group", node.group())
                        .with("AclStatus.owner", node.owner())
                        .with("AclStatus.permission", node.permission())
                        .with("AclStatus.stickyBit", node.sticky())
                        .toString());
    }

    SimResponse setAcl(HdfsCall call) {
        return keep(call, owned(call.path()), AccessList.parse(call.required("aclspec")));
    }

    SimResponse modifyAcl(HdfsCall call) {
        Node node = owned(call.path());
        return keep(call, node, node.acl().modifiedBy(AccessList.parse(call.required("aclspec"))));
    }

    SimResponse removeEntries(HdfsCall call) {
        Node node = owned(call.path());
        return keep(call, node, node.acl().without(call.required("aclspec")));
    }

    SimResponse removeDefaults(HdfsCall call) {
        Node node = owned(call.path());
        return keep(call, node, node.acl().withoutDefaults());
    }

    SimResponse removeAcl(HdfsCall call) {
        Node node = owned(call.path());
        return keep(call, node, node.acl().baseOnly());
    }

    private SimResponse keep(HdfsCall call, Node node, AccessList list) {
        tree.put(call.path(), node.with(list.requireWhole(node.directory()), node.sticky()));
        return SimResponse.of(200);
    }

    SimResponse setPermission(HdfsCall call) {
        Node node = owned(call.path());
        String octal = call.required("permission");
        if (!octal.matches("[01]?[0-7]{1,3}")) {
            throw HdfsRefusal.illegal("permission is not octal: " + octal);
        }
        boolean sticky = octal.length() == 4 && octal.startsWith("1");
        String three = octal.length() == 4 ? octal.substring(1) : octal;
        tree.put(call.path(), node.with(node.acl().withOctal(three), sticky && node.directory()));
        return SimResponse.of(200);
    }

    /** Only a superuser gives files away. */
    SimResponse setOwner(HdfsCall call) {
        Node node = owned(call.path());
        String owner = call.text("owner").orElse(node.owner());
        String group = call.text("group").orElse(node.group());
        if (call.text("owner").isEmpty() && call.text("group").isEmpty()) {
            throw HdfsRefusal.illegal("Neither owner nor group is given.");
        }
        if (!owner.equals(node.owner()) && !caller.equals(tree.superuser())) {
            throw HdfsRefusal.denied("Only a superuser may change the owner of " + call.path() + ".");
        }
        tree.put(call.path(), node.ownedBy(owner, group));
        return SimResponse.of(200);
    }

    SimResponse check(HdfsCall call) {
        String action = call.required("fsaction");
        if (!action.matches("[r-][w-][x-]")) {
            throw HdfsRefusal.illegal("fsaction must be like r-x: " + action);
        }
        tree.get(call.path());
        for (char right : action.replace("-", "").toCharArray()) {
            require(call.path(), right);
        }
        return SimResponse.of(200);
    }
}
