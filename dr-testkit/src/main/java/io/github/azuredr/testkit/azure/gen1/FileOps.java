package io.github.azuredr.testkit.azure.gen1;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reading, writing and joining files. */
final class FileOps {
    private static final int LONGEST_BODY = 4 * 1024 * 1024;
    private static final String NEW_FILE = "770";
    private static final Set<String> SYNC = Set.of("DATA", "METADATA", "CLOSE");

    private final Tree tree;
    private final String caller;

    FileOps(Tree tree, String caller) {
        this.tree = tree;
        this.caller = caller;
    }

    SimResponse open(HdfsCall call) {
        if (!call.flag("read")) {
            return redirect(call, "read");
        }
        byte[] all = tree.content(tree.file(call.path()));
        long offset = call.number("offset").orElse(0L);
        if (offset > all.length) {
            throw HdfsRefusal.illegal("offset " + offset + " is behind the end at " + all.length + ".");
        }
        long length = Math.min(call.number("length").orElse((long) all.length), all.length - offset);
        return new SimResponse(
                200, Map.of("Content-Type", "application/octet-stream"), Arrays.copyOfRange(all, (int) offset, (int)
                        (offset + length)));
    }

    SimResponse create(HdfsCall call) {
        if (!call.flag("write")) {
            return redirect(call, "write");
        }
        byte[] body = body(call);
        String sync = sync(call);
        String path = call.path();
        Optional<Node> there = tree.find(path);
        if (there.isPresent() && (there.get().directory() || !call.flag("overwrite"))) {
            throw HdfsRefusal.exists(path);
        }
        boolean createParent = call.text("CreateParent")
                .map(value -> !value.equalsIgnoreCase("false"))
                .orElse(true);
        String permission = call.text("permission").orElse(NEW_FILE);
        if (!permission.matches("[01]?[0-7]{1,3}")) {
            throw HdfsRefusal.illegal("permission is not octal: " + permission);
        }
        Node parent =
                createParent ? tree.makeDirectories(Tree.parent(path), caller, NEW_FILE) : tree.get(Tree.parent(path));
        if (there.isPresent()) {
            tree.removeAll(path);
        }
        Node made = Node.file(tree.now(), caller, parent.group(), parent.acl().inherited(false, permission))
                .withParts(tree.store(body));
        tree.add(path, written(made, sync, call.text("leaseid").orElse("")));
        return SimResponse.of(201);
    }

    SimResponse append(HdfsCall call) {
        if (!call.flag("append")) {
            return redirect(call, "append");
        }
        byte[] body = body(call);
        String sync = sync(call);
        Node file = tree.file(call.path());
        String lease = call.text("leaseid").orElse("");
        if (!file.lease().isEmpty() && !file.lease().equals(lease)) {
            throw HdfsRefusal.denied(call.path() + " is being written under another lease.");
        }
        Optional<Long> offset = call.number("offset");
        if (offset.isPresent() && offset.get() != file.written()) {
            throw HdfsRefusal.badOffset(
                    "offset " + offset.get() + " is not the end of the file, which is " + file.written() + ".");
        }
        tree.put(call.path(), written(longer(file, body), sync, lease));
        return SimResponse.of(200);
    }

    SimResponse appendConcurrently(HdfsCall call) {
        byte[] body = body(call);
        Optional<Node> there = tree.find(call.path());
        boolean autocreate =
                call.text("appendMode").map("autocreate"::equalsIgnoreCase).orElse(false);
        if (there.isEmpty() && !autocreate) {
            throw HdfsRefusal.notFound(call.path());
        }
        if (there.isPresent() && there.get().directory()) {
            throw HdfsRefusal.exists(call.path());
        }
        if (there.isEmpty()) {
            Node parent = tree.makeDirectories(Tree.parent(call.path()), caller, NEW_FILE);
            tree.add(
                    call.path(),
                    Node.file(tree.now(), caller, parent.group(), parent.acl().inherited(false, NEW_FILE)));
        }
        Node file = tree.file(call.path());
        tree.put(call.path(), longer(file, body).synced(tree.now()));
        return SimResponse.of(200);
    }

    /** Both forms of the list: JSON, as the official client sends it, and the text of the description. */
    SimResponse concat(HdfsCall call) {
        List<String> sources = Json.parse(call.request().text())
                .map(json -> json.texts("sources"))
                .orElseGet(() -> List.of(
                        call.request().text().replaceFirst("^sources=", "").split(",")));
        String path = call.path();
        if (sources.isEmpty() || sources.get(0).isBlank()) {
            throw HdfsRefusal.illegal("No sources to join are named.");
        }
        if (new HashSet<>(sources).size() != sources.size() || sources.contains(path)) {
            throw HdfsRefusal.illegal("The sources must differ from each other and from the target.");
        }
        if (tree.find(path).isPresent()) {
            throw HdfsRefusal.exists(path);
        }
        List<String> parts = new ArrayList<>();
        for (String source : sources) {
            Node file = tree.file(HdfsCall.path(source));
            if (!file.lease().isEmpty()) {
                throw HdfsRefusal.denied(source + " is still being written.");
            }
            parts.addAll(file.parts());
        }
        String folder = Tree.parent(HdfsCall.path(sources.get(0)));
        boolean wholeFolder = call.flag("deleteSourceDirectory");
        if (wholeFolder && !new HashSet<>(tree.below(folder)).equals(new HashSet<>(sources))) {
            throw HdfsRefusal.illegal("The directory of the sources must hold them all and nothing else.");
        }
        Node parent = tree.makeDirectories(Tree.parent(path), caller, NEW_FILE);
        sources.forEach(source -> tree.forget(HdfsCall.path(source)));
        if (wholeFolder) {
            tree.removeAll(folder);
        }
        Node made = Node.file(tree.now(), caller, parent.group(), parent.acl().inherited(false, NEW_FILE));
        tree.add(path, made.withParts(parts).synced(tree.now()));
        return SimResponse.of(200);
    }

    SimResponse expire(HdfsCall call) {
        Node file = tree.get(call.path());
        if (file.directory()) {
            throw HdfsRefusal.illegal("Only a file can expire.");
        }
        long time = call.number("expireTime").orElse(0L);
        long at =
                switch (call.required("expiryOption")) {
                    case "NeverExpire" -> 0;
                    case "RelativeToNow" -> tree.now() + time;
                    case "RelativeToCreationDate" -> file.modified() + time;
                    case "Absolute" -> time;
                    default -> throw HdfsRefusal.illegal("No such expiryOption.");
                };
        if (at != 0 && at <= tree.now()) {
            throw HdfsRefusal.illegal("The time of expiry has passed.");
        }
        tree.put(call.path(), file.expiring(at));
        return SimResponse.of(200);
    }

    private Node written(Node file, String sync, String lease) {
        return switch (sync) {
            case "DATA" -> file.leasedTo(lease);
            case "METADATA" -> file.synced(tree.now()).leasedTo(lease);
            default -> file.synced(tree.now()).leasedTo("");
        };
    }

    private Node longer(Node file, byte[] body) {
        List<String> parts = new ArrayList<>(file.parts());
        parts.addAll(tree.store(body));
        return file.withParts(parts);
    }

    private static byte[] body(HdfsCall call) {
        byte[] body = call.request().body();
        if (body.length > LONGEST_BODY) {
            throw HdfsRefusal.illegal("A body holds at most 4 MiB.");
        }
        return body;
    }

    private static String sync(HdfsCall call) {
        String flag = call.text("syncFlag").orElse("CLOSE").toUpperCase(Locale.ROOT);
        if (!SYNC.contains(flag)) {
            throw HdfsRefusal.illegal("No such syncFlag: " + flag);
        }
        return flag;
    }

    /** What plain WebHDFS does when the client does not say that it wants the answer at once. */
    private static SimResponse redirect(HdfsCall call, String parameter) {
        return SimResponse.of(307).with("Location", call.request().url() + "&" + parameter + "=true");
    }
}
