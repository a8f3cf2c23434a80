package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Staging, committing and listing the blocks of a blob. */
final class Blocks {
    private static final int LONGEST_ID = 64;

    private final AccountTree tree;

    Blocks(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse stage(Call call) {
        if (call.body().length == 0) {
            throw Refusal.badHeader("Content-Length");
        }
        Hashes.verify(call, call.body());
        stage(call, call.body());
        Reply reply = Reply.of(201).encrypted().header("x-ms-content-crc64", Hashes.crc64(call.body()));
        call.header("Content-MD5").ifPresent(md5 -> reply.header("Content-MD5", md5));
        return reply.done();
    }

    /** Adds the bytes under the block id of the call; needs no lock held. */
    void stage(Call call, byte[] bytes) {
        String id = call.requireQuery("blockid");
        checkId(id);
        tree.writing(() -> {
            Container container = tree.container(call);
            Node node = Life.anything(tree, container, call.path());
            if (node == null) {
                Leases.check(call.header("x-ms-lease-id"), Lease.NONE, tree.now(), true, "Blob");
                node = Life.create(tree, container, call, call.path(), false);
                node.committed = false;
                tree.save(node);
            } else {
                refuseForeign(call, node);
                Leases.checkWrite(call, node.lease, tree.now());
            }
            checkSameLength(node, id);
            if (node.staged.size() >= Limits.MOST_STAGED && !node.staged.containsKey(id)) {
                throw new Refusal(
                        409,
                        "BlockCountExceedsLimit",
                        "The uncommitted block count cannot exceed the maximum limit of 100,000 blocks.");
            }
            Chunk chunk = tree.contents.put(bytes, id);
            tree.saveStaged(node, -1, chunk);
            Chunk before = node.staged.put(id, chunk);
            if (before != null) {
                tree.unstage(node, before);
                tree.contents.release(List.of(before));
            }
            return chunk;
        });
    }

    SimResponse commit(Call call) {
        Hashes.verify(call, call.body());
        List<Xml.Leaf> wanted = Xml.leaves(call.body()).stream()
                .filter(leaf -> !leaf.name().equals("BlockList"))
                .toList();
        if (wanted.size() > Limits.MOST_BLOCKS) {
            throw new Refusal(400, "BlockListTooLong", "The block list may not contain more than 50,000 blocks.");
        }
        Map<String, String> metadata = Metadata.ofHeaders(call);
        HttpHeaders http = HttpHeaders.ofBlob(call);
        HttpHeaders stored = new HttpHeaders(
                call.header("x-ms-blob-content-type").orElse(null),
                http.encoding(),
                http.language(),
                http.disposition(),
                http.cacheControl(),
                http.md5());
        return tree.writing(() -> {
            Container container = tree.container(call);
            Node there = Life.anything(tree, container, call.path());
            if (there != null) {
                refuseForeign(call, there);
            }
            Node node = new BlobWrites(tree).target(call, false);
            List<Chunk> chunks = resolve(wanted, node);
            tree.contents.retain(chunks);
            new BlobWrites(tree).fill(call, node, metadata, stored);
            node.copy = null;
            tree.replaceContent(node, chunks);
            return Reply.of(201, node)
                    .encrypted()
                    .header("x-ms-content-crc64", Hashes.crc64(call.body()))
                    .done();
        });
    }

    private static List<Chunk> resolve(List<Xml.Leaf> wanted, Node node) {
        Map<String, Chunk> committed = new LinkedHashMap<>();
        for (Chunk chunk : node.chunks) {
            if (chunk.block() != null) {
                committed.put(chunk.block(), chunk);
            }
        }
        List<Chunk> chunks = new ArrayList<>();
        for (Xml.Leaf leaf : wanted) {
            String id = leaf.text().strip();
            Chunk staged = node.staged.get(id);
            Chunk old = committed.get(id);
            @Nullable Chunk found =
                    switch (leaf.name()) {
                        case "Latest" -> staged != null ? staged : old;
                        case "Uncommitted" -> staged;
                        case "Committed" -> old;
                        default ->
                            throw new Refusal(
                                    400, "InvalidXmlDocument", "A block list knows Latest, Committed and Uncommitted.");
                    };
            if (found == null) {
                throw new Refusal(400, "InvalidBlockList", "The specified block list is invalid.");
            }
            chunks.add(found);
        }
        return chunks;
    }

    SimResponse list(Call call) {
        String type = call.query("blocklisttype").orElse("committed");
        if (!List.of("committed", "uncommitted", "all").contains(type)) {
            throw Refusal.badQuery("blocklisttype");
        }
        return tree.reading(() -> {
            Container container = tree.container(call);
            Node node = container.find(call.path(), tree.hierarchical);
            if (node == null || node.directory || Life.expired(node, tree.now())) {
                throw Refusal.noBlob();
            }
            Leases.checkRead(call, node.lease, tree.now());
            Xml xml = new Xml().open("BlockList");
            if (!type.equals("uncommitted")) {
                blocks(xml, "CommittedBlocks", node.chunks);
            }
            if (!type.equals("committed")) {
                blocks(xml, "UncommittedBlocks", node.staged.values());
            }
            Reply reply = node.committed ? Reply.of(200, node) : Reply.of(200);
            return reply.header("x-ms-blob-content-length", Long.toString(node.length()))
                    .xml(xml.close("BlockList").text())
                    .done();
        });
    }

    private static void blocks(Xml xml, String element, Iterable<Chunk> chunks) {
        xml.open(element);
        for (Chunk chunk : chunks) {
            if (chunk.block() != null) {
                xml.open("Block")
                        .leaf("Name", chunk.block())
                        .leaf("Size", Long.toString(chunk.length()))
                        .close("Block");
            }
        }
        xml.close(element);
    }

    /** A file of the Data Lake endpoint has no blocks, and takes none. */
    private static void refuseForeign(Call call, Node node) {
        if (node.directory) {
            throw Life.pathConflict(call);
        }
        if (node.byPath && node.committed) {
            throw new Refusal(
                    409,
                    "InvalidBlobType",
                    "The blob was written through the Data Lake endpoint and cannot be changed block by block.");
        }
    }

    private static void checkId(String id) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(id);
        } catch (IllegalArgumentException noBase64) {
            throw Refusal.badQuery("blockid");
        }
        if (decoded.length == 0 || decoded.length > LONGEST_ID) {
            throw Refusal.outOfRangeQuery("blockid");
        }
    }

    private static void checkSameLength(Node node, String id) {
        // All ids of a blob are equally long, so looking at one of them is enough.
        boolean differs =
                !node.staged.isEmpty() && node.staged.keySet().iterator().next().length() != id.length();
        if (differs) {
            throw new Refusal(400, "InvalidBlobOrBlock", "The specified blob or block content is invalid.");
        }
    }
}
