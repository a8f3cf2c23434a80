package io.github.azuredr.streamanalytics.spool;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.mark.RecordedGap;
import io.github.azuredr.streamanalytics.stamp.ProducerEpoch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Recorded gaps as rows: one per contiguous range. */
final class GapRows {
    static final String TABLE = "CREATE TABLE IF NOT EXISTS gap(side TEXT NOT NULL, producer TEXT NOT NULL,"
            + " epoch INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, reason TEXT NOT NULL,"
            + " at TEXT NOT NULL, PRIMARY KEY (side, epoch, first)) WITHOUT ROWID";

    private GapRows() {}

    static void add(Connection connection, RecordedGap gap) throws SQLException {
        try (PreparedStatement longer = connection.prepareStatement(
                "UPDATE gap SET last = ? WHERE side = ? AND epoch = ? AND last = ? AND reason = ?")) {
            longer.setLong(1, gap.last());
            longer.setString(2, gap.side().name());
            longer.setLong(3, gap.source().epoch());
            longer.setLong(4, gap.first() - 1);
            longer.setString(5, gap.reason().name());
            if (longer.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO gap(side, producer, epoch, first, last, reason, at) VALUES (?,?,?,?,?,?,?)")) {
            insert.setString(1, gap.side().name());
            insert.setString(2, gap.source().producer());
            insert.setLong(3, gap.source().epoch());
            insert.setLong(4, gap.first());
            insert.setLong(5, gap.last());
            insert.setString(6, gap.reason().name());
            insert.setString(7, gap.at().toString());
            insert.executeUpdate();
        }
    }

    static List<RecordedGap> all(Connection connection) throws SQLException {
        List<RecordedGap> gaps = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT side, producer, epoch, first, last, reason, at FROM gap ORDER BY side, epoch, first")) {
            while (row.next()) {
                gaps.add(new RecordedGap(
                        Side.valueOf(row.getString(1)),
                        new ProducerEpoch(row.getString(2), row.getLong(3)),
                        row.getLong(4),
                        row.getLong(5),
                        RecordedGap.Reason.valueOf(row.getString(6)),
                        Instant.parse(row.getString(7))));
            }
        }
        return List.copyOf(gaps);
    }
}
