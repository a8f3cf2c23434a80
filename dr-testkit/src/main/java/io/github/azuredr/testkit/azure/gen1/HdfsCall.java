package io.github.azuredr.testkit.azure.gen1;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimRequest;
import io.github.azuredr.testkit.azure.SimResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One file system call, taken apart.
 *
 * @param request what was sent
 * @param extension whether it came under {@code /WebHdfsExt} instead of {@code /webhdfs/v1}
 * @param path rooted, decoded, without a slash at its end
 * @param query its parameters; names ignore case
 */
record HdfsCall(SimRequest request, boolean extension, String path, Map<String, String> query) {
    private static final String PLAIN = "/webhdfs/v1";
    private static final String EXTENSION = "/webhdfsext";
    /** The version of the published description, and the one that the official client sends. */
    private static final Set<String> VERSIONS = Set.of("2016-11-01", "2018-12-01");

    static HdfsCall of(SimRequest request) {
        String raw = Optional.ofNullable(request.url().getRawPath()).orElse("");
        boolean extension = raw.toLowerCase(Locale.ROOT).startsWith(EXTENSION);
        String prefix = extension ? EXTENSION : PLAIN;
        String rest = raw.length() >= prefix.length()
                        && raw.substring(0, prefix.length()).equalsIgnoreCase(prefix)
                ? raw.substring(prefix.length())
                : "?";
        if (!rest.isEmpty() && !rest.startsWith("/")) {
            throw HdfsRefusal.illegal("Not a file system address: " + raw);
        }
        Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String parameters = request.url().getRawQuery();
        for (String pair : parameters == null ? new String[0] : parameters.split("&")) {
            int at = pair.indexOf('=');
            if (query.put(
                            URLDecoder.decode(at < 0 ? pair : pair.substring(0, at), StandardCharsets.UTF_8),
                            at < 0 ? "" : URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8))
                    != null) {
                throw HdfsRefusal.illegal("A parameter is given twice: " + pair);
            }
        }
        HdfsCall call = new HdfsCall(
                request, extension, path(URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8)), query);
        if (!VERSIONS.contains(query.getOrDefault("api-version", ""))) {
            throw HdfsRefusal.illegal("The api-version must be one of " + VERSIONS + ".");
        }
        return call;
    }

    /** Rooted and without a slash at its end; what climbs out of the tree is refused. */
    static String path(String text) {
        String path = text.replaceAll("/+$", "");
        if (path.isEmpty()) {
            return "/";
        }
        for (String part : path.substring(1).split("/", -1)) {
            if (!path.startsWith("/") || part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw HdfsRefusal.illegal("Invalid path: " + text);
            }
        }
        return path;
    }

    String op() {
        return query.getOrDefault("op", "").toUpperCase(Locale.ROOT);
    }

    boolean is(String method, boolean ext) {
        return request.method().equals(method) && extension == ext;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> HdfsRefusal.illegal("The parameter " + name + " is required."));
    }

    boolean flag(String name) {
        String value = query.getOrDefault(name, "false");
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw HdfsRefusal.illegal("The parameter " + name + " must be true or false: " + value);
        }
        return value.equalsIgnoreCase("true");
    }

    Optional<Long> number(String name) {
        return text(name).map(value -> {
            if (!value.matches("[0-9]{1,18}")) {
                throw HdfsRefusal.illegal("The parameter " + name + " must be a whole number: " + value);
            }
            return Long.parseLong(value);
        });
    }

    static SimResponse yes(boolean done) {
        return SimResponse.json(200, Json.object().with("boolean", done).toString());
    }
}
