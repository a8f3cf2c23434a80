package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rename of a file or a directory: one step, whatever lies below; never across accounts. */
final class Renames {
    private final AccountTree tree;

    Renames(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse rename(Call call) {
        DfsRouter.needsHierarchy(tree);
        String sent = call.requireHeader("x-ms-rename-source");
        int question = sent.indexOf('?');
        String raw = question < 0 ? sent : sent.substring(0, question);
        if (!raw.startsWith("/")) {
            throw new Refusal(400, "InvalidRenameSourcePath", "The source of a rename must be /{filesystem}/{path}.");
        }
        String source = Names.tidy(Call.decode(raw));
        call.query("mode").ifPresent(mode -> {
            if (!mode.equals("legacy") && !mode.equals("posix")) {
                throw Refusal.badQuery("mode");
            }
        });
        int slash = source.indexOf('/');
        if (slash < 0) {
            throw new Refusal(400, "InvalidSourceUri", "The source URI is invalid.");
        }
        Names.checkPath(call.path());
        return tree.writing(() -> move(call, source.substring(0, slash), source.substring(slash + 1)));
    }

    private SimResponse move(Call call, String filesystem, String sourcePath) {
        Container target = tree.container(call);
        Container from = tree.containers.get(filesystem);
        Node source = from == null ? null : Life.there(tree, from, sourcePath);
        if (source == null) {
            throw new Refusal(404, "SourcePathNotFound", "The source path for a rename operation does not exist.");
        }
        if (!Conditions.ofSource(call).met(source.stamp, source.modifiedMillis)) {
            throw new Refusal(412, "SourceConditionNotMet", "The source condition specified is not met.");
        }
        Leases.check(call.header("x-ms-source-lease-id"), source.lease, tree.now(), true, "Blob");
        Node there = Life.anything(tree, target, call.path());
        @Nullable Node existing = there != null && there.committed ? there : null;
        Conditions.of(call).checkPut(existing, "PathAlreadyExists", "The specified path already exists.");
        if (existing == source) {
            return Reply.of(201).header("Content-Length", "0").done();
        }
        Node parent = parent(call, target);
        for (@Nullable Node up = parent; up != null; up = up.parent) {
            if (up == source) {
                throw new Refusal(
                        409,
                        "InvalidRenameSourcePath",
                        "The source directory cannot be the same as, nor above, the destination.");
            }
        }
        if (existing != null) {
            Leases.checkWrite(call, existing.lease, tree.now());
            refuseOver(source, existing);
        } else {
            Leases.check(call.header("x-ms-lease-id"), Lease.NONE, tree.now(), true, "Blob");
        }
        Optional<String> properties = call.header("x-ms-properties").filter(text -> !text.isEmpty());
        if (properties.isPresent()) {
            Map<String, String> metadata = Metadata.ofProperties(properties.get());
            source.metadata = metadata;
        }
        hang(source, parent, Names.last(call.path()), there);
        return Reply.of(201, source).header("Content-Length", "0").done();
    }

    /** One row is written for the moved path; a kill before the overwritten one is forgotten leaves the newer in place. */
    private void hang(Node source, Node parent, String name, @Nullable Node over) {
        Node before = source.parent;
        if (before != null) {
            before.detach(source);
        }
        if (over != null) {
            parent.detach(over);
        }
        source.name = name;
        parent.attach(source);
        source.stamp = tree.moment();
        tree.save(source);
        if (over != null) {
            tree.forget(over);
        }
    }

    private Node parent(Call call, Container target) {
        String path = Names.parent(call.path());
        Node parent = target.find(path, true);
        if (parent == null) {
            throw new Refusal(
                    404,
                    "RenameDestinationParentPathNotFound",
                    "The parent directory of the destination path does not exist.");
        }
        if (!parent.directory) {
            throw new Refusal(
                    409,
                    "InvalidDestinationPath",
                    "The specified path, or an element of the path, exists and its resource type is invalid for this"
                            + " operation.");
        }
        return parent;
    }

    private void refuseOver(Node source, Node existing) {
        if (source.directory != existing.directory) {
            throw new Refusal(
                    409,
                    "InvalidDestinationPath",
                    "The specified path exists and its resource type is invalid for this operation.");
        }
        if (existing.directory && Life.holdsSomething(existing, tree.now())) {
            throw new Refusal(409, "DirectoryNotEmpty", "The destination directory is not empty.");
        }
    }
}
