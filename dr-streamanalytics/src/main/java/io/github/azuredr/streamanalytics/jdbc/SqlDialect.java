package io.github.azuredr.streamanalytics.jdbc;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What two databases say differently. */
public enum SqlDialect {
    /** PostgreSQL: row values, LIMIT, ON CONFLICT. */
    POSTGRESQL {
        @Override
        String quote(String name) {
            return '"' + name + '"';
        }

        @Override
        String page(String columns, String table, List<String> order, boolean bounded, int atMost) {
            String row = String.join(", ", order);
            return "SELECT " + columns + " FROM " + table + " WHERE (" + row + ") > ("
                    + placeholders(order.size()) + ")" + (bounded ? " AND " + order.get(0) + " < ?" : "")
                    + " ORDER BY " + row + " LIMIT " + atMost;
        }

        @Override
        List<Integer> keysetParameters() {
            return List.of(0, 1, 2);
        }

        @Override
        String first(String columns, String rest, int atMost) {
            return "SELECT " + columns + rest + " LIMIT " + atMost;
        }

        @Override
        String insertIfAbsent(String table, List<String> columns, String id, int rows) {
            return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES "
                    + String.join(", ", Collections.nCopies(rows, "(" + placeholders(columns.size()) + ")"))
                    + " ON CONFLICT DO NOTHING";
        }

        @Override
        int rowsPerInsert(int columns) {
            // A statement takes 65,535 parameters; beyond some hundred rows nothing is gained.
            return Math.max(1, Math.min(500, 65_535 / columns));
        }

        @Override
        boolean repeatsId() {
            return false;
        }

        @Override
        String bytes() {
            return "bytea";
        }
    },

    /** SQL Server and Azure SQL Database: the keyset spelled out, TOP, NOT EXISTS. */
    SQL_SERVER {
        @Override
        String quote(String name) {
            return '[' + name + ']';
        }

        @Override
        String page(String columns, String table, List<String> order, boolean bounded, int atMost) {
            String time = order.get(0);
            String sequence = order.get(1);
            String id = order.get(2);
            return "SELECT TOP (" + atMost + ") " + columns + " FROM " + table + " WHERE " + time + " >= ? AND ("
                    + time + " > ? OR (" + time + " = ? AND (" + sequence + " > ? OR (" + sequence + " = ? AND " + id
                    + " > ?))))" + (bounded ? " AND " + time + " < ?" : "") + " ORDER BY "
                    + String.join(", ", order);
        }

        @Override
        List<Integer> keysetParameters() {
            return List.of(0, 0, 0, 1, 1, 2);
        }

        @Override
        String first(String columns, String rest, int atMost) {
            return "SELECT TOP (" + atMost + ") " + columns + rest;
        }

        @Override
        String insertIfAbsent(String table, List<String> columns, String id, int rows) {
            return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") SELECT "
                    + placeholders(columns.size()) + " WHERE NOT EXISTS (SELECT 1 FROM " + table + " WHERE " + id
                    + " = ?)";
        }

        @Override
        int rowsPerInsert(int columns) {
            return 1;
        }

        @Override
        boolean repeatsId() {
            return true;
        }

        @Override
        String bytes() {
            return "varbinary(max)";
        }
    };

    abstract String quote(String name);

    /** Rows strictly after (time, sequence, id), optionally before a time. */
    abstract String page(String columns, String table, List<String> order, boolean bounded, int atMost);

    /** Which of time (0), sequence (1) and id (2) each parameter of the keyset is. */
    abstract List<Integer> keysetParameters();

    abstract String first(String columns, String rest, int atMost);

    /** Inserts rows whose id is not there; as many as {@link #rowsPerInsert} at most. */
    abstract String insertIfAbsent(String table, List<String> columns, String id, int rows);

    /** How many rows one insert takes. */
    abstract int rowsPerInsert(int columns);

    /** Whether the insert takes the id once more at its end. */
    abstract boolean repeatsId();

    abstract String bytes();

    String table(String name) {
        return Arrays.stream(name.split("\\.", -1)).map(this::quote).collect(Collectors.joining("."));
    }

    private static String placeholders(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
