package io.github.azuredr.datalake.store;

/** The one place in a tree that belongs to recovery: never replicated, never shown to users. */
public final class Reserved {
    /** The directory below which everything of ours lies. */
    public static final String ROOT = "_azuredr";

    private Reserved() {}

    /** Whether a path belongs to recovery. */
    public static boolean holds(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    /** A path below the reserved directory. */
    public static String path(String first, String... more) {
        StringBuilder path = new StringBuilder(ROOT).append('/').append(first);
        for (String part : more) {
            path.append('/').append(part);
        }
        return path.toString();
    }
}
