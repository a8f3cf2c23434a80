package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Append and flush: bytes are uploaded at positions, and become the file's content when a flush covers them. */
final class PathWrites {
    private final AccountTree tree;

    PathWrites(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse append(Call call) {
        long position = call.requireLong("position");
        boolean flush = call.flag("flush", false);
        byte[] body = call.body();
        if (call.header("Content-Length").isEmpty()) {
            throw new Refusal(411, "MissingContentLengthHeader", "Content-Length HTTP header is missing.");
        }
        if (body.length == 0) {
            throw Refusal.badHeader("Content-Length");
        }
        noLeaseAction(call);
        Hashes.verify(call, body);
        return tree.writing(() -> {
            Node node = file(call);
            Leases.checkWrite(call, node.lease, tree.now());
            if (position < node.length()) {
                throw Refusal.badQuery("position");
            }
            Chunk chunk = tree.contents.put(body, null);
            tree.saveStaged(node, position, chunk);
            Chunk before = node.appended.put(position, chunk);
            if (before != null) {
                tree.unstage(node, before);
                tree.contents.release(List.of(before));
            }
            Reply reply = Reply.of(202);
            if (flush) {
                flush(call, node, position + body.length, false);
                reply = Reply.of(202, node);
            }
            reply.encrypted().header("x-ms-content-crc64", Hashes.crc64(body));
            if (call.header("Content-MD5").isPresent()) {
                reply.header("Content-MD5", call.requireHeader("Content-MD5"));
            }
            return reply.done();
        });
    }

    SimResponse flush(Call call) {
        long position = call.requireLong("position");
        boolean retain = call.flag("retainUncommittedData", false);
        call.flag("close", false);
        if (call.body().length > 0) {
            throw Refusal.badHeader("Content-Length");
        }
        noLeaseAction(call);
        return tree.writing(() -> {
            Node node = file(call);
            Conditions.of(call).checkWrite(node.stamp, node.modifiedMillis);
            Leases.checkWrite(call, node.lease, tree.now());
            flush(call, node, position, retain);
            return Reply.of(200, node).encrypted().header("Content-Length", "0").done();
        });
    }

    private void flush(Call call, Node node, long position, boolean retain) {
        long end = node.length();
        List<Chunk> chunks = new ArrayList<>(node.chunks);
        List<Chunk> taken = new ArrayList<>();
        for (Map.Entry<Long, Chunk> piece : node.appended.entrySet()) {
            if (end >= position) {
                break;
            }
            if (piece.getKey() != end) {
                break;
            }
            taken.add(piece.getValue());
            end += piece.getValue().length();
        }
        if (end != position) {
            throw new Refusal(
                    400,
                    "InvalidFlushPosition",
                    "The uploaded data is not contiguous or the position query parameter value is not equal to the"
                            + " length of the file after appending the uploaded data.");
        }
        chunks.addAll(taken);
        HttpHeaders before = taken.isEmpty() ? node.http : node.http.withMd5(null);
        node.http = HttpHeaders.ofPath(call, before);
        node.byPath = true;
        tree.contents.retain(chunks);
        tree.replaceContent(node, chunks);
        if (retain) {
            for (Chunk chunk : taken) {
                node.appended.values().remove(chunk);
                tree.unstage(node, chunk);
            }
            tree.contents.release(taken);
        } else {
            tree.dropStaged(node);
        }
    }

    private Node file(Call call) {
        Node node = Life.there(tree, tree.container(call), call.path());
        if (node == null) {
            throw Refusal.noPath();
        }
        if (node.directory) {
            throw Life.pathConflict(call);
        }
        return node;
    }

    private static void noLeaseAction(Call call) {
        if (call.header("x-ms-lease-action").isPresent()) {
            throw Refusal.unsupportedHeader("x-ms-lease-action");
        }
    }
}
