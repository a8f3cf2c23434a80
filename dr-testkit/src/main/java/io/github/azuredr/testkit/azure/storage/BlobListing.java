package io.github.azuredr.testkit.azure.storage;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** List Blobs, flat and by hierarchy, in pages. */
final class BlobListing {
    /** Sorts after every name that starts with what stands before it. */
    private static final String BEYOND = new String(Character.toChars(Character.MAX_CODE_POINT));

    private static final Set<String> INCLUDES = Set.of(
            "snapshots",
            "metadata",
            "uncommittedblobs",
            "copy",
            "deleted",
            "tags",
            "versions",
            "deletedwithversions",
            "immutabilitypolicy",
            "legalhold",
            "permissions");

    private final AccountTree tree;

    BlobListing(AccountTree tree) {
        this.tree = tree;
    }

    SimResponse answer(Call call) {
        Container container = tree.container(call);
        String prefix = call.query("prefix").orElse("");
        String delimiter = call.query("delimiter").orElse("");
        int most = call.pageSize("maxresults", Limits.PAGE);
        List<String> include = List.of(
                call.query("include").orElse("").toLowerCase(Locale.ROOT).split(","));
        for (String one : include) {
            if (!one.isEmpty() && !INCLUDES.contains(one.strip())) {
                throw Refusal.badQuery("include");
            }
        }
        if (tree.hierarchical && !delimiter.isEmpty() && !delimiter.equals("/")) {
            throw Refusal.badQuery("delimiter");
        }
        boolean deletedOnly = call.queryIs("showonly", "deleted");
        String marker = call.query("marker").orElse("");
        Xml xml = new Xml()
                .openListing("https://" + Endpoint.BLOB.host(call.account().name()) + "/", container.name)
                .leafIfPresent("Prefix", prefix)
                .leafIfPresent("Marker", marker)
                .leaf("MaxResults", Integer.toString(most))
                .leafIfPresent("Delimiter", delimiter)
                .open("Blobs");
        String from = marker.isEmpty() ? "" : TreeWalk.position(marker, "marker");
        String next = deletedOnly
                ? ""
                : tree.hierarchical && !delimiter.isEmpty()
                        ? directory(xml, container, prefix, from, most, include)
                        : flat(xml, container, prefix, delimiter, from, most, include);
        return Reply.of(200)
                .xml(xml.close("Blobs")
                        .leaf("NextMarker", next.isEmpty() ? "" : TreeWalk.token(next))
                        .close("EnumerationResults")
                        .text())
                .done();
    }

    /** Every name under the prefix; on flat accounts those that share the next delimiter become one. */
    private String flat(
            Xml xml,
            Container container,
            String prefix,
            String delimiter,
            String marker,
            int most,
            List<String> include) {
        String position = marker.isEmpty() ? prefix : marker;
        TreeWalk walk = walk(container, position);
        int count = 0;
        while (walk.hasNext()) {
            Node node = walk.next();
            String path = node.path();
            if (!path.startsWith(prefix)) {
                if (tree.hierarchical && prefix.startsWith(path)) {
                    continue;
                }
                break;
            }
            if (!shown(node, include)) {
                continue;
            }
            if (count++ == most) {
                return path;
            }
            int cut = delimiter.isEmpty() ? -1 : path.indexOf(delimiter, prefix.length());
            if (cut >= 0) {
                String group = path.substring(0, cut + delimiter.length());
                xml.open("BlobPrefix").leaf("Name", group).close("BlobPrefix");
                walk = walk(container, group + BEYOND);
            } else {
                snapshots(xml, node, path, include);
                blob(xml, node, path, include);
            }
        }
        return "";
    }

    private TreeWalk walk(Container container, String position) {
        List<String> from =
                tree.hierarchical ? Names.parts(position) : position.isEmpty() ? List.of() : List.of(position);
        return new TreeWalk(container.root, from, true, tree.now());
    }

    /** One level of a hierarchical account: directories as prefixes, files as blobs. */
    private String directory(
            Xml xml, Container container, String prefix, String marker, int most, List<String> include) {
        String parent = Names.tidy(Names.parent(prefix));
        String start = Names.last(prefix);
        @Nullable Node at = container.find(parent, true);
        if (at == null || !at.directory) {
            return "";
        }
        String first = marker.isEmpty() ? start : Names.last(marker);
        TreeWalk walk = new TreeWalk(at, first.isEmpty() ? List.of() : List.of(first), false, tree.now());
        int count = 0;
        while (walk.hasNext()) {
            Node node = walk.next();
            if (!node.name.startsWith(start)) {
                break;
            }
            if (!shown(node, include)) {
                continue;
            }
            String path = node.path();
            if (count++ == most) {
                return path;
            }
            if (node.directory) {
                xml.open("BlobPrefix").leaf("Name", path + "/");
                properties(xml, node);
                xml.close("BlobPrefix");
            } else {
                snapshots(xml, node, path, include);
                blob(xml, node, path, include);
            }
        }
        return "";
    }

    private static boolean shown(Node node, List<String> include) {
        return node.committed || include.contains("uncommittedblobs");
    }

    private void snapshots(Xml xml, Node node, String path, List<String> include) {
        if (include.contains("snapshots")) {
            node.snapshots.forEach(snapshot -> blob(xml, snapshot, path, include));
        }
    }

    private void blob(Xml xml, Node node, String path, List<String> include) {
        xml.open("Blob").leaf("Name", path).leafIfPresent("Snapshot", node.snapshot);
        properties(xml, node);
        if (include.contains("metadata")) {
            xml.open("Metadata");
            for (Map.Entry<String, String> pair : node.metadata.entrySet()) {
                xml.leaf(pair.getKey(), pair.getValue());
            }
            if (node.directory) {
                xml.leaf("hdi_isfolder", "true");
            }
            xml.close("Metadata");
        }
        if (include.contains("tags") && !node.tags.isEmpty()) {
            xml.open("Tags").open("TagSet");
            node.tags.forEach((key, value) ->
                    xml.open("Tag").leaf("Key", key).leaf("Value", value).close("Tag"));
            xml.close("TagSet").close("Tags");
        }
        xml.close("Blob");
    }

    private void properties(Xml xml, Node node) {
        xml.open("Properties")
                .leaf("Creation-Time", Times.http(node.createdMillis))
                .leaf("Last-Modified", Times.http(node.modifiedMillis))
                .leaf("Etag", node.bareEtag());
        if (tree.hierarchical) {
            xml.leaf("ResourceType", node.directory ? "directory" : "file");
        }
        xml.leaf("Content-Length", Long.toString(node.length()))
                .leaf("Content-Type", node.http.typeOrDefault())
                .leaf("Content-Encoding", node.http.encoding())
                .leaf("Content-Language", node.http.language())
                .leaf("Content-MD5", node.http.md5())
                .leaf("Cache-Control", node.http.cacheControl())
                .leaf("Content-Disposition", node.http.disposition())
                .leaf("BlobType", "BlockBlob")
                .leaf("AccessTier", node.tier == null ? "Hot" : node.tier);
        if (node.snapshot == null) {
            xml.leaf("LeaseStatus", node.lease.locks(tree.now()) ? "locked" : "unlocked")
                    .leaf("LeaseState", Lease.word(node.lease.at(tree.now())));
        }
        CopyStatus copy = node.copy;
        if (copy != null) {
            xml.leaf("CopyId", copy.id())
                    .leaf("CopyStatus", copy.status())
                    .leaf("CopySource", copy.source())
                    .leaf("CopyProgress", copy.length() + "/" + copy.length())
                    .leaf("CopyCompletionTime", Times.http(copy.completedMillis()));
        }
        xml.leaf("ServerEncrypted", "true").close("Properties");
    }
}
