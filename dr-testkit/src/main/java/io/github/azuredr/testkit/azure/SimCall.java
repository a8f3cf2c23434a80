package io.github.azuredr.testkit.azure;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * One call that reached the simulated Azure, or tried to.
 *
 * @param number counts all calls from 1
 * @param service the short name of the service, such as {@code arm} or {@code blob}
 * @param method the HTTP method
 * @param url the Azure URL without its secrets
 * @param landedIn the region whose endpoint was called; {@code global} for Azure Resource Manager
 * @param region the region of the resource the call was about
 * @param status what the client saw; empty when it saw no answer
 * @param took whether the service answered with success, even if that answer was lost on its way
 */
public record SimCall(
        long number,
        String service,
        String method,
        URI url,
        String landedIn,
        String region,
        OptionalInt status,
        boolean took) {
    private static final List<String> READING_ACTIONS = List.of("list", "check", "get", "query");

    /** Whether the call changed something: a successful write, also one whose answer was lost. */
    public boolean effect() {
        return took && !reads();
    }

    /** Whether the call only asks: GET, HEAD, and POST to an action such as {@code listKeys}. */
    public boolean reads() {
        if (method.equals("GET") || method.equals("HEAD")) {
            return true;
        }
        String path = url.getPath() == null ? "" : url.getPath();
        String action = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return method.equals("POST") && READING_ACTIONS.stream().anyMatch(action::startsWith);
    }

    @Override
    public String toString() {
        return "#" + number + " " + method + " " + url + " [" + region + "] "
                + (status.isPresent() ? status.getAsInt() : "no answer");
    }
}
