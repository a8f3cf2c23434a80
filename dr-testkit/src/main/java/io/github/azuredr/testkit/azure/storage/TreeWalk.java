package io.github.azuredr.testkit.azure.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Depth first through a tree: a directory, then what it holds, then its next sibling; siblings by name. A walk starts
 * anywhere, so a page of a listing is found without going through the pages before it, and a name that vanished between
 * two pages does not matter.
 */
final class TreeWalk implements Iterator<Node> {
    private final Deque<Iterator<Node>> levels = new ArrayDeque<>();
    private final boolean recursive;
    private final long nowMillis;
    private @Nullable Node next;

    /**
     * @param start whose children are walked; not itself part of the walk
     * @param from the first path wanted, relative to start, in segments as the tree has them; empty for all
     */
    TreeWalk(Node start, List<String> from, boolean recursive, long nowMillis) {
        this.recursive = recursive;
        this.nowMillis = nowMillis;
        Node at = start;
        boolean placed = false;
        for (int i = 0; i < from.size() && !placed; i++) {
            String part = from.get(i);
            Node child = i == from.size() - 1 ? null : at.child(part);
            if (child != null && child.directory && recursive) {
                Iterator<Node> siblings = at.childrenFrom(part);
                siblings.next();
                levels.push(siblings);
                at = child;
            } else {
                levels.push(at.childrenFrom(part));
                placed = true;
            }
        }
        if (from.isEmpty()) {
            levels.push(start.childrenFrom(""));
        }
        next = advance();
    }

    private @Nullable Node advance() {
        while (!levels.isEmpty()) {
            Iterator<Node> top = levels.peek();
            if (!top.hasNext()) {
                levels.pop();
                continue;
            }
            Node node = top.next();
            if (node.directory && recursive) {
                levels.push(node.childrenFrom(""));
            }
            if (!Life.expired(node, nowMillis)) {
                return node;
            }
        }
        return null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    /** The node that {@link #next()} would give. */
    @Nullable Node peek() {
        return next;
    }

    @Override
    public Node next() {
        Node found = next;
        if (found == null) {
            throw new NoSuchElementException("the walk is over");
        }
        next = advance();
        return found;
    }

    static String token(String position) {
        return Base64.getUrlEncoder().encodeToString(("1!" + position).getBytes(StandardCharsets.UTF_8));
    }

    /** What the token says; refuses one that this service never gave. */
    static String position(String token, String parameter) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("1!")) {
                return text.substring(2);
            }
        } catch (IllegalArgumentException noBase64) {
            throw Refusal.badQuery(parameter);
        }
        throw Refusal.badQuery(parameter);
    }
}
