package io.github.azuredr.datalake.azure.gen1;

import com.microsoft.azure.datalake.store.DirectoryEntry;
import io.github.azuredr.datalake.store.LakeException;
import io.github.azuredr.datalake.store.LakeFailure;
import io.github.azuredr.datalake.store.LakeFile;
import io.github.azuredr.datalake.store.ListingPage;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Lists all that lies below a directory although the service lists one directory at a time: the token of a page names the
 * directories still to be read, the first with the name to go on behind.
 */
final class Gen1Walk {
    /** A page ends with the first directory that fills it so far. */
    private static final int FULL = 1000;

    private static final char BETWEEN = '\u0000';
    private static final char BEHIND = '\u0001';

    private final Gen1Calls calls;
    private final Gen1Paths paths;
    private final Clock clock;

    Gen1Walk(Gen1Calls calls, Gen1Paths paths, Clock clock) {
        this.calls = calls;
        this.paths = paths;
        this.clock = clock;
    }

    /** The client shows no time of the service, so the page has that of this process from before it was asked for. */
    ListingPage page(String directory, Optional<String> continuation) {
        var asked = clock.instant();
        Deque<String> left = new ArrayDeque<>();
        continuation.ifPresentOrElse(
                token -> left.addAll(List.of(token.split(String.valueOf(BETWEEN), -1))), () -> left.add(directory));
        List<LakeFile> found = new ArrayList<>();
        while (!left.isEmpty() && found.size() < FULL) {
            String next = left.pop();
            int mark = next.indexOf(BEHIND);
            String path = mark < 0 ? next : next.substring(0, mark);
            List<DirectoryEntry> entries = entries(path, mark < 0 ? "" : next.substring(mark + 1), directory);
            if (entries.size() == Gen1Calls.PAGE) {
                left.push(path + BEHIND + entries.get(entries.size() - 1).name);
            }
            for (DirectoryEntry entry : entries) {
                String child = path.isEmpty() ? entry.name : path + "/" + entry.name;
                found.add(Gen1Status.listed(child, entry));
                if (Gen1Status.isDirectory(entry)) {
                    left.add(child);
                }
            }
        }
        Optional<String> token = left.isEmpty() ? Optional.empty() : Optional.of(String.join("" + BETWEEN, left));
        return new ListingPage(found, token, asked);
    }

    /** A directory that went while its parent was read is empty; the one asked for must be there. */
    private List<DirectoryEntry> entries(String path, String after, String asked) {
        try {
            return calls.list(paths.at(path), after.isEmpty() ? null : after);
        } catch (LakeException failed) {
            if (failed.kind() == LakeFailure.NOT_FOUND && !path.equals(asked)) {
                return List.of();
            }
            throw failed;
        }
    }
}
