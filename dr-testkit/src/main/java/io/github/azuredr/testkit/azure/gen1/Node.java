package io.github.azuredr.testkit.azure.gen1;

import io.github.azuredr.testkit.azure.Json;
import java.util.List;

/**
 * One file or directory as it is kept.
 *
 * @param directory which of the two
 * @param length what a status shows; bytes sent under syncFlag DATA are not in it yet
 * @param parts the keys of a file's bytes in order, each with its length behind a colon
 * @param modified in milliseconds
 * @param accessed in milliseconds
 * @param expires in milliseconds; 0 for never
 * @param owner an object id
 * @param group an object id
 * @param acl the full access list, the three base entries included
 * @param sticky whether only owners may delete inside
 * @param lease whose writer is open; empty when none is
 */
record Node(
        boolean directory,
        long length,
        List<String> parts,
        long modified,
        long accessed,
        long expires,
        String owner,
        String group,
        AccessList acl,
        boolean sticky,
        String lease) {
    Node {
        parts = List.copyOf(parts);
    }

    static Node directory(long now, String owner, String group, AccessList acl) {
        return new Node(true, 0, List.of(), now, now, 0, owner, group, acl, false, "");
    }

    static Node file(long now, String owner, String group, AccessList acl) {
        return new Node(false, 0, List.of(), now, now, 0, owner, group, acl, false, "");
    }

    /** How many bytes were sent, whether a status shows them or not. */
    long written() {
        return parts.stream()
                .mapToLong(part -> Long.parseLong(part.substring(part.indexOf(':') + 1)))
                .sum();
    }

    Node withParts(List<String> now) {
        return new Node(directory, length, now, modified, accessed, expires, owner, group, acl, sticky, lease);
    }

    /** All that was sent is shown from now on. */
    Node synced(long now) {
        return new Node(directory, written(), parts, now, accessed, expires, owner, group, acl, sticky, lease);
    }

    Node leasedTo(String session) {
        return new Node(directory, length, parts, modified, accessed, expires, owner, group, acl, sticky, session);
    }

    Node withTimes(long modification, long access) {
        return new Node(directory, length, parts, modification, access, expires, owner, group, acl, sticky, lease);
    }

    Node expiring(long at) {
        return new Node(directory, length, parts, modified, accessed, at, owner, group, acl, sticky, lease);
    }

    Node ownedBy(String newOwner, String newGroup) {
        return new Node(directory, length, parts, modified, accessed, expires, newOwner, newGroup, acl, sticky, lease);
    }

    Node with(AccessList list, boolean sticks) {
        return new Node(directory, length, parts, modified, accessed, expires, owner, group, list, sticks, lease);
    }

    Json json() {
        return Json.object()
                .with("directory", directory)
                .with("length", length)
                .with("parts", parts)
                .with("modified", modified)
                .with("accessed", accessed)
                .with("expires", expires)
                .with("owner", owner)
                .with("group", group)
                .with("acl", acl.entries())
                .with("sticky", sticky)
                .with("lease", lease);
    }

    static Node from(Json kept) {
        return new Node(
                kept.flag("directory").orElseThrow(),
                kept.number("length").orElseThrow(),
                kept.texts("parts"),
                kept.number("modified").orElseThrow(),
                kept.number("accessed").orElseThrow(),
                kept.number("expires").orElseThrow(),
                kept.text("owner").orElseThrow(),
                kept.text("group").orElseThrow(),
                AccessList.of(kept.texts("acl")),
                kept.flag("sticky").orElseThrow(),
                kept.text("lease").orElseThrow());
    }

    /** As a status shows it. */
    Json status(String name) {
        return Json.object()
                .with("length", length)
                .with("pathSuffix", name)
                .with("type", directory ? "DIRECTORY" : "FILE")
                .with("blockSize", directory ? 0 : 268_435_456)
                .with("accessTime", accessed)
                .with("modificationTime", modified)
                .with("replication", directory ? 0 : 1)
                .with("permission", permission())
                .with("owner", owner)
                .with("group", group)
                .with("aclBit", acl.isExtended())
                .with("msExpirationTime", expires);
    }

    /** In octal digits, with a leading one for the sticky bit. */
    String permission() {
        return (sticky ? "1" : "") + acl.octal();
    }
}
