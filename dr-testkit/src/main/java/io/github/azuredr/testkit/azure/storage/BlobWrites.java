package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of one blob, except for blocks and copies. */
final class BlobWrites {
    private final AccountTree tree;

    BlobWrites(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse put(Call call) {
        checkType(call);
        if (call.header("Content-Length").isEmpty()) {
            throw new Refusal(411, "MissingContentLengthHeader", "Content-Length HTTP header is missing.");
        }
        byte[] body = call.body();
        Hashes.verify(call, body);
        call.header("x-ms-blob-content-md5").ifPresent(md5 -> Hashes.verifyMd5(md5, body));
        Map<String, String> metadata = Metadata.ofHeaders(call);
        HttpHeaders http = HttpHeaders.ofBlob(call).withMd5(Hashes.md5(body));
        boolean folder = tree.hierarchical && "true".equalsIgnoreCase(metadata.remove("hdi_isfolder"));
        return tree.writing(() -> {
            Node node = target(call, folder);
            if (!node.directory) {
                fill(call, node, metadata, http);
                node.copy = null;
                tree.replaceContent(node, body.length == 0 ? List.of() : List.of(tree.contents.put(body, null)));
            } else {
                node.metadata = metadata;
                tree.changed(node);
            }
            return Reply.of(201, node)
                    .encrypted()
                    .header("Content-MD5", Hashes.md5(body))
                    .header("x-ms-content-crc64", Hashes.crc64(body))
                    .done();
        });
    }

    static void checkType(Call call) {
        String type = call.requireHeader("x-ms-blob-type");
        if (!type.equals("BlockBlob")) {
            throw type.equals("AppendBlob") || type.equals("PageBlob")
                    ? new Refusal(409, "BlobTypeNotSupported", "Only block blobs are served here, not " + type + ".")
                    : Refusal.badHeader("x-ms-blob-type");
        }
    }

    /** Checked against conditions and lease: the node a whole new content goes into, new or to be overwritten. */
    Node target(Call call, boolean folder) {
        Container container = tree.container(call);
        Names.checkPath(call.path());
        if (call.header("x-ms-if-tags").isPresent()) {
            throw Refusal.unsupportedHeader("x-ms-if-tags");
        }
        Node node = Life.anything(tree, container, call.path());
        Node there = node != null && node.committed ? node : null;
        Conditions.of(call).checkPut(there, "BlobAlreadyExists", "The specified blob already exists.");
        if (there == null) {
            Leases.check(call.header("x-ms-lease-id"), Lease.NONE, tree.now(), true, "Blob");
        } else {
            if (there.directory != folder) {
                throw Life.pathConflict(call);
            }
            Leases.checkWrite(call, there.lease, tree.now());
        }
        return node == null ? Life.create(tree, container, call, call.path(), folder) : node;
    }

    /** What a whole new content brings along; the lease stays. */
    void fill(Call call, Node node, Map<String, String> metadata, HttpHeaders http) {
        tree.dropStaged(node);
        node.metadata = metadata;
        node.http = http;
        node.tags = tagsOf(call);
        node.byPath = false;
        node.expiresMillis = null;
        node.createdMillis = tree.now();
        node.tier = call.header("x-ms-access-tier").orElse(null);
        if (!node.lease.locks(tree.now())) {
            node.lease = Lease.NONE;
        }
    }

    private Map<String, String> tagsOf(Call call) {
        Map<String, String> tags = new LinkedHashMap<>();
        Optional<String> sent = call.header("x-ms-tags").filter(text -> !text.isEmpty());
        if (sent.isPresent()) {
            refuseTags(tree);
            for (String pair : sent.get().split("&")) {
                int equals = pair.indexOf('=');
                tags.put(
                        Call.decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : Call.decode(pair.substring(equals + 1)));
            }
            checkTags(tags);
        }
        return tags;
    }

    static void refuseTags(AccountTree tree) {
        if (tree.hierarchical) {
            throw new Refusal(
                    409,
                    "FeatureNotSupportedForAccount",
                    "Blob index tags are not supported for accounts with a hierarchical namespace.");
        }
    }

    private static void checkTags(Map<String, String> tags) {
        boolean wrong = tags.size() > 10
                || tags.entrySet().stream()
                        .anyMatch(tag -> tag.getKey().isEmpty()
                                || tag.getKey().length() > 128
                                || tag.getValue().length() > 256);
        if (wrong) {
            throw new Refusal(400, "InvalidTag", "The tags specified are invalid.");
        }
    }

    SimResponse metadata(Call call) {
        Map<String, String> metadata = Metadata.ofHeaders(call);
        return change(call, node -> {
                    metadata.remove("hdi_isfolder");
                    node.metadata = metadata;
                })
                .encrypted()
                .done();
    }

    SimResponse headers(Call call) {
        return change(call, node -> {
                    HttpHeaders sent = HttpHeaders.ofBlob(call);
                    node.http = new HttpHeaders(
                            call.header("x-ms-blob-content-type").orElse(null),
                            sent.encoding(),
                            sent.language(),
                            sent.disposition(),
                            sent.cacheControl(),
                            sent.md5());
                })
                .done();
    }

    SimResponse tier(Call call) {
        String tier = call.requireHeader("x-ms-access-tier");
        if (!List.of("Hot", "Cool", "Cold").contains(tier)) {
            throw Refusal.badHeader("x-ms-access-tier");
        }
        return tree.writing(() -> {
            Node node = existing(call);
            Leases.check(call.header("x-ms-lease-id"), node.lease, tree.now(), false, "Blob");
            node.tier = tier;
            tree.save(node);
            return Reply.of(200).done();
        });
    }

    SimResponse tags(Call call) {
        refuseTags(tree);
        Map<String, String> tags = new LinkedHashMap<>();
        String key = "";
        for (Xml.Leaf leaf : Xml.leaves(call.body())) {
            if (leaf.name().equals("Key")) {
                key = leaf.text();
            } else if (leaf.name().equals("Value")) {
                tags.put(key, leaf.text());
            }
        }
        checkTags(tags);
        return tree.writing(() -> {
            Node node = existing(call);
            Leases.checkWrite(call, node.lease, tree.now());
            node.tags = tags;
            tree.save(node);
            return Reply.of(204).done();
        });
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

    SimResponse snapshot(Call call) {
        Map<String, String> metadata = Metadata.ofHeaders(call);
        return tree.writing(() -> {
            Node node = existing(call);
            if (node.directory) {
                throw Life.pathConflict(call);
            }
            Conditions.of(call).checkWrite(node.stamp, node.modifiedMillis);
            Leases.checkRead(call, node.lease, tree.now());
            Node frozen = node.frozen(Times.snapshot(tree.moment()));
            if (!metadata.isEmpty()) {
                frozen.metadata = metadata;
            }
            List<Node> all = new ArrayList<>(node.snapshots);
            all.add(frozen);
            node.snapshots = List.copyOf(all);
            tree.contents.retain(frozen.chunks);
            tree.save(node);
            return Reply.of(201, node)
                    .encrypted()
                    .header("x-ms-snapshot", String.valueOf(frozen.snapshot))
                    .done();
        });
    }

    SimResponse delete(Call call) {
        return tree.writing(() -> {
            if (call.query("snapshot").isPresent()) {
                return deleteSnapshot(call);
            }
            Node node = existing(call);
            Conditions.of(call).checkWrite(node.stamp, node.modifiedMillis);
            Leases.checkWrite(call, node.lease, tree.now());
            if (node.directory && Life.holdsSomething(node, tree.now())) {
                throw new Refusal(
                        409, "DirectoryIsNotEmpty", "This operation is not permitted on a non-empty directory.");
            }
            String snapshots = call.header("x-ms-delete-snapshots").orElse("");
            switch (snapshots) {
                case "" -> {
                    if (!node.snapshots.isEmpty()) {
                        throw new Refusal(
                                409,
                                "SnapshotsPresent",
                                "This operation is not permitted while the blob has snapshots.");
                    }
                    tree.remove(node);
                }
                case "include" -> tree.remove(node);
                case "only" -> dropSnapshots(node, node.snapshots);
                default -> throw Refusal.badHeader("x-ms-delete-snapshots");
            }
            return Reply.of(202).header("x-ms-delete-type-permanent", "true").done();
        });
    }

    private SimResponse deleteSnapshot(Call call) {
        if (call.header("x-ms-delete-snapshots").isPresent()) {
            throw Refusal.badHeader("x-ms-delete-snapshots");
        }
        Node snapshot = new BlobReads(tree).find(call);
        Node node = existing(call);
        Conditions.of(call).checkWrite(snapshot.stamp, snapshot.modifiedMillis);
        dropSnapshots(node, List.of(snapshot));
        return Reply.of(202).header("x-ms-delete-type-permanent", "true").done();
    }

    private void dropSnapshots(Node node, List<Node> gone) {
        node.snapshots = node.snapshots.stream().filter(s -> !gone.contains(s)).toList();
        tree.save(node);
        gone.forEach(snapshot -> tree.contents.release(snapshot.chunks));
    }

    private interface Edit {
        void apply(Node node);
    }

    private Reply change(Call call, Edit edit) {
        return tree.writing(() -> {
            Node node = existing(call);
            Conditions.of(call).checkWrite(node.stamp, node.modifiedMillis);
            Leases.checkWrite(call, node.lease, tree.now());
            edit.apply(node);
            tree.changed(node);
            return Reply.of(200, node);
        });
    }

    private Node existing(Call call) {
        Container container = tree.container(call);
        @Nullable Node node = Life.there(tree, container, call.path());
        if (node == null) {
            throw Refusal.noBlob();
        }
        return node;
    }
}
