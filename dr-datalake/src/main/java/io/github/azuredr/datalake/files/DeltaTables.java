package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.store.LakeFile;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables' logs may be published. A Delta table is valid as soon as all files its log names are there, so the log
 * comes after the data, one commit after the other.
 *
 * <p>A log file written while the source was being listed may name data the listing has missed: it waits for the next
 * pass. So does the log of a table with a file that could not be copied, and nothing of a table whose log waits is deleted.
 */
final class DeltaTables {
    private static final String LOG = "_delta_log";
    private static final int TABLES_REMEMBERED = 10_000;

    private final Set<String> waiting = new HashSet<>();
    private final Set<String> heldTables = new HashSet<>();
    private boolean allWait;

    /** The directory of the table whose log this path belongs to. */
    static Optional<String> tableOfLog(String path) {
        if (path.startsWith(LOG + "/")) {
            return Optional.of("");
        }
        int at = path.indexOf("/" + LOG + "/");
        return at < 0 ? Optional.empty() : Optional.of(path.substring(0, at));
    }

    /** Whether this log file may be published after a listing that began then. */
    static boolean settled(LakeFile log, Instant listingBegan) {
        return log.lastModified().isBefore(listingBegan);
    }

    /** Says that a file could not be brought up to date. */
    synchronized void hold(String path) {
        if (waiting.size() >= TABLES_REMEMBERED) {
            allWait = true;
            return;
        }
        // Which ancestor is a table is not known here: each may be one.
        waiting.add("");
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            waiting.add(path.substring(0, slash));
        }
    }

    /** Says that a table's log waits; what lies in the table is not deleted. */
    synchronized void holdTable(String table) {
        heldTables.add(table);
        if (heldTables.size() >= TABLES_REMEMBERED) {
            allWait = true;
        }
    }

    synchronized boolean mayPublish(String table) {
        return !allWait && !waiting.contains(table) && !heldTables.contains(table);
    }

    synchronized boolean mayDelete(String path) {
        if (allWait) {
            return false;
        }
        if (heldTables.isEmpty()) {
            return true;
        }
        if (heldTables.contains("")) {
            return false;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (heldTables.contains(path.substring(0, slash))) {
                return false;
            }
        }
        return true;
    }
}
