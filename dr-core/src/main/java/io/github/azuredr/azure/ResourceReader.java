package io.github.azuredr.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.azuredr.error.RecoveryException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the resource an operation works on and says what it shows. It must recognise the state that was asked for and not
 * merely a resource at rest: an update that never began looks at rest, too.
 */
@FunctionalInterface
public interface ResourceReader {
    /** What the resource shows now; an {@link ArmException} thrown here counts as {@link Reading.Unclear}. */
    Reading read();

    /** What a resource shows about an operation on it. */
    sealed interface Reading {
        /**
         * The wanted state is there.
         *
         * @param body the resource, a missing node when it was to be deleted
         */
        record Done(JsonNode body) implements Reading {}

        /**
         * The resource says the operation failed.
         *
         * @param code the state or code it shows
         * @param message what it says
         */
        record Failed(String code, String message) implements Reading {}

        /** It is on its way. */
        record Running() implements Reading {}

        /**
         * It cannot be told.
         *
         * @param reason why not
         */
        record Unclear(String reason) implements Reading {}
    }

    /** Done when {@code properties.provisioningState} is Succeeded, or absent as services without it leave it. */
    static ResourceReader provisioned(ArmClient arm, ArmRequest get) {
        return () -> {
            ArmResponse found = arm.findOnce(get).orElse(null);
            if (found == null) {
                return new Reading.Unclear("there is no " + get.path());
            }
            String state = found.text("/properties/provisioningState").orElse("Succeeded");
            return switch (OperationStatus.of(state)) {
                case SUCCEEDED -> new Reading.Done(found.body());
                case FAILED -> new Reading.Failed(state, get.path() + " has provisioningState " + state);
                case RUNNING, OTHER -> new Reading.Running();
            };
        };
    }

    /** Done when the resource is gone; running while it is still there. */
    static ResourceReader gone(ArmClient arm, ArmRequest get) {
        return () ->
                arm.findOnce(get).isPresent() ? new Reading.Running() : new Reading.Done(MissingNode.getInstance());
    }

    /**
     * Judges one text field, such as {@code /properties/jobState}; case is ignored, other values mean running.
     *
     * @param done values of the wanted state
     * @param failed values from which it will not be reached
     */
    static ResourceReader field(ArmClient arm, ArmRequest get, String pointer, Set<String> done, Set<String> failed) {
        Set<String> good = anyCase(done);
        Set<String> bad = anyCase(failed);
        if (good.isEmpty() || good.stream().anyMatch(bad::contains)) {
            throw new RecoveryException(
                    "The reader of " + pointer + " has no value that means done, or one that means both.",
                    "give disjoint sets, the first not empty.");
        }
        return () -> {
            ArmResponse found = arm.findOnce(get).orElse(null);
            String state = found == null ? null : found.text(pointer).orElse(null);
            if (found == null || state == null) {
                return new Reading.Unclear("there is no " + pointer + " in " + get.path());
            }
            if (good.contains(state)) {
                return new Reading.Done(found.body());
            }
            return bad.contains(state)
                    ? new Reading.Failed(state, get.path() + " has " + pointer + " " + state)
                    : new Reading.Running();
        };
    }

    private static Set<String> anyCase(Set<String> values) {
        Set<String> anyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.addAll(values);
        return anyCase;
    }
}
