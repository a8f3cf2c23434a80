package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blob endpoint's operations on a container. */
final class Containers {
    private final AccountTree tree;

    Containers(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse answer(Call call) {
        String comp = call.query("comp").orElse("");
        String asked = call.method() + " " + comp;
        return switch (asked) {
            case "PUT " -> tree.writing(() -> create(call));
            case "GET ", "HEAD ", "GET metadata", "HEAD metadata" -> tree.reading(() -> properties(call));
            case "DELETE " -> tree.writing(() -> delete(call));
            case "PUT metadata" -> tree.writing(() -> metadata(call));
            case "PUT lease" -> tree.writing(() -> lease(call));
            case "PUT acl" -> tree.writing(() -> setPolicies(call));
            case "GET acl", "HEAD acl" -> tree.reading(() -> policies(call));
            case "GET list" -> tree.reading(() -> new BlobListing(tree).answer(call));
            case "POST batch" -> throw new Refusal(400, "UnsupportedQueryParameter", "Batches are not served.");
            default -> throw comp.isEmpty() ? Refusal.verb() : Refusal.badQuery("comp");
        };
    }

    private SimResponse create(Call call) {
        Names.checkContainer(call.container());
        if (tree.containers.containsKey(call.container())) {
            throw new Refusal(409, "ContainerAlreadyExists", "The specified container already exists.");
        }
        String access = call.header("x-ms-blob-public-access").orElse(null);
        checkAccess(access);
        Map<String, String> metadata = Metadata.ofHeaders(call);
        Container container = tree.create(call.container());
        container.metadata = metadata;
        container.publicAccess = access;
        tree.save(container);
        return Reply.of(201, container).done();
    }

    private SimResponse properties(Call call) {
        Container container = tree.container(call);
        Leases.checkContainer(call, container.lease, tree.now(), false);
        Reply reply = Reply.of(200, container);
        Metadata.answer(container.metadata, reply.headers());
        container.lease.answer(reply.headers(), tree.now());
        if (container.publicAccess != null) {
            reply.header("x-ms-blob-public-access", container.publicAccess);
        }
        return reply.header("x-ms-has-immutability-policy", "false")
                .header("x-ms-has-legal-hold", "false")
                .header("x-ms-default-encryption-scope", "$account-encryption-key")
                .header("x-ms-deny-encryption-scope-override", "false")
                .header("x-ms-immutable-storage-with-versioning-enabled", "false")
                .done();
    }

    private SimResponse delete(Call call) {
        Container container = tree.container(call);
        noEtags(call);
        Conditions.of(call).checkWrite(container.stamp, container.modifiedMillis);
        Leases.checkContainer(call, container.lease, tree.now(), true);
        tree.delete(container);
        return Reply.of(202).done();
    }

    private SimResponse metadata(Call call) {
        Container container = tree.container(call);
        Map<String, String> metadata = Metadata.ofHeaders(call);
        noEtags(call);
        Conditions.of(call).checkWrite(container.stamp, container.modifiedMillis);
        Leases.checkContainer(call, container.lease, tree.now(), false);
        container.metadata = metadata;
        tree.changed(container);
        return Reply.of(200, container).done();
    }

    private SimResponse lease(Call call) {
        Container container = tree.container(call);
        noEtags(call);
        Conditions.of(call).checkWrite(container.stamp, container.modifiedMillis);
        Leases.Change change = Leases.apply(call, container.lease, tree.now());
        container.lease = change.after();
        tree.save(container);
        return change.answer()
                .with("ETag", container.etag())
                .with("Last-Modified", Times.http(container.modifiedMillis));
    }

    private SimResponse setPolicies(Call call) {
        Container container = tree.container(call);
        Leases.checkContainer(call, container.lease, tree.now(), false);
        String access = call.header("x-ms-blob-public-access").orElse(null);
        checkAccess(access);
        if (call.body().length > 0
                && Xml.leaves(call.body()).stream()
                                .filter(leaf -> leaf.name().equals("Id"))
                                .count()
                        > 5) {
            throw new Refusal(400, "InvalidXmlDocument", "At most five stored access policies are allowed.");
        }
        container.publicAccess = access;
        container.policies = new String(call.body(), StandardCharsets.UTF_8);
        tree.changed(container);
        return Reply.of(200, container).done();
    }

    private SimResponse policies(Call call) {
        Container container = tree.container(call);
        Leases.checkContainer(call, container.lease, tree.now(), false);
        Reply reply = Reply.of(200, container);
        if (container.publicAccess != null) {
            reply.header("x-ms-blob-public-access", container.publicAccess);
        }
        String none = "<?xml version=\"1.0\" encoding=\"utf-8\"?><SignedIdentifiers />";
        return reply.xml(container.policies.isEmpty() ? none : container.policies)
                .done();
    }

    /** Containers know times as conditions, not ETags. */
    private static void noEtags(Call call) {
        if (call.header("If-Match").isPresent() || call.header("If-None-Match").isPresent()) {
            throw new Refusal(
                    400, "ConditionHeadersNotSupported", "Condition headers are not supported for this operation.");
        }
    }

    private static void checkAccess(@Nullable String access) {
        if (access != null && !access.equals("blob") && !access.equals("container")) {
            throw Refusal.badHeader("x-ms-blob-public-access");
        }
    }
}
