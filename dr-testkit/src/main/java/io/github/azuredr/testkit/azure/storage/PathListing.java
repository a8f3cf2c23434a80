package io.github.azuredr.testkit.azure.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.List;

/**
 * List Paths. A hierarchical account lists a directory's entries by name and, when recursive, each directory followed by
 * what it holds; a flat one lists whole names in code point order, where {@code a-b} comes before {@code a/b}.
 */
final class PathListing {
    private static final String BEYOND = new String(Character.toChars(Character.MAX_CODE_POINT));

    private final AccountTree tree;

    PathListing(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse answer(Call call) {
        Container container = tree.container(call);
        boolean recursive = call.flag("recursive", false);
        if (call.query("recursive").isEmpty()) {
            throw Refusal.missingQuery("recursive");
        }
        call.flag("upn", false);
        int most = call.pageSize("maxResults", Limits.PAGE);
        String directory = Names.tidy(call.query("directory").orElse(""));
        String from = call.query("continuation")
                .filter(token -> !token.isEmpty())
                .map(token -> TreeWalk.position(token, "continuation"))
                .orElse("");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode paths = body.putArray("paths");
        String next = tree.hierarchical
                ? hierarchical(container, directory, from, recursive, most, paths)
                : flat(container, directory, from, recursive, most, paths);
        Reply reply = Reply.of(200, container).header("x-ms-namespace-enabled", Boolean.toString(tree.hierarchical));
        if (!next.isEmpty()) {
            reply.header("x-ms-continuation", TreeWalk.token(next));
        }
        return reply.json(body.toString()).done();
    }

    private String hierarchical(
            Container container, String directory, String from, boolean recursive, int most, ArrayNode paths) {
        Node start = Life.there(tree, container, directory);
        if (start == null || !start.directory) {
            throw Refusal.noPath();
        }
        TreeWalk walk = new TreeWalk(start, Names.parts(from), recursive, tree.now());
        int skip = directory.isEmpty() ? 0 : directory.length() + 1;
        while (walk.hasNext()) {
            Node node = walk.next();
            if (!node.committed) {
                continue;
            }
            if (paths.size() == most) {
                return node.path().substring(skip);
            }
            entry(paths, node, node.path());
        }
        return "";
    }

    private String flat(
            Container container, String directory, String from, boolean recursive, int most, ArrayNode paths) {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        TreeWalk walk = walk(container, from.isEmpty() ? prefix : from);
        boolean any = prefix.isEmpty() || !from.isEmpty();
        while (walk.hasNext()) {
            Node node = walk.next();
            String path = node.path();
            if (!path.startsWith(prefix)) {
                break;
            }
            if (!node.committed) {
                continue;
            }
            any = true;
            if (paths.size() == most) {
                return path;
            }
            int cut = recursive ? -1 : path.indexOf('/', prefix.length());
            if (cut < 0) {
                entry(paths, node, path);
            } else {
                String group = path.substring(0, cut);
                paths.addObject()
                        .put("name", group)
                        .put("isDirectory", "true")
                        .put("contentLength", "0")
                        .put("lastModified", Times.http(node.modifiedMillis))
                        .put("etag", node.bareEtag());
                walk = walk(container, group + "/" + BEYOND);
            }
        }
        if (!any) {
            throw Refusal.noPath();
        }
        return "";
    }

    private TreeWalk walk(Container container, String position) {
        return new TreeWalk(container.root, position.isEmpty() ? List.of() : List.of(position), true, tree.now());
    }

    /** Numbers and booleans are strings on this wire, and {@code isDirectory} is there only when true. */
    private void entry(ArrayNode paths, Node node, String path) {
        ObjectNode item = paths.addObject();
        item.put("name", path);
        if (node.directory) {
            item.put("isDirectory", "true");
        }
        item.put("contentLength", Long.toString(node.length()))
                .put("lastModified", Times.http(node.modifiedMillis))
                .put("etag", node.bareEtag())
                .put("creationTime", Long.toString(fileTime(node.createdMillis)));
        if (node.expiresMillis != null) {
            item.put("expiryTime", Long.toString(fileTime(node.expiresMillis)));
        }
        if (tree.hierarchical) {
            item.put("owner", node.acl.owner())
                    .put("group", node.acl.group())
                    .put("permissions", PosixAcl.permissions(node.acl));
        }
    }

    /** Hundreds of nanoseconds since 1601, as this listing writes times. */
    private static long fileTime(long epochMillis) {
        return (epochMillis + 11_644_473_600_000L) * 10_000L;
    }
}
