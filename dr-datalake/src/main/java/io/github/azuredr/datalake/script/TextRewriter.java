package io.github.azuredr.datalake.script;

import io.github.azuredr.datalake.script.AddressJudge.Place;
import io.github.azuredr.datalake.script.AddressScanner.Find;

/**
 * Makes any text name the accounts of the other region: Spark SQL, Python, Scala, JSON pipelines, settings.
 *
 * <p>It knows no language, so it edits store addresses wherever they stand, comments included, when their complete host
 * is that of a mapped account. A mapped account's host or quoted name that stands alone is reported, not edited. Text
 * outside the edits is untouched and rewriting twice changes nothing.
 */
public final class TextRewriter {
    private final PathMapping mapping;

    private TextRewriter(PathMapping mapping) {
        this.mapping = mapping;
    }

    /** A rewriter for this mapping. */
    public static TextRewriter of(PathMapping mapping) {
        return new TextRewriter(mapping);
    }

    /** Rewrites the addresses in the text. */
    public RewriteResult.Rewritten rewrite(String text) {
        return read(text, Place.PATH);
    }

    /** Changes nothing and reports every address of an account that is not one of the replacements, as for code behind. */
    public RewriteResult.Rewritten scan(String text) {
        return read(text, Place.OUTSIDE);
    }

    private RewriteResult.Rewritten read(String text, Place place) {
        char[] chars = text.toCharArray();
        RewriteLog log = new RewriteLog(text);
        AddressJudge judge = new AddressJudge(mapping, log);
        DecodedText whole = DecodedText.plain(chars, 0, chars.length);
        AddressScanner scanner = new AddressScanner(whole, mapping, false);
        for (Find find = scanner.next(); find != null; find = scanner.next()) {
            if (find == Find.ADDRESS) {
                judge.judge(whole, scanner, place, runsOn(chars, scanner.end()));
            } else {
                Undecided.Reason reason = find == Find.SCHEMELESS
                        ? Undecided.Reason.UNRESOLVED_AUTHORITY
                        : Undecided.Reason.BARE_ACCOUNT_NAME;
                log.note(scanner.start(), scanner.end(), reason);
            }
        }
        noteQuotedNames(chars, log);
        return log.report(log.written());
    }

    /** A closing quote and a plus sign continue the value at run time. */
    private static boolean runsOn(char[] chars, int end) {
        int i = end;
        if (i < chars.length && (chars[i] == '"' || chars[i] == '\'')) {
            i++;
            while (i < chars.length && chars[i] == ' ') {
                i++;
            }
            return i < chars.length && chars[i] == '+';
        }
        return false;
    }

    private void noteQuotedNames(char[] chars, RewriteLog log) {
        int i = 0;
        while (i < chars.length) {
            char quote = chars[i];
            i++;
            if (quote != '"' && quote != '\'') {
                continue;
            }
            int end = i;
            while (end < chars.length && end - i <= 24 && Characters.inAccount(chars[end])) {
                end++;
            }
            boolean closed = end < chars.length && chars[end] == quote;
            if (closed && end - i >= 3 && mapping.isSource(new String(chars, i, end - i))) {
                log.note(i, end, Undecided.Reason.BARE_ACCOUNT_NAME);
            }
            i = end;
        }
    }
}
