package io.github.azuredr.streamanalytics.jdbc;

/**
 * What a backfill did.
 *
 * @param inserted rows the target lacked and now has
 * @param onlyInTarget rows the source lacks; they are left alone
 * @param buckets buckets compared
 * @param differing buckets whose ids differ after the backfill; by rows only the target has, or by writers still busy
 */
public record BackfillReport(long inserted, long onlyInTarget, long buckets, long differing) {
    /** Whether both sides hold the same ids in the whole span. */
    public boolean same() {
        return differing == 0;
    }
}
