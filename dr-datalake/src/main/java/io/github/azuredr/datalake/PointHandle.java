package io.github.azuredr.datalake;

import io.github.azuredr.pair.Side;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a recovery point of a tree: {@code tree@B/12} is what side B held after its pass 12.
 *
 * @param tree the tree
 * @param side the side whose kept versions bring it back
 * @param generation the pass
 */
record PointHandle(String tree, Side side, long generation) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9-]+)@([AB])/([0-9]{1,18})");

    static String of(String tree, Side side, long generation) {
        return tree + "@" + side + "/" + generation;
    }

    static Optional<PointHandle> parse(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new PointHandle(parts.group(1), Side.valueOf(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }
}
