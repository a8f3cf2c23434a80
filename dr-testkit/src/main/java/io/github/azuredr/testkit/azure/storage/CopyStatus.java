package io.github.azuredr.testkit.azure.storage;

import java.util.Map;

/** What a blob says about the copy that made it. */
record CopyStatus(String id, String status, String source, long length, long completedMillis) {

    void answer(Map<String, String> headers) {
        headers.put("x-ms-copy-id", id);
        headers.put("x-ms-copy-status", status);
        headers.put("x-ms-copy-source", source);
        headers.put("x-ms-copy-progress", length + "/" + length);
        headers.put("x-ms-copy-completion-time", Times.http(completedMillis));
    }
}
