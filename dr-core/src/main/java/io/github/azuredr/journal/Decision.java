package io.github.azuredr.journal;

/** What a command makes of the newest state: an entry to append, or a reason not to. */
public sealed interface Decision {

    /**
     * Append this.
     *
     * @param entry what happened
     */
    record Append(Entry entry) implements Decision {}

    /**
     * Do not append; nothing changed.
     *
     * @param rule a stable word
     * @param reason the sentence
     */
    record Stop(String rule, String reason) implements Decision {}

    /** Append this. */
    static Decision append(Entry entry) {
        return new Append(entry);
    }

    /** Do not append. */
    static Decision stop(String rule, String reason) {
        return new Stop(rule, reason);
    }
}
