package io.github.azuredr.testkit.azure.arm;

import io.github.azuredr.testkit.azure.SimResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The routes of one provider. A template is a path whose {@code {name}} binds one segment and whose leading
 * {@code {name...}} binds one or more; literals ignore case.
 */
public final class ArmRoutes {
    /** How the template of a resource in a group begins, up to and without the namespace. */
    public static final String IN_GROUP = "/subscriptions/{subscription}/resourceGroups/{group}/providers/";

    /** How the template of a call on a subscription begins, up to and without the namespace. */
    public static final String IN_SUBSCRIPTION = "/subscriptions/{subscription}/providers/";

    private final List<Route> routes = new ArrayList<>();

    /** What a route does: answer, or throw an {@link ArmRefusal}. */
    @FunctionalInterface
    public interface Handler {
        /** Answers the call. */
        SimResponse answer(ArmCall call);
    }

    record Route(String method, List<String> template, Handler handler) {}

    record Match(Handler handler, Map<String, String> parameters) {}

    /** Adds a route. */
    public ArmRoutes on(String method, String template, Handler handler) {
        routes.add(new Route(method, ArmIds.segments(template), handler));
        return this;
    }

    /** The first route of this method whose template fits the path. */
    Optional<Match> find(String method, String path) {
        List<String> segments = ArmIds.segments(path);
        for (Route route : routes) {
            Optional<Map<String, String>> bound =
                    route.method().equals(method) ? bind(route.template(), segments) : Optional.empty();
            if (bound.isPresent()) {
                return Optional.of(new Match(route.handler(), bound.get()));
            }
        }
        return Optional.empty();
    }

    /** Whether a route of any method fits the path. */
    boolean knows(String path) {
        List<String> segments = ArmIds.segments(path);
        return routes.stream()
                .anyMatch(route -> bind(route.template(), segments).isPresent());
    }

    private static Optional<Map<String, String>> bind(List<String> template, List<String> segments) {
        Map<String, String> bound = new HashMap<>();
        int skip = segments.size() - template.size();
        boolean open = !template.isEmpty() && template.get(0).endsWith("...}");
        if (skip < 0 || (!open && skip != 0)) {
            return Optional.empty();
        }
        for (int i = 0; i < template.size(); i++) {
            String part = template.get(i);
            if (i == 0 && open) {
                bound.put(part.substring(1, part.length() - 4), "/" + String.join("/", segments.subList(0, skip + 1)));
            } else if (part.startsWith("{")) {
                bound.put(part.substring(1, part.length() - 1), segments.get(i + skip));
            } else if (!part.equalsIgnoreCase(segments.get(i + skip))) {
                return Optional.empty();
            }
        }
        return Optional.of(bound);
    }
}
