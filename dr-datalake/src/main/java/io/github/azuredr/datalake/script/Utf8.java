package io.github.azuredr.datalake.script;

/** Sizes in UTF-8 without encoding anything. */
final class Utf8 {
    private Utf8() {}

    /** How many bytes the text takes; half a surrogate pair counts as three. */
    static long length(char[] chars, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            while (i + 4 < to && (chars[i] | chars[i + 1] | chars[i + 2] | chars[i + 3]) < 0x80) {
                bytes += 4;
                i += 4;
            }
            char c = chars[i];
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c) && i + 1 < to && Character.isLowSurrogate(chars[i + 1])) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
