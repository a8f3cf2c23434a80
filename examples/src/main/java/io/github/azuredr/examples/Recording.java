package io.github.azuredr.examples;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.error.RecoveryException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recorded GET exchanges by path: the newest answer of each address, and lists with all their pages. */
final class Recording {
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?i)(/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.DataShare/accounts/[^/]+)(?:/.*)?");

    /** By path in lower case, then by query without api-version: pages differ by it. */
    private final Map<String, Map<String, JsonObject>> answers = new LinkedHashMap<>();

    private final Map<String, AccountId> accounts = new TreeMap<>();

    /** Reads lines; anything but a GET that was answered 200 is passed over. */
    static Recording of(List<String> lines) {
        Recording recording = new Recording();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                try {
                    recording.add(JsonObject.parse(lines.get(i)));
                } catch (RecoveryException | IllegalArgumentException unreadable) {
                    throw new RecoveryException(
                            "Line " + (i + 1) + " of the recording is no exchange: " + unreadable.getMessage(),
                            "give one JSON object a line: {\"request\": {\"method\", \"url\"}, \"response\": {\"status\", \"body\"}}.");
                }
            }
        }
        return recording;
    }

    private void add(JsonObject exchange) {
        String method = exchange.text("request.method").orElse("");
        Optional<JsonObject> body = exchange.at("response.body");
        boolean good = exchange.number("response.status").equals(Optional.of(200L));
        if (!method.equalsIgnoreCase("GET") || !good || body.isEmpty()) {
            return;
        }
        URI url = URI.create(exchange.text("request.url").orElse(""));
        String path = Optional.ofNullable(url.getPath()).orElse("");
        String query = Optional.ofNullable(url.getRawQuery()).orElse("").replaceAll("(?i)&?api-version=[^&]*", "");
        answers.computeIfAbsent(key(path), any -> new LinkedHashMap<>()).put(query, body.get());
        Matcher account = ACCOUNT.matcher(path);
        if (account.matches()) {
            AccountId id = AccountId.parse(account.group(1));
            accounts.putIfAbsent(key(id.path()), id);
        }
    }

    /** The accounts that were read. */
    List<AccountId> accounts() {
        return List.copyOf(accounts.values());
    }

    /** A resource by its id: read by itself, or else as an entry of the list it belongs to. */
    Optional<Named> resource(String path) {
        Optional<Named> own = Optional.ofNullable(answers.get(key(path))).flatMap(pages -> pages.values().stream()
                .reduce((older, newer) -> newer)
                .map(body -> new Named(path.substring(path.lastIndexOf('/') + 1), body)));
        return own.or(() -> list(path.substring(0, path.lastIndexOf('/'))).flatMap(all -> all.stream()
                .filter(one -> key(one.name()).equals(key(path.substring(path.lastIndexOf('/') + 1))))
                .findFirst()));
    }

    /** The entries of a list; empty when it was not recorded. */
    Optional<List<Named>> list(String path) {
        Map<String, JsonObject> pages = answers.get(key(path));
        if (pages == null) {
            return Optional.empty();
        }
        List<Named> all = new ArrayList<>();
        pages.values().forEach(page -> page.list("value").forEach(one -> all.add(Named.of(one))));
        return Optional.of(all);
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
    }
}
