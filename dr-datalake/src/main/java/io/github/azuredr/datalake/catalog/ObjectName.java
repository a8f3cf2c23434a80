package io.github.azuredr.datalake.catalog;

/**
 * The place of one object in a catalog. Names are case-sensitive; the order puts names that differ only by case side by
 * side.
 *
 * @param kind what it is
 * @param database its database, or the database itself; empty only for an access rule on the whole account
 * @param schema its schema, or the schema itself; empty for what belongs to a database
 * @param table the table of a partition or of statistics; else empty
 * @param name its own name; equal to the database or schema for those
 */
public record ObjectName(ObjectKind kind, String database, String schema, String table, String name)
        implements Comparable<ObjectName> {
    /** Refuses an object without a name. */
    public ObjectName {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name must not be empty; the catalog names each " + kind);
        }
    }

    /** A database. */
    public static ObjectName database(String database) {
        return new ObjectName(ObjectKind.DATABASE, database, "", "", database);
    }

    /** A schema. */
    public static ObjectName schema(String database, String schema) {
        return new ObjectName(ObjectKind.SCHEMA, database, schema, "", schema);
    }

    /** What belongs to a database: a credential, data source or assembly. */
    public static ObjectName inDatabase(ObjectKind kind, String database, String name) {
        return new ObjectName(kind, database, "", "", name);
    }

    /** What belongs to a schema. */
    public static ObjectName inSchema(ObjectKind kind, String database, String schema, String name) {
        return new ObjectName(kind, database, schema, "", name);
    }

    /** A table. */
    public static ObjectName table(String database, String schema, String name) {
        return inSchema(ObjectKind.TABLE, database, schema, name);
    }

    /** What belongs to a table: a partition or statistics. */
    public static ObjectName ofTable(ObjectKind kind, ObjectName table, String name) {
        return new ObjectName(kind, table.database, table.schema, table.name, name);
    }

    /** The table this belongs to, when it is a partition or statistics. */
    public ObjectName parentTable() {
        return table(database, schema, table);
    }

    /** Whether the two differ, and only by case. */
    public boolean differsOnlyByCase(ObjectName other) {
        return kind == other.kind
                && !equals(other)
                && database.equalsIgnoreCase(other.database)
                && schema.equalsIgnoreCase(other.schema)
                && table.equalsIgnoreCase(other.table)
                && name.equalsIgnoreCase(other.name);
    }

    /** The name as a script writes it, each part quoted. */
    public String quoted() {
        return switch (kind) {
            case DATABASE -> Usql.name(database);
            case SCHEMA -> Usql.name(database) + "." + Usql.name(schema);
            case CREDENTIAL, ASSEMBLY -> Usql.name(database) + "." + Usql.name(name);
            case DATA_SOURCE, STATISTICS -> Usql.name(name);
            default -> Usql.name(database) + "." + Usql.name(schema) + "." + Usql.name(name);
        };
    }

    @Override
    public int compareTo(ObjectName other) {
        int order = database.compareToIgnoreCase(other.database);
        order = order != 0 ? order : schema.compareToIgnoreCase(other.schema);
        order = order != 0 ? order : kind.compareTo(other.kind);
        order = order != 0 ? order : table.compareToIgnoreCase(other.table);
        order = order != 0 ? order : name.compareToIgnoreCase(other.name);
        // Only names that differ by case come this far.
        order = order != 0 ? order : database.compareTo(other.database);
        order = order != 0 ? order : schema.compareTo(other.schema);
        order = order != 0 ? order : table.compareTo(other.table);
        return order != 0 ? order : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind.word().toLowerCase(java.util.Locale.ROOT)).append(' ');
        for (String part : new String[] {database, schema, table}) {
            if (!part.isEmpty() && (kind != ObjectKind.DATABASE || !part.equals(name))) {
                text.append(part).append('.');
            }
        }
        return kind == ObjectKind.SCHEMA
                ? text.substring(0, text.length() - 1)
                : text.append(name).toString();
    }
}
