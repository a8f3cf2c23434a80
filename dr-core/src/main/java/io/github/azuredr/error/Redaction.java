package io.github.azuredr.error;

import java.util.regex.Pattern;

/** Takes what looks like a secret out of text that others wrote, before it is kept or shown. */
public final class Redaction {
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b(sig|signature|AccountKey|SharedAccessKey|SharedAccessSignature|accessToken|access_token|refresh_token"
                    + "|client_secret|clientSecret|password|passwd|pwd|sharedKey|apiKey|api_key|api-key|subscription-key"
                    + "|functions-key|(?:primary|secondary)(?:[A-Za-z]*Key|Password))([\\\\\"']*\\s*[=:]\\s*[\\\\\"']*)[^\\s\\\\\"'&;,)}\\]]+");
    private static final Pattern USER_INFO = Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*://[^\\s/:@]+:)[^\\s/@]+@");
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)\\b(Bearer|SharedKey|SharedKeyLite|Basic)\\s+[A-Za-z0-9._~+/:=-]{8,}");
    private static final Pattern SIGNED_QUERY =
            Pattern.compile("(?i)([?&](?:h|c|s|t|skoid|se|sp|sv|sr)=)[^&\\s\"']{16,}");

    /** A value of a listKeys answer: 32 or 64 bytes in Base64. */
    private static final Pattern LISTED_KEY =
            Pattern.compile("(?i)(\\bvalue[\\\\\"']*\\s*[=:]\\s*[\\\\\"']*)[A-Za-z0-9+/]{43}(?:[A-Za-z0-9+/]{43}=)?=");
    /** An account key: 64 bytes in Base64, also escaped for a link or for JSON. */
    private static final Pattern ACCOUNT_KEY =
            Pattern.compile("(?i)(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]|%2[bf]){86}(?:==|%3d%3d|\\\\u003d\\\\u003d)");

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(?:key|secret|password|passwd|pwd|connection[-_. ]?string)s?");

    private Redaction() {}

    /**
     * Whether a value of that name is a secret by its name alone, such as {@code accountKey}, {@code connectionString} or
     * {@code client_secret}.
     */
    public static boolean namesASecret(String name) {
        return SECRET_NAME.matcher(name).matches();
    }

    /** The text with the values of signatures, keys, tokens and passwords replaced by stars. */
    public static String of(String text) {
        String out = LISTED_KEY.matcher(text).replaceAll("$1***");
        out = ACCOUNT_KEY.matcher(out).replaceAll("***");
        out = NAMED.matcher(out).replaceAll("$1$2***");
        out = USER_INFO.matcher(out).replaceAll("$1***@");
        out = AUTHORIZATION.matcher(out).replaceAll("$1 ***");
        return SIGNED_QUERY.matcher(out).replaceAll("$1***");
    }
}
