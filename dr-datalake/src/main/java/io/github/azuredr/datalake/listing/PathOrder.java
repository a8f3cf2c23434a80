package io.github.azuredr.datalake.listing;

import java.util.Comparator;

/** Orders paths component by component, each by its unsigned UTF-8 bytes, a directory right before what it holds. */
public final class PathOrder implements Comparator<String> {
    /** The one instance. */
    public static final PathOrder INSTANCE = new PathOrder();

    private PathOrder() {}

    @Override
    public int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(weight(a), weight(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** UTF-8 order is code point order: surrogates stand above the rest of the basic plane, and the slash below all. */
    private static int weight(char c) {
        if (c == '/') {
            return -1;
        }
        if (Character.isSurrogate(c)) {
            return c + 0x10000;
        }
        return c;
    }
}
