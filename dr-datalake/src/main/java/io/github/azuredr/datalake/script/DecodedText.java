package io.github.azuredr.datalake.script;

import io.github.azuredr.datalake.script.Literal.Notation;
import io.github.azuredr.datalake.script.Literal.Segment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The value of a piece of text, knowing for each of its UTF-16 units where in the script it was written. */
final class DecodedText {
    private final char[] chars;
    private final int from;
    private final int to;
    private final char[] written;
    private final int @Nullable [] raw;

    private DecodedText(char[] chars, int from, int to, char[] written, int @Nullable [] raw) {
        this.chars = chars;
        this.from = from;
        this.to = to;
        this.written = written;
        this.raw = raw;
    }

    /** Text in which every sign is itself. */
    static DecodedText plain(char[] text, int from, int to) {
        return new DecodedText(text, from, to, text, null);
    }

    static DecodedText of(char[] text, Segment segment) {
        if (segment.notation() == Notation.PLAIN || !isSpecial(text, segment)) {
            return plain(text, segment.start(), segment.end());
        }
        char[] value = new char[segment.end() - segment.start()];
        int[] raw = new int[value.length + 1];
        int n = 0;
        int i = segment.start();
        while (i < segment.end()) {
            int at = i;
            int point = text[i];
            if (point == '\\' && segment.notation().hasEscapes()) {
                int length = Escapes.length(text, i, segment.end());
                point = Escapes.value(text, i, length);
                i += length;
            } else {
                i += isDoubled(text, i, segment) ? 2 : 1;
            }
            int units = Character.toChars(point, value, n);
            Arrays.fill(raw, n, n + units, at);
            n += units;
        }
        raw[n] = segment.end();
        return new DecodedText(value, 0, n, text, raw);
    }

    private static boolean isSpecial(char[] text, Segment segment) {
        for (int i = segment.start(); i < segment.end(); i++) {
            char c = text[i];
            if (c == '\\' || c == '"' || c == '{' || c == '}') {
                return true;
            }
        }
        return false;
    }

    /** Whatever is doubled in a segment of the lexer's making stands for one: singles would have ended it. */
    private static boolean isDoubled(char[] text, int i, Segment segment) {
        char c = text[i];
        boolean special =
                switch (segment.notation()) {
                    case PLAIN, ESCAPED -> false;
                    case DOUBLED_QUOTES -> c == '"';
                    case ESCAPED_AND_DOUBLED_BRACES -> c == '{' || c == '}';
                    case DOUBLED_QUOTES_AND_BRACES -> c == '"' || c == '{' || c == '}';
                };
        return special && i + 1 < segment.end() && text[i + 1] == c;
    }

    char[] chars() {
        return chars;
    }

    /** Index of the first unit in {@link #chars()}. */
    int from() {
        return from;
    }

    /** Index after the last unit in {@link #chars()}. */
    int to() {
        return to;
    }

    String substring(int start, int end) {
        return new String(chars, start, end - start);
    }

    /** Where in the script the unit at that index begins; for the end index, where the text ends. */
    int rawAt(int index) {
        return raw == null ? index : raw[index];
    }

    /** Whether the unit before that index was written as {@code \x} with fewer than four digits, so that one more would join. */
    boolean followsOpenEscape(int index) {
        if (raw == null || index == 0) {
            return false;
        }
        int at = raw[index - 1];
        int length = raw[index] - at;
        return length > 2 && length < Escapes.LONGEST_X && written[at] == '\\' && written[at + 1] == 'x';
    }
}
