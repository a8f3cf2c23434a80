package io.github.azuredr.datalake;

import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.TransferRoom;

/** One side of a protected tree: its files, and where this process may transfer them. */
public interface LakeSide extends LakePort {

    /** Where transfers of this process run; no call. */
    TransferRoom room();
}
