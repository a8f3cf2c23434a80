package io.github.azuredr.streamanalytics.regions;

import io.github.azuredr.pair.Side;
import io.github.azuredr.streamanalytics.jdbc.JdbcOutput;
import io.github.azuredr.streamanalytics.jdbc.JdbcRowSource;
import io.github.azuredr.streamanalytics.jdbc.SqlDialect;
import io.github.azuredr.streamanalytics.kafka.KafkaSink;
import io.github.azuredr.streamanalytics.stamp.EventStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One region: its hub, its job and its database. */
final class Region {
    final Side side;
    private final Path folder;
    private final Broker broker;
    private final Database database;
    private String run = "";
    private long jobSeed;
    private Child job;

    Region(Side side, Path folder) throws IOException {
        this.side = side;
        this.folder = folder.resolve("region-" + side);
        Files.createDirectories(this.folder);
        broker = new Broker(this.folder.resolve("hub"));
        database = new Database(this.folder.resolve("database"));
    }

    /** A new topic, new tables and a job that has seen nothing. */
    void begin(String name, long seed) throws IOException, SQLException {
        run = name;
        jobSeed = seed;
        broker.awaitTopic(run);
        for (String ddl : JobOutput.ddl(run)) {
            database.execute(ddl);
        }
        startJob();
    }

    void end() {
        job.kill();
    }

    KafkaSink sink(Duration timeout) {
        Map<String, Object> settings = KafkaSink.durableSettings(timeout);
        settings.put("bootstrap.servers", broker.address());
        settings.put("reconnect.backoff.max.ms", 200);
        settings.put("metadata.max.age.ms", 1_000);
        return new KafkaSink(
                "hub-" + side,
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()),
                run);
    }

    JdbcRowSource rows() {
        return new JdbcRowSource(new JdbcOutput(database.dataSource(), JobOutput.rows(run), SqlDialect.POSTGRESQL));
    }

    JdbcRowSource windows() {
        return new JdbcRowSource(new JdbcOutput(database.dataSource(), JobOutput.windows(run), SqlDialect.POSTGRESQL));
    }

    void kill(Outage.Part part) throws IOException {
        switch (part) {
            case HUB -> broker.kill();
            case HUB_AND_ITS_LOG -> {
                broker.kill();
                broker.wipe();
                // The job of a lost log starts anew where its output ended.
                job.kill();
                JobCheckpoint.in(checkpoint()).withoutOffsets().save(checkpoint());
            }
            case DATABASE -> database.kill();
            case JOB -> job.kill();
        }
    }

    void bringBack(Outage.Part part) throws IOException {
        switch (part) {
            case HUB -> {
                broker.restart();
                broker.awaitTopic(run);
            }
            case HUB_AND_ITS_LOG -> {
                broker.restart();
                broker.awaitTopic(run);
                startJob();
            }
            case DATABASE -> database.restart();
            case JOB -> startJob();
        }
    }

    /** Whether these events are in the table and the windows have got so far. */
    boolean hasAll(List<EventStamp> lasts, Instant windowsUpTo) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            for (EventStamp last : lasts) {
                String rows = "SELECT count(*) FROM rows_" + run
                        + " WHERE \"drProducer\" = ? AND \"drEpoch\" = ? AND \"drSequence\" = ?";
                try (PreparedStatement select = connection.prepareStatement(rows)) {
                    select.setString(1, last.source().producer());
                    select.setLong(2, last.source().epoch());
                    select.setLong(3, last.sequence());
                    ResultSet row = select.executeQuery();
                    row.next();
                    if (row.getLong(1) == 0) {
                        return false;
                    }
                }
            }
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT max(\"windowEnd\") FROM windows_" + run)) {
                row.next();
                Timestamp newest = row.getTimestamp(1);
                return newest != null && !newest.toInstant().isBefore(windowsUpTo);
            }
        }
    }

    void close() throws IOException, InterruptedException {
        if (job != null) {
            job.kill();
        }
        broker.kill();
        database.close();
    }

    private void startJob() throws IOException {
        job = Child.start(
                JobMain.class,
                folder.resolve("job.log"),
                "128m",
                broker.address(),
                run,
                database.url(),
                checkpoint().toString(),
                Long.toString(jobSeed++));
    }

    private Path checkpoint() {
        return folder.resolve(run + ".checkpoint");
    }
}
