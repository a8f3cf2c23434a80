package io.github.azuredr.datalake.files;

import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.Patience;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the directories a rename on a hierarchical account needs, each once; it remembers the newest only. */
final class Directories {
    private static final int REMEMBERED = 4096;

    private final LakePort port;
    private final Patience patience;
    private final Map<String, Boolean> made = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    Directories(LakePort port, Patience patience) {
        this.port = port;
        this.patience = patience;
    }

    /** Makes sure the directory of this path exists. */
    void holding(String path) {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            make(path.substring(0, slash));
        }
    }

    /** Makes sure this directory exists. */
    void make(String directory) {
        synchronized (made) {
            if (made.containsKey(directory)) {
                return;
            }
        }
        patience.read(() -> {
            port.makeDirectory(directory);
            return true;
        });
        synchronized (made) {
            made.put(directory, Boolean.TRUE);
        }
    }

    void forget(String directory) {
        synchronized (made) {
            made.remove(directory);
        }
    }
}
