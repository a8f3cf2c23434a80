package io.github.azuredr.testkit.azure.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Rules for names: what a container and a path may be called, and the order they are listed in. */
final class Names {
    private static final Pattern CONTAINER = Pattern.compile("[a-z0-9](-?[a-z0-9])*");
    private static final int LONGEST_PATH = 1024;

    /** Code point order, which is the order of unsigned UTF-8 bytes; {@code String} order differs beyond the BMP. */
    static final Comparator<String> ORDER = Names::compare;

    private Names() {}

    private static int compare(String one, String two) {
        int common = Math.min(one.length(), two.length());
        for (int i = 0; i < common; i++) {
            char a = one.charAt(i);
            char b = two.charAt(i);
            if (a != b) {
                boolean pairs = Character.isSurrogate(a) || Character.isSurrogate(b);
                return pairs && Character.isSurrogate(a) != Character.isSurrogate(b)
                        ? (Character.isSurrogate(a) ? 1 : -1)
                        : Character.compare(a, b);
            }
        }
        return Integer.compare(one.length(), two.length());
    }

    static void checkContainer(String name) {
        boolean special = name.equals("$root") || name.equals("$logs") || name.equals("$web");
        if (!special
                && (name.length() < 3
                        || name.length() > 63
                        || !CONTAINER.matcher(name).matches())) {
            throw new Refusal(400, "InvalidResourceName", "The specified resource name contains invalid characters.");
        }
    }

    static void checkPath(String path) {
        if (path.isEmpty() || path.length() > LONGEST_PATH || path.indexOf('\0') >= 0) {
            throw new Refusal(400, "InvalidResourceName", "The specified resource name contains invalid characters.");
        }
    }

    /** Without leading, trailing and doubled slashes, as a hierarchical account stores a path. */
    static String tidy(String path) {
        return String.join("/", parts(path));
    }

    static List<String> parts(String path) {
        List<String> found = new ArrayList<>();
        int from = 0;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            if (to > from) {
                found.add(path.substring(from, to));
            }
            from = to + 1;
        }
        return found;
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
