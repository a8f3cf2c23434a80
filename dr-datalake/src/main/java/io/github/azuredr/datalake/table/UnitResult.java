package io.github.azuredr.datalake.table;

/**
 * What became of one unit in a pass.
 *
 * @param unit which unit
 * @param outcome what became of it
 * @param detail in words; for a copy the number of rows
 */
public record UnitResult(Unit unit, Outcome outcome, String detail) {

    /** What became of a unit. */
    public enum Outcome {
        /** Its copy is complete, and the row counts agree. */
        COPIED,
        /** The source changed while it was read; the next pass takes it up. */
        SOURCE_MOVED,
        /** Someone other than replication wrote the target; nothing was touched. */
        TARGET_CHANGED_BY_ANOTHER,
        /** Its rows cannot be carried, or a partition value cannot be written. */
        NOT_WRITABLE,
        /** The export on the primary failed. */
        EXPORT_FAILED,
        /** The import on the secondary failed; the copy may be incomplete until a later pass succeeds. */
        IMPORT_FAILED,
        /** A job has not ended within the looks it was given; the next pass goes on with the same job. */
        STILL_RUNNING,
        /** The import ended well, but the row counts differ. */
        ROW_COUNTS_DIFFER,
        /** The other side has no such table. */
        NO_TARGET_TABLE,
        /** The table's columns differ on the two sides: the catalog comes first. */
        DEFINITIONS_DIFFER
    }
}
