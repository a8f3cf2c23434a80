package io.github.azuredr.datalake.script;

import io.github.azuredr.datalake.script.Literal.Segment;
import org.jspecify.annotations.Nullable;

/**
 * Reads every literal of a rewritten script again and asks, by patterns of its own instead of the rewriter's scanner,
 * whether it still names a replaced account: as its whole value, as a host, or as the short host of a wasb address.
 */
final class SelfCheck {
    private final PathMapping mapping;

    SelfCheck(PathMapping mapping) {
        this.mapping = mapping;
    }

    /**
     * The offset of the first literal that should have been rewritten or reported, that is not where and as long as the
     * edits should have left it, or whose value grew by anything but the names; -1 when there is none.
     */
    int firstUnreported(String written, LiteralsRead literals, RewriteLog log) {
        RewriteLog.Shift shift = log.shift();
        for (int i = 0; i < literals.count(); i++) {
            int start = shift.moved(literals.start(i));
            int edits = shift.edits();
            int growth = shift.valueGrowth();
            int end = shift.moved(literals.end(i));
            if (start < 0 || start >= end || end > written.length()) {
                return start;
            }
            char[] text = slice(written, start, end);
            boolean asExpected;
            if (isPlain(text, end - start)) {
                asExpected = literals.isReported(i) || !names(DecodedText.plain(text, 1, end - start - 1));
            } else {
                Literal literal = only(text, end - start);
                boolean edited = shift.edits() > edits;
                asExpected = literal != null
                        && (literals.isReported(i) || !names(text, literal))
                        && (!edited
                                || units(text, literal)
                                        == units(log.text(), literals, i) + shift.valueGrowth() - growth);
            }
            if (!asExpected) {
                return start;
            }
        }
        return -1;
    }

    /** How long the value was before the edits. */
    private static int units(String script, LiteralsRead literals, int index) {
        char[] before = slice(script, literals.start(index), literals.end(index));
        Literal literal = only(before, literals.end(index) - literals.start(index));
        return literal == null ? -1 : units(before, literal);
    }

    /** With the sign behind it, which could make it longer. */
    private static char[] slice(String text, int start, int end) {
        int to = Math.min(end + 1, text.length());
        char[] slice = new char[to - start];
        text.getChars(start, to, slice, 0);
        return slice;
    }

    /** The literal of exactly that length, or nothing when something else stands there. */
    private static @Nullable Literal only(char[] text, int length) {
        try {
            UsqlLexer token = UsqlLexer.of(text);
            return token.next() == Lexeme.STRING && token.start() == 0 && token.end() == length
                    ? token.literal()
                    : null;
        } catch (LexicalException e) {
            return null;
        }
    }

    /** How long the value is, holes aside. */
    private static int units(char[] text, Literal literal) {
        int units = 0;
        for (Segment segment : literal.segments()) {
            DecodedText value = DecodedText.of(text, segment);
            units += value.to() - value.from();
        }
        for (Literal nested : literal.nested()) {
            units += units(text, nested);
        }
        return units;
    }

    /** Whether it is one regular literal without escapes, which needs no lexer to be read. */
    private static boolean isPlain(char[] text, int length) {
        int last = length - 1;
        if (last <= 0 || text[0] != '"' || text[last] != '"') {
            return false;
        }
        for (int i = 1; i < last; i++) {
            char c = text[i];
            if (c == '"' || c == '\\' || Characters.endsLine(c)) {
                return false;
            }
        }
        return true;
    }

    private boolean names(char[] text, Literal literal) {
        for (Segment segment : literal.segments()) {
            if (names(DecodedText.of(text, segment))) {
                return true;
            }
        }
        for (Literal nested : literal.nested()) {
            if (names(text, nested)) {
                return true;
            }
        }
        return false;
    }

    private boolean names(DecodedText value) {
        char[] chars = value.chars();
        int from = value.from();
        int to = value.to();
        if (nameEnd(chars, from, to) == to && isSource(value, from, to)) {
            return true;
        }
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c == '.' && isHost(value, i) || c == '@' && isShortHost(value, i)) {
                return true;
            }
        }
        return false;
    }

    /** A host's name may also name a folder, and an account of one kind is not one of another. */
    private boolean isHost(DecodedText value, int dot) {
        char[] chars = value.chars();
        int to = value.to();
        StoreHost host = StoreHost.at(chars, dot, to);
        if (host == null) {
            return false;
        }
        int after = dot + host.length();
        boolean longer = after < to
                && (isInHost(chars[after])
                        || chars[after] == '.' && after + 1 < to && Characters.inAccount(chars[after + 1]));
        int begin = nameStart(chars, value.from(), dot);
        char before = begin > value.from() ? chars[begin - 1] : ' ';
        if (longer || before == '-' || before == '_' || !isSource(value, begin, dot)) {
            return false;
        }
        boolean slashes = before == '/' && begin - 2 >= value.from() && chars[begin - 2] == '/';
        boolean folder = (before == '/' || before == '\\') && !slashes;
        return !folder
                && mapping.target(host.kind(), value.substring(begin, dot)).isPresent();
    }

    /** {@code wasb://container@name}, with nothing behind the name that would make it a longer host. */
    private boolean isShortHost(DecodedText value, int sign) {
        char[] chars = value.chars();
        int end = nameEnd(chars, sign + 1, value.to());
        if (end == sign + 1 || end < value.to() && ":/?#".indexOf(chars[end]) < 0) {
            return false;
        }
        int container = sign;
        while (container > value.from() && "@/?#".indexOf(chars[container - 1]) < 0) {
            container--;
        }
        boolean named = container < sign && container > value.from() && chars[container - 1] == '/';
        return named
                && (endsWith(value, container, "wasb://") || endsWith(value, container, "wasbs://"))
                && mapping.target(AccountKind.BLOB, value.substring(sign + 1, end))
                        .isPresent();
    }

    private static boolean endsWith(DecodedText value, int end, String scheme) {
        int start = end - scheme.length();
        if (start < value.from()) {
            return false;
        }
        for (int i = 0; i < scheme.length(); i++) {
            if (Character.toLowerCase(value.chars()[start + i]) != scheme.charAt(i)) {
                return false;
            }
        }
        char before = start > value.from() ? value.chars()[start - 1] : ' ';
        return !Characters.inAccount(before) && before != '.' && before != '+' && before != '-';
    }

    private boolean isSource(DecodedText value, int from, int to) {
        return mapping.mayBeSource(value.chars(), from, to) && mapping.isSource(value.substring(from, to));
    }

    private static int nameStart(char[] chars, int from, int end) {
        int begin = end;
        while (begin > from && Characters.inAccount(chars[begin - 1])) {
            begin--;
        }
        return begin;
    }

    private static int nameEnd(char[] chars, int from, int to) {
        int end = from;
        while (end < to && Characters.inAccount(chars[end])) {
            end++;
        }
        return end;
    }

    private static boolean isInHost(char c) {
        return Characters.inAccount(c) || c == '-' || c == '_';
    }
}
