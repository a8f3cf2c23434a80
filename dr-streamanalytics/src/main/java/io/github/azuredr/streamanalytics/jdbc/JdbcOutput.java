package io.github.azuredr.streamanalytics.jdbc;

import javax.sql.DataSource;

/**
 * One region's output table.
 *
 * @param dataSource the region's database
 * @param table the table's columns
 * @param dialect how the database speaks
 */
public record JdbcOutput(DataSource dataSource, OutputTable table, SqlDialect dialect) {}
