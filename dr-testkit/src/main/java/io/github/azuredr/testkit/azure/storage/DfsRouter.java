package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;

/** Finds the Data Lake endpoint's operation for a call. */
final class DfsRouter {
    private final AccountTree tree;

    DfsRouter(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse answer(Call call) {
        if (call.container().isEmpty()) {
            if (call.method().equals("GET") && call.queryIs("resource", "account")) {
                return tree.reading(() -> new Filesystems(tree).list(call));
            }
            throw Refusal.missingQuery("resource");
        }
        if (call.path().isEmpty() && call.query("action").isEmpty()) {
            return filesystem(call);
        }
        return switch (call.method()) {
            case "PUT" -> put(call);
            case "PATCH" -> patch(call);
            case "POST" -> new PathChanges(tree).lease(call);
            case "GET" -> new PathReads(tree).read(call);
            case "HEAD" -> new PathReads(tree).head(call);
            case "DELETE" -> new PathDeletes(tree).delete(call);
            default -> throw Refusal.verb();
        };
    }

    private SimResponse filesystem(Call call) {
        if (call.method().equals("GET") && call.queryIs("restype", "container") && call.queryIs("comp", "list")) {
            return tree.reading(() -> new BlobListing(tree).answer(call));
        }
        if (call.method().equals("DELETE") && call.query("recursive").isPresent()) {
            throw new Refusal(400, "InvalidUri", "The root directory cannot be deleted.");
        }
        if (!call.queryIs("resource", "filesystem")) {
            throw call.query("resource").isEmpty() ? Refusal.missingQuery("resource") : Refusal.badQuery("resource");
        }
        Filesystems filesystems = new Filesystems(tree);
        return switch (call.method()) {
            case "PUT" -> tree.writing(() -> filesystems.create(call));
            case "PATCH" -> tree.writing(() -> filesystems.setProperties(call));
            case "HEAD" -> tree.reading(() -> filesystems.properties(call));
            case "DELETE" -> tree.writing(() -> filesystems.delete(call));
            case "GET" -> tree.reading(() -> new PathListing(tree).answer(call));
            default -> throw Refusal.verb();
        };
    }

    private SimResponse put(Call call) {
        if (call.queryIs("comp", "expiry")) {
            return new Expiry(tree).set(call);
        }
        if (call.queryIs("comp", "undelete")) {
            throw Refusal.noPath();
        }
        if (call.header("x-ms-rename-source").isPresent()) {
            return new Renames(tree).rename(call);
        }
        return new PathCreates(tree).create(call);
    }

    private SimResponse patch(Call call) {
        return switch (call.requireQuery("action")) {
            case "append" -> new PathWrites(tree).append(call);
            case "flush" -> new PathWrites(tree).flush(call);
            case "setProperties" -> new PathChanges(tree).properties(call);
            case "setAccessControl" -> new PathAccess(tree).set(call);
            case "setAccessControlRecursive" -> new RecursiveAccess(tree).answer(call);
            default -> throw Refusal.badQuery("action");
        };
    }

    static void needsHierarchy(AccountTree tree) {
        if (!tree.hierarchical) {
            throw new Refusal(
                    400,
                    "HierarchicalNamespaceNotEnabled",
                    "This operation needs an account with a hierarchical namespace.");
        }
    }
}
