package io.github.azuredr.testkit.azure.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Set Access Control Recursive: a directory and what it holds, in batches. A path leased by somebody counts as failed;
 * without {@code forceFlag} the batch ends there, and the continuation goes on behind it.
 */
final class RecursiveAccess {
    private final AccountTree tree;

    RecursiveAccess(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse answer(Call call) {
        DfsRouter.needsHierarchy(tree);
        String mode = call.requireQuery("mode");
        if (!List.of("set", "modify", "remove").contains(mode)) {
            throw Refusal.badQuery("mode");
        }
        boolean force = call.flag("forceFlag", false);
        int most = call.pageSize("maxRecords", Limits.ACL_BATCH);
        List<PosixAcl.Entry> entries = PosixAcl.parse(call.requireHeader("x-ms-acl"), !mode.equals("remove"));
        if (mode.equals("set")) {
            PosixAcl.complete(entries);
        }
        return tree.writing(() -> {
            Node top = Life.there(tree, tree.container(call), call.path());
            if (top == null) {
                throw Refusal.noPath();
            }
            return batch(call, top, mode, entries, force, most);
        });
    }

    private SimResponse batch(Call call, Node top, String mode, List<PosixAcl.Entry> entries, boolean force, int most) {
        String token = call.query("continuation").orElse("");
        String from = token.isEmpty() ? "" : TreeWalk.position(token, "continuation");
        Counts counts = new Counts();
        boolean stopped = false;
        if (token.isEmpty()) {
            stopped = !one(top, mode, entries, counts) && !force;
        }
        int done = token.isEmpty() ? 1 : 0;
        TreeWalk walk = new TreeWalk(top, Names.parts(from), true, tree.now());
        while (walk.hasNext() && done < most && !stopped) {
            stopped = !one(walk.next(), mode, entries, counts) && !force;
            done++;
        }
        Node next = walk.peek();
        Reply reply = Reply.of(200).json(counts.body().toString());
        if (next != null) {
            int skip = top.path().isEmpty() ? 0 : top.path().length() + 1;
            reply.header("x-ms-continuation", TreeWalk.token(next.path().substring(skip)));
        }
        return reply.done();
    }

    private boolean one(Node node, String mode, List<PosixAcl.Entry> entries, Counts counts) {
        if (node.lease.locks(tree.now())) {
            counts.failed(node, "There is currently a lease on the path and no lease ID was specified.");
            return false;
        }
        List<PosixAcl.Entry> wanted = new ArrayList<>(entries);
        if (!node.directory) {
            wanted.removeIf(PosixAcl.Entry::inherited);
        }
        List<PosixAcl.Entry> after = new ArrayList<>();
        if (mode.equals("set")) {
            after.addAll(wanted);
        } else {
            after.addAll(PosixAcl.parse(node.acl.entries(), true));
            after.removeIf(old -> wanted.stream().anyMatch(old::sameSubject));
            if (mode.equals("modify")) {
                after.addAll(wanted);
            }
        }
        try {
            node.acl = node.acl.with(PosixAcl.complete(after));
        } catch (Refusal refusal) {
            counts.failed(node, refusal.text());
            return false;
        }
        tree.changed(node);
        counts.succeeded(node);
        return true;
    }

    /** What the answer counts. */
    private static final class Counts {
        private int directories;
        private int files;
        private final ArrayNode failed = JsonNodeFactory.instance.arrayNode();

        void succeeded(Node node) {
            if (node.directory) {
                directories++;
            } else {
                files++;
            }
        }

        void failed(Node node, String message) {
            failed.addObject()
                    .put("name", node.path())
                    .put("type", node.directory ? "DIRECTORY" : "FILE")
                    .put("errorMessage", message);
        }

        ObjectNode body() {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("directoriesSuccessful", directories)
                    .put("filesSuccessful", files)
                    .put("failureCount", failed.size());
            body.set("failedEntries", failed);
            return body;
        }
    }
}
