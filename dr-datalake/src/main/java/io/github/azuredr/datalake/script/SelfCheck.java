package io.github.azuredr.datalake.script;

import io.github.azuredr.datalake.script.Literal.Segment;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a rewritten script again and asks of each literal, by plain patterns instead of the rewriter's own scanner,
 * whether it still names a replaced account: as its whole value, as a host, or as the short host of a wasb address.
 */
final class SelfCheck {
    private static final Pattern HOST = Pattern.compile("(?<![a-z0-9_-])([a-z0-9]{3,24})(?:"
            + Arrays.stream(StoreHost.values())
                    .map(host -> Pattern.quote(host.suffix()))
                    .collect(Collectors.joining("|"))
            + ")(?![a-z0-9_-]|\\.[a-z0-9])");
    private static final Pattern SHORT_HOST =
            Pattern.compile("(?<![a-z0-9.+-])wasbs?://[^@/?#]+@([a-z0-9]+)(?![^:/?#])");

    private final PathMapping mapping;

    SelfCheck(PathMapping mapping) {
        this.mapping = mapping;
    }

    /** The offset of the first literal that should have been rewritten or reported, or -1. */
    int firstUnreported(char[] text, ReportedLiterals reported) {
        UsqlLexer token = UsqlLexer.of(text);
        int literal = 0;
        while (token.next() != Lexeme.END) {
            if (token.kind() == Lexeme.STRING) {
                if (!reported.isReported(literal) && names(text, token.literal())) {
                    return token.start();
                }
                literal++;
            }
        }
        return literal == reported.count() ? -1 : 0;
    }

    private boolean names(char[] text, Literal literal) {
        for (Segment segment : literal.segments()) {
            DecodedText value = DecodedText.of(text, segment);
            if (names(value.substring(value.from(), value.to()).toLowerCase(Locale.ROOT))) {
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

    private boolean names(String value) {
        if (value.length() <= 24 && mapping.isSource(value)) {
            return true;
        }
        if (value.contains(".azuredatalake") || value.contains(".core.")) {
            Matcher host = HOST.matcher(value);
            while (host.find()) {
                if (mapping.isSource(host.group(1)) && isHost(value, host)) {
                    return true;
                }
            }
        }
        if (value.contains("wasb")) {
            Matcher host = SHORT_HOST.matcher(value);
            while (host.find()) {
                if (mapping.target(AccountKind.BLOB, host.group(1)).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A host's name may also name a folder, and an account of one kind is not one of another. */
    private boolean isHost(String value, Matcher found) {
        String before = value.substring(Math.max(0, found.start() - 2), found.start());
        boolean folder = (before.endsWith("/") || before.endsWith("\\")) && !before.equals("//");
        String suffix = value.substring(found.end(1), found.end());
        return !folder
                && Arrays.stream(StoreHost.values())
                        .filter(host -> host.suffix().equals(suffix))
                        .anyMatch(host ->
                                mapping.target(host.kind(), found.group(1)).isPresent());
    }
}
