package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.Map;

/** Reads of one blob: content, properties, tags. The Data Lake endpoint reads files through the same rules. */
final class BlobReads {
    private final AccountTree tree;

    BlobReads(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse download(Call call) {
        return tree.reading(() -> {
            Node node = find(call);
            check(call, node);
            return content(call, node);
        });
    }

    SimResponse properties(Call call) {
        return tree.reading(() -> {
            Node node = find(call);
            check(call, node);
            Reply reply = Reply.of(200, node);
            describe(call, node, reply.headers());
            node.http.answer(reply.headers(), true);
            return reply.header("Content-Length", Long.toString(node.length())).done();
        });
    }

    SimResponse tags(Call call) {
        return tree.reading(() -> {
            BlobWrites.refuseTags(tree);
            Node node = find(call);
            Leases.checkRead(call, node.lease, tree.now());
            Xml xml = new Xml().open("Tags").open("TagSet");
            node.tags.forEach((key, value) ->
                    xml.open("Tag").leaf("Key", key).leaf("Value", value).close("Tag"));
            return Reply.of(200).xml(xml.close("TagSet").close("Tags").text()).done();
        });
    }

    Node find(Call call) {
        Container container = tree.container(call);
        Node node = Life.there(tree, container, call.path());
        if (node == null) {
            throw call.dfs() ? Refusal.noPath() : Refusal.noBlob();
        }
        if (call.query("versionid").isPresent()) {
            throw Refusal.badQuery("versionid");
        }
        if (call.query("snapshot").isEmpty()) {
            return node;
        }
        String wanted = call.requireQuery("snapshot");
        return node.snapshots.stream()
                .filter(snapshot -> wanted.equals(snapshot.snapshot))
                .findFirst()
                .orElseThrow(Refusal::noBlob);
    }

    private void check(Call call, Node node) {
        if (call.header("x-ms-if-tags").isPresent()) {
            throw Refusal.unsupportedHeader("x-ms-if-tags");
        }
        Leases.checkRead(call, node.lease, tree.now());
        Conditions.of(call).checkRead(node.stamp, node.modifiedMillis);
    }

    private SimResponse content(Call call, Node node) {
        long length = node.length();
        ByteRange range = ByteRange.of(call, length);
        byte[] bytes = tree.contents.read(node.chunks, range.from(), range.count());
        Reply reply = Reply.of(range.partial() ? 206 : 200, node);
        describe(call, node, reply.headers());
        node.http.answer(reply.headers(), !range.partial());
        if (range.partial()) {
            reply.header("Content-Range", range.header(length));
            if (node.http.md5() != null) {
                reply.header(call.dfs() ? "x-ms-content-md5" : "x-ms-blob-content-md5", node.http.md5());
            }
            if (call.header("x-ms-range-get-content-md5").orElse("").equalsIgnoreCase("true")) {
                if (range.count() > Limits.LARGEST_RANGE_HASH) {
                    throw new Refusal(
                            400, "OutOfRangeInput", "One of the request inputs is out of range: a hashed range.");
                }
                reply.header("Content-MD5", Hashes.md5(bytes));
            }
        } else if (call.header("x-ms-range-get-content-md5").isPresent()) {
            throw Refusal.badHeader("x-ms-range-get-content-md5");
        }
        return reply.body(bytes).done();
    }

    private void describe(Call call, Node node, Map<String, String> headers) {
        headers.put("Accept-Ranges", "bytes");
        headers.put("x-ms-creation-time", Times.http(node.createdMillis));
        headers.put("x-ms-server-encrypted", "true");
        if (node.snapshot == null) {
            node.lease.answer(headers, tree.now());
        }
        if (node.copy != null && !call.dfs()) {
            node.copy.answer(headers);
        }
        if (node.expiresMillis != null) {
            headers.put("x-ms-expiry-time", Times.http(node.expiresMillis));
        }
        if (tree.hierarchical) {
            headers.put("x-ms-resource-type", node.directory ? "directory" : "file");
            headers.put("x-ms-owner", node.acl.owner());
            headers.put("x-ms-group", node.acl.group());
            headers.put("x-ms-permissions", PosixAcl.permissions(node.acl));
            headers.put("x-ms-acl", node.acl.entries());
        }
        if (call.dfs()) {
            if (!node.metadata.isEmpty()) {
                headers.put("x-ms-properties", Metadata.asProperties(node.metadata));
            }
            return;
        }
        headers.put("x-ms-blob-type", "BlockBlob");
        headers.put("x-ms-access-tier", node.tier == null ? "Hot" : node.tier);
        if (node.tier == null) {
            headers.put("x-ms-access-tier-inferred", "true");
        }
        if (!node.tags.isEmpty()) {
            headers.put("x-ms-tag-count", Integer.toString(node.tags.size()));
        }
        Metadata.answer(node.metadata, headers);
        if (node.directory) {
            headers.put("x-ms-meta-hdi_isfolder", "true");
        }
    }
}
