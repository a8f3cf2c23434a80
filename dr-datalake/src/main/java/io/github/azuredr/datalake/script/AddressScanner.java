package io.github.azuredr.datalake.script;

import org.jspecify.annotations.Nullable;

/** Finds, from left to right, store addresses and mapped accounts' hosts that stand without an address around them. */
final class AddressScanner {
    private static final int LONGEST_SCHEME = "swebhdfs".length();
    private static final String ACCOUNT_NAME = "accountname";

    /** What was found. */
    enum Find {
        /** {@code scheme://authority}. */
        ADDRESS,
        /** A mapped account's host or its name after {@code AccountName=}. */
        MENTION,
        /** A mapped account's host behind {@code //} whose scheme is not a store's. */
        SCHEMELESS
    }

    private final char[] chars;
    private final int from;
    private final int to;
    private final PathMapping mapping;
    private final boolean wholeText;

    private int at;
    private int start;
    private int end;
    private int authorityStart;
    private StoreScheme scheme = StoreScheme.OTHER;

    /**
     * Creates a scanner.
     *
     * @param wholeText whether the text is one value of which addresses are at most a part, as a literal is; otherwise
     *     it is a file in some language, in which quotes and backslashes bound an address
     */
    AddressScanner(DecodedText text, PathMapping mapping, boolean wholeText) {
        this.chars = text.chars();
        this.from = text.from();
        this.to = text.to();
        this.at = from;
        this.mapping = mapping;
        this.wholeText = wholeText;
    }

    /** Where the find begins: a scheme, or an account's name. */
    int start() {
        return start;
    }

    /** Where the authority or the name ends. */
    int end() {
        return end;
    }

    int authorityStart() {
        return authorityStart;
    }

    StoreScheme scheme() {
        return scheme;
    }

    /** The next find, or nothing when the text is read. */
    @Nullable Find next() {
        while (at < to) {
            char c = chars[at];
            if (c == ':' && address()) {
                at = end;
                return Find.ADDRESS;
            }
            if (c == '.' && mention()) {
                boolean slashes = start - 2 >= from && chars[start - 1] == '/' && chars[start - 2] == '/';
                at = end;
                return slashes ? Find.SCHEMELESS : Find.MENTION;
            }
            if (c == '=' && accountName()) {
                at = end;
                return Find.MENTION;
            }
            at++;
        }
        return null;
    }

    private boolean address() {
        int slashes = afterSlashes(at + 1);
        if (slashes < 0) {
            return false;
        }
        int begin = at;
        while (begin > from && at - begin <= LONGEST_SCHEME && inScheme(chars[begin - 1])) {
            begin--;
        }
        StoreScheme found = StoreScheme.of(chars, begin, at);
        if (found == StoreScheme.OTHER) {
            return false;
        }
        start = begin;
        scheme = found;
        authorityStart = slashes;
        int i = slashes;
        boolean strict = wholeText && start == from;
        while (i < to && !endsAuthority(chars[i], strict)) {
            i++;
        }
        end = i;
        return true;
    }

    /** After {@code //}; in a file of unknown language also after the {@code \/\/} that JSON may hold. */
    private int afterSlashes(int i) {
        if (i + 1 < to && chars[i] == '/' && chars[i + 1] == '/') {
            return i + 2;
        }
        boolean escaped = !wholeText
                && i + 3 < to
                && chars[i] == '\\'
                && chars[i + 1] == '/'
                && chars[i + 2] == '\\'
                && chars[i + 3] == '/';
        return escaped ? i + 4 : -1;
    }

    private static boolean inScheme(char c) {
        return Characters.inAccount(c) || c == '+' || c == '-' || c == '.';
    }

    /** A literal that is an address as a whole has its authority up to the path; elsewhere prose may end it. */
    private static boolean endsAuthority(char c, boolean strict) {
        return switch (c) {
            case '/', '?', '#' -> true;
            case '"', '\'', '`', '<', '>', '(', ')', '[', ']', '\\', ',', ';', '|', '^' -> !strict;
            default -> !strict && Characters.isSpace(c);
        };
    }

    private boolean mention() {
        StoreHost host = StoreHost.at(chars, at, to);
        if (host == null || !endsHost(at + host.length())) {
            return false;
        }
        int begin = at;
        while (begin > from && Characters.inAccount(chars[begin - 1])) {
            begin--;
        }
        if (begin > from && chars[begin - 1] == '%' && at - begin > 2) {
            begin += 2;
        }
        if (!beginsHost(begin)
                || mapping.target(host.kind(), new String(chars, begin, at - begin))
                        .isEmpty()) {
            return false;
        }
        start = begin;
        end = at + host.length();
        return true;
    }

    /** Behind a single slash it is a folder's name, behind a hyphen another host. */
    private boolean beginsHost(int begin) {
        if (begin == from) {
            return true;
        }
        char before = chars[begin - 1];
        if (before == '/' || before == '\\') {
            return begin - 2 >= from && chars[begin - 2] == '/' && before == '/';
        }
        return before != '-' && before != '_';
    }

    private boolean endsHost(int after) {
        if (after >= to) {
            return true;
        }
        char c = chars[after];
        return c == '.'
                ? after + 1 >= to || !Characters.inAccount(chars[after + 1])
                : !Characters.inAccount(c) && c != '-' && c != '_';
    }

    /** {@code AccountName=name} in a connection string. */
    private boolean accountName() {
        int word = at - ACCOUNT_NAME.length();
        if (word < from) {
            return false;
        }
        for (int i = 0; i < ACCOUNT_NAME.length(); i++) {
            if ((chars[word + i] | 0x20) != ACCOUNT_NAME.charAt(i)) {
                return false;
            }
        }
        int i = at + 1;
        while (i < to && Characters.inAccount(chars[i])) {
            i++;
        }
        if (i == at + 1 || !mapping.isSource(new String(chars, at + 1, i - at - 1))) {
            return false;
        }
        start = at + 1;
        end = i;
        return true;
    }
}
