package io.github.azuredr.testkit.azure.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.testkit.azure.SimResponse;

/** The Data Lake endpoint's operations on a filesystem; the callers hold the lock. */
final class Filesystems {
    private final AccountTree tree;

    Filesystems(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse list(Call call) {
        String prefix = call.query("prefix").orElse("");
        int most = call.pageSize("maxResults", Limits.PAGE);
        String from = call.query("continuation")
                .filter(token -> !token.isEmpty())
                .map(token -> TreeWalk.position(token, "continuation"))
                .orElse(prefix);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode all = body.putArray("filesystems");
        Reply reply = Reply.of(200);
        for (Container container : tree.containers.tailMap(from, true).values()) {
            if (!container.name.startsWith(prefix)) {
                break;
            }
            if (all.size() == most) {
                reply.header("x-ms-continuation", TreeWalk.token(container.name));
                break;
            }
            all.addObject()
                    .put("name", container.name)
                    .put("lastModified", Times.http(container.modifiedMillis))
                    .put("eTag", container.etag());
        }
        return reply.json(body.toString()).done();
    }

    SimResponse create(Call call) {
        Names.checkContainer(call.container());
        if (tree.containers.containsKey(call.container())) {
            throw new Refusal(409, "FilesystemAlreadyExists", "The specified filesystem already exists.");
        }
        var metadata = Metadata.ofProperties(call.header("x-ms-properties").orElse(""));
        Container container = tree.create(call.container());
        container.metadata = metadata;
        tree.save(container);
        return described(201, container).done();
    }

    SimResponse properties(Call call) {
        Container container = tree.container(call);
        return described(200, container)
                .header("x-ms-properties", Metadata.asProperties(container.metadata))
                .done();
    }

    SimResponse setProperties(Call call) {
        Container container = tree.container(call);
        var metadata = Metadata.ofProperties(call.requireHeader("x-ms-properties"));
        Conditions.of(call).checkWrite(container.stamp, container.modifiedMillis);
        container.metadata = metadata;
        tree.changed(container);
        return Reply.of(200, container).done();
    }

    SimResponse delete(Call call) {
        Container container = tree.container(call);
        Conditions.of(call).checkWrite(container.stamp, container.modifiedMillis);
        Leases.checkContainer(call, container.lease, tree.now(), true);
        tree.delete(container);
        return Reply.of(202).done();
    }

    private Reply described(int status, Container container) {
        return Reply.of(status, container).header("x-ms-namespace-enabled", Boolean.toString(tree.hierarchical));
    }
}
