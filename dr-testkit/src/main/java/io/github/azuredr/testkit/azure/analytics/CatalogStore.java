package io.github.azuredr.testkit.azure.analytics;

import io.github.azuredr.testkit.azure.Json;
import io.github.azuredr.testkit.azure.SimState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the catalog of one account holds, as its answers show it. */
final class CatalogStore {
    static final String DATABASES = "databases";
    static final String SCHEMAS = "schemas";
    static final String TABLES = "tables";
    static final String PARTITIONS = "partitions";
    static final String STATISTICS = "statistics";
    static final String FRAGMENTS = "tablefragments";
    static final String TABLE_TYPES = "tabletypes";
    static final String VIEWS = "views";
    static final String FUNCTIONS = "tablevaluedfunctions";
    static final String PROCEDURES = "procedures";
    static final String PACKAGES = "packages";
    static final String ASSEMBLIES = "assemblies";
    static final String DATA_SOURCES = "externaldatasources";
    static final String CREDENTIALS = "credentials";
    static final String ACL = "acl";
    private static final String ROWS = "rows";

    private final SimState state;
    private final String account;
    private final Clock clock;

    CatalogStore(SimState state, String account, Clock clock) {
        this.state = state;
        this.account = account;
        this.clock = clock;
    }

    CatalogStore over(SimState other) {
        return new CatalogStore(other, account, clock);
    }

    String account() {
        return account;
    }

    String now() {
        return clock.instant().toString();
    }

    /** An id never given before. */
    String newId() {
        String key = "analytics/" + account + "/ids";
        long number = state.get(key)
                        .map(Json::from)
                        .flatMap(json -> json.number("count"))
                        .orElse(0L)
                + 1;
        state.put(key, Json.object().with("count", number).bytes());
        return UUID.nameUUIDFromBytes((account + " " + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    Optional<Json> find(String kind, String... path) {
        return state.get(key(kind, path)).map(Json::from);
    }

    boolean has(String kind, String... path) {
        return state.get(key(kind, path)).isPresent();
    }

    /** Keeps an object under a new version. */
    void put(String kind, Json object, String... path) {
        state.put(
                key(kind, path),
                object.with("computeAccountName", account)
                        .with("version", newId())
                        .bytes());
    }

    /** Keeps something that is no catalog item. */
    void putPlain(String kind, Json object, String... path) {
        state.put(key(kind, path), object.bytes());
    }

    void remove(String kind, String... path) {
        state.remove(key(kind, path));
    }

    /** Removes everything of a kind below a path. */
    void removeAll(String kind, String... path) {
        state.keys(key(kind, path)).forEach(state::remove);
    }

    /** All of a kind below a path, in order. */
    List<Json> list(String kind, String... path) {
        return state.keys(key(kind, path)).stream()
                .flatMap(key -> state.get(key).stream())
                .map(Json::from)
                .toList();
    }

    /** Removes the pieces of a table or of one of its partitions. */
    void clear(List<String> table, Optional<String> parent) {
        for (Json fragment : list(FRAGMENTS, table.toArray(String[]::new))) {
            if (parent.isEmpty() || fragment.text("parentId").equals(parent)) {
                String id = fragment.text("fragmentId").orElseThrow();
                remove(FRAGMENTS, with(table, id));
                remove(ROWS, with(table, id));
            }
        }
    }

    void addFragment(List<String> table, String parent, Json rows, int count) {
        String id = newId();
        putPlain(
                FRAGMENTS,
                Json.object()
                        .with("parentId", parent)
                        .with("fragmentId", id)
                        .with("indexId", 1)
                        .with("size", rows.bytes().length)
                        .with("rowCount", count)
                        .with("createDate", now())
                        .with("streamPath", "catalog/database/table/" + parent + "/" + id + ".ss"),
                with(table, id));
        putPlain(ROWS, rows, with(table, id));
    }

    Json rows(List<String> table, String fragment) {
        return find(ROWS, with(table, fragment)).orElseThrow();
    }

    static String[] with(List<String> path, String last) {
        String[] more = Arrays.copyOf(path.toArray(String[]::new), path.size() + 1);
        more[path.size()] = last;
        return more;
    }

    private String key(String kind, String... path) {
        return "analytics/" + account + "/catalog/" + kind + "/"
                + Arrays.stream(path)
                        .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8) + "/")
                        .collect(Collectors.joining());
    }
}
