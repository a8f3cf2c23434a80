package io.github.azuredr.testkit.azure.storage;

/**
 * What a shared access signature must allow for a call.
 *
 * @param resource {@code s}, {@code c} or {@code o}: service, container or object
 * @param anyOf permission letters of which one is enough
 */
record Need(char resource, String anyOf) {

    static Need of(Call call) {
        String method = call.method();
        boolean read = method.equals("GET") || method.equals("HEAD");
        if (call.container().isEmpty()) {
            return new Need('s', call.queryIs("comp", "list") || call.queryIs("resource", "account") ? "l" : "rw");
        }
        boolean container = call.queryIs("restype", "container")
                || (call.dfs() && call.path().isEmpty());
        if (container) {
            boolean lists = read && (call.queryIs("comp", "list") || call.queryIs("resource", "filesystem"));
            if (lists && !method.equals("HEAD")) {
                return new Need('c', "l");
            }
            return new Need('c', read ? "r" : method.equals("DELETE") ? "d" : "cw");
        }
        if (read) {
            return new Need(
                    'o', call.queryIs("comp", "tags") ? "t" : call.queryIs("action", "getAccessControl") ? "re" : "r");
        }
        if (method.equals("DELETE")) {
            return new Need('o', "d");
        }
        if (call.queryIs("comp", "tags")) {
            return new Need('o', "t");
        }
        if (call.dfs()) {
            String action = call.query("action").orElse("");
            if (action.startsWith("setAccessControl")) {
                return new Need('o', "pow");
            }
            return new Need(
                    'o', call.header("x-ms-rename-source").isPresent() ? "mw" : action.equals("append") ? "acw" : "cw");
        }
        boolean creates = call.query("comp").isEmpty()
                || call.queryIs("comp", "block")
                || call.queryIs("comp", "blocklist")
                || call.queryIs("comp", "snapshot");
        return new Need('o', creates ? "cw" : "w");
    }
}
