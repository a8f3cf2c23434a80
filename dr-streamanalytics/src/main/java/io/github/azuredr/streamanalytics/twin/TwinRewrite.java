package io.github.azuredr.streamanalytics.twin;

import io.github.azuredr.streamanalytics.json.JsonTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A job rewritten for the other region. Query, ordering, compatibility, serialization and every name stay as they are,
 * because two jobs are comparable only so.
 *
 * @param twin the rewritten definition; to be sent only when there are no objections
 * @param substitutions what was replaced, as people read it
 * @param objections why it cannot be the twin, each with what to do
 */
public record TwinRewrite(JobDefinition twin, List<String> substitutions, List<String> objections) {
    private static final Set<String> NEVER_REWRITTEN = Set.of("query", "script");

    /** Copies its lists. */
    public TwinRewrite {
        substitutions = List.copyOf(substitutions);
        objections = List.copyOf(objections);
    }

    /** Rewrites a job and checks the result. */
    public static TwinRewrite of(JobDefinition job, RegionRewrite rewrite) {
        List<String> objections = new ArrayList<>(untwinnable(job, rewrite));
        if (!job.region().equals(rewrite.from())) {
            objections.add("the job is in " + job.region() + ", but the mapping goes from " + rewrite.from() + " to "
                    + rewrite.to());
        }
        Map<String, String> changes = new HashMap<>();
        List<String> substitutions = new ArrayList<>();
        substitutions.add("location: " + rewrite.from() + " -> " + rewrite.to());
        for (Slot slot : Slot.of(job.content(), rewrite.otherTypes())) {
            Optional<String> counterpart = rewrite.counterpart(slot.kind(), slot.value());
            if (counterpart.isPresent()) {
                changes.put(slot.pointer(), counterpart.get());
                substitutions.add(slot.where() + ": " + slot.value() + " -> " + counterpart.get());
            } else if (slot.kind().mustBeMapped()) {
                objections.add(slot.where() + " is \"" + slot.value() + "\", which has no counterpart in "
                        + rewrite.to() + "; add one under \"" + slot.kind().word() + "\"");
            }
        }
        JsonTree content = identities(
                job.content()
                        .mapTexts((pointer, value) -> changes.getOrDefault(pointer, value))
                        .with("/location", rewrite.to().name()),
                rewrite,
                substitutions,
                objections);
        JobDefinition twin = JobDefinition.kept(content);
        objections.addAll(pointingBack(twin, rewrite));
        return new TwinRewrite(twin, substitutions, objections);
    }

    /**
     * Why a job is not one of its region: each place where it still connects to the other one.
     *
     * @param twin the job as it is there
     * @param rewrite towards its region
     */
    public static List<String> pointingBack(JobDefinition twin, RegionRewrite rewrite) {
        List<String> objections = new ArrayList<>();
        if (!twin.region().equals(rewrite.to())) {
            objections.add("the job is in " + twin.region() + " and not in " + rewrite.to());
        }
        for (Slot slot : Slot.of(twin.content(), rewrite.otherTypes())) {
            if (slot.kind().mustBeMapped() && rewrite.isOfTheOtherRegion(slot.kind(), slot.value())) {
                objections.add(slot.where() + " still points to " + rewrite.from() + ": \"" + slot.value() + "\"");
            }
        }
        twin.content().scalars().forEach((pointer, value) -> hiddenHost(pointer, value, rewrite)
                .filter(text -> objections.stream().noneMatch(text::equals))
                .ifPresent(objections::add));
        return objections;
    }

    /** An address in a place nobody listed, such as a property that is newer than this library. */
    private static Optional<String> hiddenHost(String pointer, String value, RegionRewrite rewrite) {
        String last = pointer.substring(pointer.lastIndexOf('/') + 1);
        String host = RegionRewrite.host(value).toLowerCase(Locale.ROOT);
        if (NEVER_REWRITTEN.contains(last) || pointer.startsWith("/tags/") || host.indexOf('.') < 0) {
            return Optional.empty();
        }
        String label = host.substring(0, host.indexOf('.'));
        boolean back = rewrite.names().entrySet().stream()
                .filter(entry -> !entry.getKey().mayBeShared())
                .flatMap(entry -> entry.getValue().keySet().stream())
                .anyMatch(name -> name.equalsIgnoreCase(label) || name.equalsIgnoreCase(host));
        return back
                ? Optional.of(pointer + " holds an address of " + rewrite.from() + ": \"" + value + "\"")
                : Optional.empty();
    }

    private static List<String> untwinnable(JobDefinition job, RegionRewrite rewrite) {
        List<String> objections = new ArrayList<>();
        for (Part part : job.parts()) {
            Optional<String> refusal = Connection.refusal(part.type());
            if (refusal.isPresent()) {
                objections.add(part.label() + " " + refusal.get());
            } else if (Connection.of(part.type()).isEmpty()
                    && !rewrite.otherTypes().containsKey(part.type())) {
                objections.add(part.label() + " has the unknown type \"" + part.type()
                        + "\"; name those of its properties that are tied to a region under \"otherTypes\"");
            }
        }
        return objections;
    }

    private static JsonTree identities(
            JsonTree content, RegionRewrite rewrite, List<String> substitutions, List<String> objections) {
        List<String> ids = content.at("/identity/userAssignedIdentities")
                .map(JsonTree::names)
                .orElse(List.of());
        JsonTree changed = content;
        for (String id : ids) {
            Optional<String> other = rewrite.counterpart(BoundKind.IDENTITY, id);
            if (other.isEmpty()) {
                objections.add("identity " + id + " has no counterpart; add one, or the same if both jobs may use it,"
                        + " under \"" + BoundKind.IDENTITY.word() + "\"");
            } else if (!other.get().equals(id)) {
                substitutions.add("identity: " + id + " -> " + other.get());
                changed = changed.without("/identity/userAssignedIdentities/" + JsonTree.segment(id))
                        .with("/identity/userAssignedIdentities/" + JsonTree.segment(other.get()), JsonTree.object());
            }
        }
        return changed;
    }
}
