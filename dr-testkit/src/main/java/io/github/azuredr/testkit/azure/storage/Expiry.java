package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;

/** Set Expiry: files of a hierarchical account vanish at a given time. */
final class Expiry {
    private final AccountTree tree;

    Expiry(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse set(Call call) {
        if (!tree.hierarchical) {
            throw new Refusal(
                    400, "HierarchicalNamespaceNotEnabled", "Expiry needs an account with a hierarchical namespace.");
        }
        String option = call.requireHeader("x-ms-expiry-option");
        return tree.writing(() -> {
            Node node = Life.there(tree, tree.container(call), call.path());
            if (node == null) {
                throw call.dfs() ? Refusal.noPath() : Refusal.noBlob();
            }
            if (node.directory) {
                throw new Refusal(400, "InvalidOperation", "Only files expire.");
            }
            Leases.checkWrite(call, node.lease, tree.now());
            node.expiresMillis = switch (option) {
                case "NeverExpire" -> null;
                case "RelativeToNow" -> tree.now() + millis(call);
                case "RelativeToCreation" -> node.createdMillis + millis(call);
                case "Absolute" ->
                    Times.parseHttp("x-ms-expiry-time", call.requireHeader("x-ms-expiry-time"))
                            .toEpochMilli();
                default -> throw Refusal.badHeader("x-ms-expiry-option");
            };
            tree.changed(node);
            return Reply.of(200, node).done();
        });
    }

    private static long millis(Call call) {
        try {
            return Long.parseLong(call.requireHeader("x-ms-expiry-time"));
        } catch (NumberFormatException noNumber) {
            throw Refusal.badHeader("x-ms-expiry-time");
        }
    }
}
