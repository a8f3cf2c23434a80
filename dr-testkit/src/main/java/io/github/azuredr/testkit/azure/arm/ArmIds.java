package io.github.azuredr.testkit.azure.arm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads resource ids, which Azure compares without case. */
final class ArmIds {
    private ArmIds() {}

    static List<String> segments(String path) {
        return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    }

    /** The segment after the last one of this name. */
    static Optional<String> segmentAfter(String path, String name) {
        List<String> parts = segments(path);
        for (int i = parts.size() - 2; i >= 0; i--) {
            if (parts.get(i).equalsIgnoreCase(name)) {
                return Optional.of(parts.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** The namespace a path is for: that after its last {@code providers}. */
    static Optional<String> namespace(String path) {
        return segmentAfter(path, "providers");
    }

    /** The type of a resource id with its namespace, as in {@code Microsoft.Storage/storageAccounts}. */
    static String type(String id) {
        List<String> parts = segments(id);
        int at = -1;
        for (int i = 0; i < parts.size(); i++) {
            at = parts.get(i).equalsIgnoreCase("providers") ? i : at;
        }
        StringBuilder type = new StringBuilder(parts.get(at + 1));
        for (int i = at + 2; i < parts.size(); i += 2) {
            type.append('/').append(parts.get(i));
        }
        return type.toString();
    }

    static String name(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    static String fold(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    /** Whether an id is this scope or lies under it. */
    static boolean isWithin(String id, String scope) {
        String inner = fold(id);
        String outer = fold(scope);
        return inner.equals(outer) || inner.startsWith(outer.endsWith("/") ? outer : outer + "/");
    }
}
