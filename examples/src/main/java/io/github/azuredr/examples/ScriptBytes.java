package io.github.azuredr.examples;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a script as text. Only strict UTF-8 is text: anything else would come back with other bytes.
 *
 * @param text what could be decoded, up to the first byte that could not
 * @param isText whether that is everything
 */
record ScriptBytes(String text, boolean isText) {

    static ScriptBytes of(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        return new ScriptBytes(chars.flip().toString(), !result.isError());
    }

    /** What is wrong with bytes that are no text, where the first of them stands. */
    ReportJson.Problem problem() {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n')) {
                line++;
                lineStart = i + 1;
            }
        }
        return new ReportJson.Problem(
                line, text.length() - lineStart + 1, "NOT_UTF8: the file is no UTF-8 from here on; save it as UTF-8");
    }
}
