package io.github.azuredr.datalake.listing;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How a row of a sort is kept on disk for the time of one pass. */
public interface RowCodec<T> {
    /** Writes one row. */
    void write(T row, DataOutput out) throws IOException;

    /** Reads one row back. */
    T read(DataInput in) throws IOException;

    /** About how many bytes of heap the row takes. */
    int weight(T row);
}
