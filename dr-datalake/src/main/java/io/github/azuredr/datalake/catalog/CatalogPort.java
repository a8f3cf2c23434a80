package io.github.azuredr.datalake.catalog;

import io.github.azuredr.datalake.analytics.AnalyticsException;
import java.util.Optional;

/**
 * The catalog of one analytics account. Lists read a page when they reach it and hold no more than one; every call may
 * throw an {@link AnalyticsException}. There is no call that creates a database, table or code: that takes a job.
 */
public interface CatalogPort {

    /** The account's name. */
    String account();

    /** All databases. */
    Iterable<CatalogObject> databases();

    /**
     * The objects of one kind.
     *
     * @param kind any kind but databases
     * @param within the database (schemas, credentials, data sources, assemblies, access), the schema (types, tables,
     *     statistics, functions, packages, views, procedures) or the table (partitions)
     */
    Iterable<CatalogObject> list(ObjectKind kind, ObjectName within);

    /** The access rules on the account itself. */
    Iterable<CatalogObject> accountAccess();

    /** A table, read anew. */
    Optional<CatalogObject> table(ObjectName table);

    /** The stored pieces of a table. */
    Iterable<Fragment> fragments(ObjectName table);

    /** The id that fragments of a partition name as their parent, by the label's text; ids are the account's own. */
    Iterable<PartitionId> partitionIds(ObjectName table);

    /**
     * A partition as the service numbers it.
     *
     * @param name its object name
     * @param id what its fragments name as their parent
     * @param partition its label
     */
    record PartitionId(ObjectName name, String id, Definition.Partition partition) {}

    /** Creates a credential, or replaces the one of this name. */
    void putCredential(ObjectName credential, Login login);

    /** Removes a credential. */
    void removeCredential(ObjectName credential);

    /** Grants; the same grant again changes nothing. */
    void grant(ObjectName access, Definition.Access rule);

    /** Takes a principal's rule away. */
    void revoke(ObjectName access, Definition.Access rule);
}
