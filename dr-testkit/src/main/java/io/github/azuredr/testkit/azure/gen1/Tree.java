package io.github.azuredr.testkit.azure.gen1;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimState;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The files of one account in a state: nodes by path, and bytes in parts that never change once written. */
final class Tree {
    private final SimState state;
    private final Clock clock;
    private final String nodes;
    private final String bytes;
    private final String owner;

    Tree(SimState state, Clock clock, String account) {
        this.state = state;
        this.clock = clock;
        this.nodes = "gen1/tree/" + account + "/node";
        this.bytes = "gen1/tree/" + account + "/bytes/";
        this.owner = new Gen1Accounts(state).owner(account).orElse("");
    }

    /** Who may do everything. */
    String superuser() {
        return owner;
    }

    long now() {
        return clock.instant().toEpochMilli();
    }

    /** The node at a path; a file past its time is gone. */
    Optional<Node> find(String path) {
        if (path.equals("/")) {
            return Optional.of(root());
        }
        Optional<Node> found = state.get(nodes + path).map(Json::from).map(Node::from);
        if (found.isPresent() && found.get().expires() > 0 && found.get().expires() <= now()) {
            remove(path, found.get());
            return Optional.empty();
        }
        return found;
    }

    Node get(String path) {
        return find(path).orElseThrow(() -> HdfsRefusal.notFound(path));
    }

    Node file(String path) {
        Node node = get(path);
        if (node.directory()) {
            throw HdfsRefusal.notFound(path + " is a directory");
        }
        return node;
    }

    private Node root() {
        return state.get(nodes + "/")
                .map(Json::from)
                .map(Node::from)
                .orElseGet(() -> Node.directory(0, owner, owner, AccessList.octal("770")));
    }

    void put(String path, Node node) {
        state.put(nodes + path, node.json().bytes());
    }

    /** Puts a node in its directory, which must be there. */
    void add(String path, Node node) {
        put(path, node);
        touch(parent(path));
    }

    private void touch(String directory) {
        Node node = get(directory);
        put(directory, node.withTimes(now(), node.accessed()));
    }

    /** Makes the directories up to a path, which must not lead through a file. */
    Node makeDirectories(String path, String caller, String octal) {
        Optional<Node> there = find(path);
        if (there.isPresent()) {
            if (!there.get().directory()) {
                throw HdfsRefusal.exists(path);
            }
            return there.get();
        }
        Node parent = makeDirectories(parent(path), caller, octal);
        Node made = Node.directory(now(), caller, parent.group(), parent.acl().inherited(true, octal));
        add(path, made);
        return made;
    }

    /** The paths directly in a directory, in order. */
    List<String> children(String directory) {
        String prefix = nodes + (directory.equals("/") ? "/" : directory + "/");
        List<String> found = new ArrayList<>();
        for (String key : state.keys(prefix)) {
            String name = key.substring(prefix.length());
            if (!name.isEmpty() && name.indexOf('/') < 0) {
                String path = key.substring(nodes.length());
                if (find(path).isPresent()) {
                    found.add(path);
                }
            }
        }
        return found;
    }

    /** Every path below a directory. */
    List<String> below(String directory) {
        String prefix = nodes + (directory.equals("/") ? "/" : directory + "/");
        return state.keys(prefix).stream()
                .filter(key -> key.length() > prefix.length())
                .map(key -> key.substring(nodes.length()))
                .filter(path -> find(path).isPresent())
                .toList();
    }

    void removeAll(String path) {
        for (String each : below(path)) {
            find(each).ifPresent(node -> remove(each, node));
        }
        if (!path.equals("/")) {
            find(path).ifPresent(node -> remove(path, node));
            touch(parent(path));
        }
    }

    private void remove(String path, Node node) {
        node.parts().forEach(part -> state.remove(bytes + key(part)));
        state.remove(nodes + path);
    }

    /** Forgets a path, whose bytes live on elsewhere. */
    void forget(String path) {
        state.remove(nodes + path);
        touch(parent(path));
    }

    /** Moves a path with all below it. */
    void move(String from, String to) {
        for (String each : below(from)) {
            Node node = get(each);
            state.remove(nodes + each);
            put(to + each.substring(from.length()), node);
        }
        Node node = get(from);
        forget(from);
        add(to, node);
    }

    /** Keeps bytes and says under what part. */
    List<String> store(byte[] content) {
        if (content.length == 0) {
            return List.of();
        }
        String key = UUID.randomUUID().toString();
        state.put(bytes + key, content);
        return List.of(key + ":" + content.length);
    }

    /** The bytes a status shows. */
    byte[] content(Node node) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String part : node.parts()) {
            all.writeBytes(state.get(bytes + key(part)).orElseThrow());
        }
        byte[] whole = all.toByteArray();
        return Arrays.copyOf(whole, (int) Math.min(whole.length, node.length()));
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String key(String part) {
        return part.substring(0, part.indexOf(':'));
    }
}
