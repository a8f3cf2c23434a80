package io.github.azuredr.testkit.azure.gen1;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Directories, names and statuses. */
final class NamespaceOps {
    private static final int LONGEST_PAGE = 4000;
    private static final String NEW_DIRECTORY = "770";

    private final Tree tree;
    private final String caller;
    private final int page;

    NamespaceOps(Tree tree, String caller, int page) {
        this.tree = tree;
        this.caller = caller;
        this.page = page;
    }

    SimResponse status(HdfsCall call) {
        return SimResponse.json(
                200,
                Json.object()
                        .with("FileStatus", tree.get(call.path()).status(""))
                        .toString());
    }

    SimResponse list(HdfsCall call) {
        Node node = tree.get(call.path());
        List<Json> found = new ArrayList<>();
        String token = "";
        if (!node.directory()) {
            found.add(node.status(""));
        } else {
            long most = Math.min(
                    Math.min(LONGEST_PAGE, page), call.number("listSize").orElse((long) LONGEST_PAGE));
            Optional<String> after = call.text("listAfter");
            Optional<String> before = call.text("listBefore");
            for (String child : tree.children(call.path())) {
                String name = Tree.name(child);
                if (after.isPresent() && name.compareTo(after.get()) <= 0
                        || before.isPresent() && name.compareTo(before.get()) >= 0) {
                    continue;
                }
                if (found.size() == most) {
                    token = found.get(found.size() - 1).text("pathSuffix").orElseThrow();
                    break;
                }
                found.add(tree.get(child).status(name));
            }
        }
        return SimResponse.json(
                200,
                Json.object()
                        .with("FileStatuses.FileStatus", found)
                        .with("FileStatuses.continuationToken", token)
                        .toString());
    }

    SimResponse summary(HdfsCall call) {
        Node node = tree.get(call.path());
        List<Node> all = new ArrayList<>();
        all.add(node);
        tree.below(call.path()).forEach(path -> all.add(tree.get(path)));
        long length = all.stream().mapToLong(Node::length).sum();
        return SimResponse.json(
                200,
                Json.object()
                        .with(
                                "ContentSummary.directoryCount",
                                all.stream().filter(Node::directory).count())
                        .with(
                                "ContentSummary.fileCount",
                                all.stream().filter(each -> !each.directory()).count())
                        .with("ContentSummary.length", length)
                        .with("ContentSummary.spaceConsumed", length)
                        .toString());
    }

    SimResponse makeDirectories(HdfsCall call) {
        String permission = call.text("permission").orElse(NEW_DIRECTORY);
        if (!permission.matches("[01]?[0-7]{1,3}")) {
            throw HdfsRefusal.illegal("permission is not octal: " + permission);
        }
        tree.makeDirectories(call.path(), caller, permission);
        return HdfsCall.yes(true);
    }

    /** A taken target without the word to overwrite it is answered false, as HDFS does. */
    SimResponse rename(HdfsCall call) {
        String from = call.path();
        String to = HdfsCall.path(call.required("destination"));
        Node node = tree.get(from);
        if (from.equals("/") || to.equals("/") || to.startsWith(from + "/")) {
            throw HdfsRefusal.illegal("A path cannot be moved into itself.");
        }
        if (!tree.get(Tree.parent(to)).directory()) {
            throw HdfsRefusal.notFound(Tree.parent(to));
        }
        boolean overwrite =
                call.text("renameoptions").map("OVERWRITE"::equalsIgnoreCase).orElse(false);
        Optional<Node> there = tree.find(to);
        if (there.isPresent()) {
            if (!overwrite || from.equals(to)) {
                return HdfsCall.yes(false);
            }
            if (there.get().directory() != node.directory()) {
                throw HdfsRefusal.exists(to);
            }
            if (there.get().directory() && !tree.children(to).isEmpty()) {
                throw HdfsRefusal.io(to + " is not empty.");
            }
            tree.removeAll(to);
        }
        tree.move(from, to);
        return HdfsCall.yes(true);
    }

    /** What is not there is answered false. */
    SimResponse delete(HdfsCall call) {
        Optional<Node> node = tree.find(call.path());
        if (node.isEmpty() || call.path().equals("/")) {
            return HdfsCall.yes(false);
        }
        if (node.get().directory()
                && !call.flag("recursive")
                && !tree.children(call.path()).isEmpty()) {
            throw HdfsRefusal.io(call.path() + " is non empty.");
        }
        tree.removeAll(call.path());
        return HdfsCall.yes(true);
    }

    SimResponse setTimes(HdfsCall call) {
        Node node = tree.get(call.path());
        tree.put(
                call.path(),
                node.withTimes(
                        call.number("modificationtime").orElse(node.modified()),
                        call.number("accesstime").orElse(node.accessed())));
        return SimResponse.of(200);
    }
}
