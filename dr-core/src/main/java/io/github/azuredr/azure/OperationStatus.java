package io.github.azuredr.azure;

import java.util.Locale;

/** What a status word of Azure means; services disagree on spelling and case. */
enum OperationStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    OTHER;

    static OperationStatus of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "succeeded", "completed" -> SUCCEEDED;
            case "failed", "canceled", "cancelled" -> FAILED;
            case "accepted",
                    "inprogress",
                    "running",
                    "queued",
                    "pending",
                    "notstarted",
                    "creating",
                    "updating",
                    "deleting",
                    "moving",
                    "provisioning",
                    "transientfailure" -> RUNNING;
            default -> OTHER;
        };
    }
}
