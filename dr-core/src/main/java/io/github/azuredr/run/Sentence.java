package io.github.azuredr.run;

import io.github.azuredr.error.Redaction;

/** An exception as one sentence for the journal; only its message, redacted. */
final class Sentence {
    private static final int LONGEST = 500;

    private Sentence() {}

    static String of(Throwable e) {
        String message = e.getMessage() == null ? "" : ": " + e.getMessage();
        String whole = Redaction.of(e.getClass().getSimpleName() + message);
        return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "…";
    }
}
