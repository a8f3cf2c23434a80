package io.github.azuredr.streamanalytics.spool;

/**
 * How much may be owed to one side.
 *
 * @param events at most so many
 * @param bytes and at most so large
 */
public record SpoolLimits(long events, long bytes) {
    /** Refuses a spool without room. */
    public SpoolLimits {
        if (events < 1 || bytes < 1) {
            throw new IllegalArgumentException("spool of " + events + " events and " + bytes + " bytes has no room");
        }
    }

    /** Ten million events, 8 GiB. */
    public static SpoolLimits ofDefaults() {
        return new SpoolLimits(10_000_000, 8L << 30);
    }
}
