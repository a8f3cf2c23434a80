package io.github.azuredr.error;

import java.util.regex.Pattern;

/** Takes what looks like a secret out of text that others wrote, before it is kept or shown. */
public final class Redaction {
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b(sig|signature|AccountKey|SharedAccessKey|SharedAccessSignature|accessToken|access_token|refresh_token"
                    + "|client_secret|clientSecret|password|passwd|pwd|sharedKey|apiKey|api_key|api-key|subscription-key"
                    + "|functions-key)([\\\\\"']*\\s*[=:]\\s*[\\\\\"']*)[^\\s\\\\\"'&;,)}\\]]+");
    private static final Pattern USER_INFO = Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]*://[^\\s/:@]+:)[^\\s/@]+@");
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)\\b(Bearer|SharedKey|SharedKeyLite|Basic)\\s+[A-Za-z0-9._~+/:=-]{8,}");
    private static final Pattern SIGNED_QUERY =
            Pattern.compile("(?i)([?&](?:h|c|s|t|skoid|se|sp|sv|sr)=)[^&\\s\"']{16,}");

    private Redaction() {}

    /** The text with the values of signatures, keys, tokens and passwords replaced by stars. */
    public static String of(String text) {
        String out = NAMED.matcher(text).replaceAll("$1$2***");
        out = USER_INFO.matcher(out).replaceAll("$1***@");
        out = AUTHORIZATION.matcher(out).replaceAll("$1 ***");
        return SIGNED_QUERY.matcher(out).replaceAll("$1***");
    }
}
