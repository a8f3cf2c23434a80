package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Delete of a file, an empty directory, or a directory with everything in it. */
final class PathDeletes {
    private final AccountTree tree;

    PathDeletes(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse delete(Call call) {
        boolean recursive = call.flag("recursive", false);
        boolean paginated = call.flag("paginated", false);
        if (call.path().isEmpty()) {
            throw new Refusal(400, "InvalidUri", "The root directory cannot be deleted.");
        }
        return tree.writing(() -> {
            Node node = Life.there(tree, tree.container(call), call.path());
            if (node == null) {
                throw Refusal.noPath();
            }
            Conditions.of(call).checkWrite(node.stamp, node.modifiedMillis);
            Leases.checkWrite(call, node.lease, tree.now());
            if (node.directory && !recursive && Life.holdsSomething(node, tree.now())) {
                throw new Refusal(
                        409,
                        "DirectoryNotEmpty",
                        "The recursive query parameter value must be true to delete a non-empty directory.");
            }
            if (node.directory) {
                refuseLeased(node);
                if (paginated && partly(node)) {
                    return Reply.of(200)
                            .header("x-ms-continuation", TreeWalk.token(call.path()))
                            .done();
                }
            }
            tree.remove(node);
            return Reply.of(200).done();
        });
    }

    /** Takes one page of the deepest names away, last first; whether something is left. */
    private boolean partly(Node directory) {
        Deque<Node> last = new ArrayDeque<>();
        int total = 0;
        for (TreeWalk walk = new TreeWalk(directory, List.of(), true, tree.now()); walk.hasNext(); total++) {
            last.addLast(walk.next());
            if (last.size() > Limits.PAGE) {
                last.removeFirst();
            }
        }
        if (total <= Limits.PAGE) {
            return false;
        }
        while (!last.isEmpty()) {
            tree.remove(last.removeLast());
        }
        return true;
    }

    private void refuseLeased(Node directory) {
        for (TreeWalk walk = new TreeWalk(directory, List.of(), true, tree.now()); walk.hasNext(); ) {
            if (walk.next().lease.locks(tree.now())) {
                throw new Refusal(
                        412,
                        "LeaseIdMissing",
                        "There is currently a lease on a path below the directory and no lease ID was specified.");
            }
        }
    }
}
