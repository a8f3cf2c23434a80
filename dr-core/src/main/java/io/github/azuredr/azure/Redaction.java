package io.github.azuredr.azure;

import java.util.regex.Pattern;

/** Takes out of text what may be a secret, before it reaches a log line or an exception. */
final class Redaction {
    private static final int LONGEST = 2_000;
    private static final Pattern QUERY = Pattern.compile("\\?[^\\s\"'<>]*=[^\\s\"'<>]*");
    private static final Pattern PAIR = Pattern.compile(
            "(?i)\\b(AccountKey|SharedAccessKey|SharedAccessSignature|password|pwd|client_secret|sig)=[^;&\\s\"'<>]+");
    private static final Pattern BEARER = Pattern.compile("(?i)\\bBearer\\s+[A-Za-z0-9._~+/=-]+");

    private Redaction() {}

    /** A link without its query. */
    static String url(String link) {
        int query = link.indexOf('?');
        String shown = query < 0 ? link : link.substring(0, query) + "?***";
        int authority = shown.indexOf("//");
        int at = shown.indexOf('@');
        boolean user = authority >= 0 && at > authority && shown.lastIndexOf('/', at) <= authority + 1;
        return user ? shown.substring(0, authority + 2) + "***" + shown.substring(at) : shown;
    }

    /** A service's own words without queries, keys and tokens, and of bounded length. */
    static String text(String words) {
        String shown =
                QUERY.matcher(io.github.azuredr.error.Redaction.of(words)).replaceAll("?***");
        shown = PAIR.matcher(shown).replaceAll("$1=***");
        shown = BEARER.matcher(shown).replaceAll("Bearer ***");
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "...";
    }
}
