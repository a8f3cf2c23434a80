package io.github.azuredr.testkit.azure;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes secrets out of what is logged or recorded: tokens, keys, signatures, connection strings. */
final class Redaction {
    private static final String MASK = "***";
    private static final Set<String> SECRET_HEADERS = Set.of(
            "authorization",
            "x-ms-authorization-auxiliary",
            "x-ms-copy-source-authorization",
            "x-ms-encryption-key",
            "cookie",
            "set-cookie");
    private static final Set<String> URL_HEADERS =
            Set.of("x-ms-copy-source", "x-ms-rename-source", "location", "azure-asyncoperation");
    private static final Pattern SIGNATURE = Pattern.compile("(?i)([?&](?:sig|code)=)[^&]*");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(password|secret|connectionstring|accesstoken|sastoken|accesskey|accountkey|"
                    + "policykey|primarykey|secondarykey|sharedkey|apikey|masterkey)$");

    private Redaction() {}

    static URI url(URI url) {
        return URI.create(text(url.toString()));
    }

    static String text(String url) {
        return SIGNATURE.matcher(url).replaceAll("$1" + MASK);
    }

    static Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> clean = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            clean.put(name, SECRET_HEADERS.contains(lower) ? MASK : URL_HEADERS.contains(lower) ? text(value) : value);
        });
        return clean;
    }

    /** The object without secrets: fields named like one, and the values of a key list. */
    static Json body(Json body) {
        Json clean = body;
        for (String name : body.names()) {
            if (name.contains(".")) {
                continue;
            }
            if (SECRET_NAME.matcher(name).matches() && body.text(name).isPresent()) {
                clean = clean.with(name, MASK);
            } else if (body.at(name).isPresent()) {
                clean = clean.with(name, body(body.at(name).orElseThrow()));
            } else if (!body.list(name).isEmpty() && body.list(name).size() == body.size(name)) {
                List<Json> items = new ArrayList<>();
                for (Json item : body.list(name)) {
                    items.add(body(name.equals("keys") && item.has("value") ? item.with("value", MASK) : item));
                }
                clean = clean.with(name, items);
            }
        }
        return clean;
    }
}
