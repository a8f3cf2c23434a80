package io.github.azuredr.streamanalytics.twin;

import io.github.azuredr.streamanalytics.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A place in a definition whose value is tied to a region.
 *
 * @param pointer where
 * @param where as people say it: {@code input hub, serviceBusNamespace}
 * @param kind what kind of value
 * @param value the value
 */
record Slot(String pointer, String where, BoundKind kind, String value) {

    /** All of a job, in order; a type is known, or named in the mapping. */
    static List<Slot> of(JsonTree job, Map<String, List<String>> otherTypes) {
        List<Slot> slots = new ArrayList<>();
        for (Part part : Part.of(job)) {
            Connection known = Connection.of(part.type())
                    .orElseGet(() -> Connection.other(otherTypes.getOrDefault(part.type(), List.of())));
            known.bound().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry ->
                            add(job, part.connection(), entry.getKey(), part.label(), entry.getValue(), slots));
        }
        add(job, "/properties/jobStorageAccount", "/accountName", "job storage", BoundKind.STORAGE, slots);
        add(job, "/properties/externals/storageAccount", "/accountName", "externals", BoundKind.STORAGE, slots);
        add(job, "/properties/externals", "/container", "externals", BoundKind.CONTAINER, slots);
        add(job, "/properties/externals", "/path", "externals", BoundKind.PATH, slots);
        add(job, "/properties/cluster", "/id", "cluster", BoundKind.CLUSTER, slots);
        job.at("/tags").map(JsonTree::names).orElse(List.of()).forEach(name -> {
            if (!name.equals(JobDefinition.TWIN_TAG)) {
                add(job, "/tags", "/" + JsonTree.segment(name), "tag", BoundKind.TAG, slots);
            }
        });
        return List.copyOf(slots);
    }

    private static void add(JsonTree job, String base, String pointer, String label, BoundKind kind, List<Slot> slots) {
        for (String concrete : expanded(job, base + pointer)) {
            job.text(concrete)
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> slots.add(new Slot(
                            concrete, label + ", " + concrete.substring(concrete.lastIndexOf('/') + 1), kind, value)));
        }
    }

    /** The pointers a pattern with one {@code *} stands for. */
    static List<String> expanded(JsonTree job, String pattern) {
        int star = pattern.indexOf("/*/");
        if (star < 0) {
            return List.of(pattern);
        }
        List<String> all = new ArrayList<>();
        int items = job.items(pattern.substring(0, star)).size();
        for (int i = 0; i < items; i++) {
            all.add(pattern.substring(0, star) + "/" + i + "/" + pattern.substring(star + 3));
        }
        return all;
    }
}
