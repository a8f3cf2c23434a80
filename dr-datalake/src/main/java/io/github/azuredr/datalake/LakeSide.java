package io.github.azuredr.datalake;

import io.github.azuredr.datalake.account.AccountsSide;
import io.github.azuredr.datalake.catalog.CatalogPort;
import io.github.azuredr.datalake.catalog.Logins;
import io.github.azuredr.datalake.job.JobPort;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.TransferRoom;

/**
 * One side of a protected lake: its files, the catalog and jobs of its analytics account, the accounts themselves, and where
 * this process may transfer files. A side without an analytics account, or whose accounts are not managed, refuses what is
 * asked of them.
 */
public interface LakeSide extends LakePort, CatalogPort, JobPort, AccountsSide {

    /** Where transfers of this process run; no call. */
    TransferRoom room();

    /** What credentials of this side's catalog hold; no call. */
    Logins logins();
}
