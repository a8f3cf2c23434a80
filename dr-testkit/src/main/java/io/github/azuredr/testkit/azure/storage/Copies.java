package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Server-side copies. The source is read before the destination's lock is taken, so two accounts never wait in a ring. */
final class Copies {
    private final AccountTree tree;
    private final CopySources sources;

    Copies(AccountTree tree, CopySources sources) {
        this.tree = tree;
        this.sources = sources;
    }

    /** Put Blob From URL: a whole block blob from one source read. */
    SimResponse putFromUrl(Call call) {
        BlobWrites.checkType(call);
        noBody(call);
        precheck(call);
        CopySource source = CopySource.read(call, sources);
        byte[] body = source.body();
        call.header("x-ms-blob-content-md5").ifPresent(md5 -> Hashes.verifyMd5(md5, body));
        boolean inherit =
                !call.header("x-ms-copy-source-blob-properties").orElse("true").equalsIgnoreCase("false");
        HttpHeaders own = HttpHeaders.ofBlob(call);
        HttpHeaders http = (inherit ? merge(own, source.http()) : own).withMd5(Hashes.md5(body));
        return tree.writing(() -> {
            Node node = put(call, body, Metadata.ofHeaders(call), http, null);
            return Reply.of(201, node)
                    .encrypted()
                    .header("Content-MD5", Hashes.md5(body))
                    .done();
        });
    }

    /** Put Block From URL. */
    SimResponse blockFromUrl(Call call) {
        noBody(call);
        CopySource source = CopySource.read(call, sources);
        if (source.body().length == 0) {
            throw new Refusal(400, "InvalidInput", "A block cannot be empty.");
        }
        new Blocks(tree).stage(call, source.body());
        return Reply.of(201)
                .encrypted()
                .header("Content-MD5", Hashes.md5(source.body()))
                .header("x-ms-content-crc64", Hashes.crc64(source.body()))
                .done();
    }

    /** Copy Blob, and with {@code x-ms-requires-sync} Copy Blob From URL; both are done when they answer. */
    SimResponse copy(Call call) {
        boolean sync = call.header("x-ms-requires-sync").orElse("").equalsIgnoreCase("true");
        noBody(call);
        precheck(call);
        CopySource source = read(call, sync);
        byte[] body = source.body();
        if (sync && body.length > Limits.LARGEST_SYNC_COPY) {
            throw new Refusal(409, "CannotVerifyCopySource", "A synchronous copy takes a source of at most 256 MiB.");
        }
        Map<String, String> own = Metadata.ofHeaders(call);
        Map<String, String> metadata = own.isEmpty() ? source.metadata() : own;
        return tree.writing(() -> {
            CopyStatus status =
                    new CopyStatus(UUID.randomUUID().toString(), "success", source.bare(), body.length, tree.now());
            Node node = put(call, body, metadata, source.http(), status);
            Reply reply =
                    Reply.of(202, node).header("x-ms-copy-id", status.id()).header("x-ms-copy-status", status.status());
            if (sync) {
                reply.header("Content-MD5", Hashes.md5(body)).header("x-ms-content-crc64", Hashes.crc64(body));
            }
            return reply.done();
        });
    }

    /** The asynchronous copy may read its own account without a signature on the source. */
    private CopySource read(Call call, boolean sync) {
        String url = call.requireHeader("x-ms-copy-source");
        String here = "https://" + Endpoint.BLOB.host(call.account().name()) + "/";
        boolean own = !sync && url.startsWith(here) && !url.contains("sig=");
        if (!own) {
            return CopySource.read(call, sources);
        }
        return CopySource.read(
                call,
                (region, read) -> Optional.of(tree.reading(() -> {
                    try {
                        return new BlobReads(tree).download(new Call(read, call.account(), Endpoint.BLOB));
                    } catch (Refusal refusal) {
                        return Errors.answer(read, Endpoint.BLOB, refusal);
                    }
                })));
    }

    private Node put(
            Call call, byte[] body, Map<String, String> metadata, HttpHeaders http, @Nullable CopyStatus status) {
        BlobWrites writes = new BlobWrites(tree);
        Node node = writes.target(call, false);
        writes.fill(call, node, metadata, http);
        node.copy = status;
        tree.replaceContent(node, body.length == 0 ? List.of() : List.of(tree.contents.put(body, null)));
        return node;
    }

    /** The destination's conditions are looked at first: a refused copy reads no source. */
    private void precheck(Call call) {
        tree.reading(() -> {
            Node there = Life.there(tree, tree.container(call), call.path());
            Conditions.of(call).checkPut(there, "BlobAlreadyExists", "The specified blob already exists.");
            return true;
        });
    }

    private static HttpHeaders merge(HttpHeaders own, HttpHeaders source) {
        return new HttpHeaders(
                own.type() == null || own.type().isEmpty() ? source.type() : own.type(),
                own.encoding() == null ? source.encoding() : own.encoding(),
                own.language() == null ? source.language() : own.language(),
                own.disposition() == null ? source.disposition() : own.disposition(),
                own.cacheControl() == null ? source.cacheControl() : own.cacheControl(),
                null);
    }

    private static void noBody(Call call) {
        if (call.body().length > 0) {
            throw Refusal.badHeader("Content-Length");
        }
    }
}
