package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;

/** Finds the blob endpoint's operation for a call; what is not known here is refused, not guessed. */
final class BlobRouter {
    private final AccountTree tree;
    private final CopySources sources;

    BlobRouter(AccountTree tree, CopySources sources) {
        this.tree = tree;
        this.sources = sources;
    }

    SimResponse answer(Call call) {
        if (call.queryIs("restype", "account") && call.queryIs("comp", "properties")) {
            return new BlobAccount(tree).information();
        }
        if (call.container().isEmpty()) {
            return new BlobAccount(tree).answer(call);
        }
        boolean rootDirectory = call.path().isEmpty() && call.query("restype").isEmpty() && call.hierarchical();
        if (rootDirectory && call.method().equals("HEAD")) {
            return new BlobReads(tree).properties(call);
        }
        if (call.path().isEmpty()) {
            if (!call.queryIs("restype", "container")) {
                throw call.method().equals("GET") || call.method().equals("HEAD")
                        ? Refusal.noBlob()
                        : Refusal.missingQuery("restype");
            }
            return new Containers(tree).answer(call);
        }
        return switch (call.method()) {
            case "GET" -> get(call);
            case "HEAD" -> new BlobReads(tree).properties(call);
            case "PUT" -> put(call);
            case "DELETE" -> new BlobWrites(tree).delete(call);
            default -> throw Refusal.verb();
        };
    }

    private SimResponse get(Call call) {
        return switch (call.query("comp").orElse("")) {
            case "" -> new BlobReads(tree).download(call);
            case "blocklist" -> new Blocks(tree).list(call);
            case "tags" -> new BlobReads(tree).tags(call);
            default -> throw Refusal.badQuery("comp");
        };
    }

    private SimResponse put(Call call) {
        boolean fromUrl = call.header("x-ms-copy-source").isPresent();
        return switch (call.query("comp").orElse("")) {
            case "" ->
                !fromUrl
                        ? new BlobWrites(tree).put(call)
                        : call.header("x-ms-blob-type").isPresent()
                                ? new Copies(tree, sources).putFromUrl(call)
                                : new Copies(tree, sources).copy(call);
            case "block" -> fromUrl ? new Copies(tree, sources).blockFromUrl(call) : new Blocks(tree).stage(call);
            case "blocklist" -> new Blocks(tree).commit(call);
            case "metadata" -> new BlobWrites(tree).metadata(call);
            case "properties" -> new BlobWrites(tree).headers(call);
            case "lease" -> new BlobWrites(tree).lease(call);
            case "snapshot" -> new BlobWrites(tree).snapshot(call);
            case "tags" -> new BlobWrites(tree).tags(call);
            case "tier" -> new BlobWrites(tree).tier(call);
            case "expiry" -> new Expiry(tree).set(call);
            case "copy" ->
                throw new Refusal(409, "NoPendingCopyOperation", "There is currently no pending copy operation.");
            case "undelete" -> throw Refusal.noBlob();
            default -> throw Refusal.badQuery("comp");
        };
    }
}
