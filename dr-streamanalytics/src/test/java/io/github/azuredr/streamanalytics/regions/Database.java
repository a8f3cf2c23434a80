package io.github.azuredr.streamanalytics.regions;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A region's output database: a PostgreSQL server that is killed with all its processes and started on what is left. */
final class Database {
    private final Path data;
    private final int port;
    private final List<String> command;
    private Process restarted;

    Database(Path folder) throws IOException {
        data = folder.resolve("data");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setDataDirectory(data)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "40")
                .start();
        port = server.getPort();
        ProcessHandle postmaster = postmaster();
        Runtime.getRuntime().addShutdownHook(new Thread(postmaster::destroyForcibly));
        command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root; this is how the library starts it, too.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(postmaster.info().command().orElseThrow());
        command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port
                + "/postgres?user=postgres&connectTimeout=2&socketTimeout=5&reWriteBatchedInserts=true";
    }

    DataSource dataSource() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        return dataSource;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void kill() throws IOException {
        ProcessHandle postmaster = postmaster();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(0, postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            Deadline.await(Duration.ofSeconds(10), () -> "end of process " + one.pid(), () -> !one.isAlive());
        }
    }

    void restart() throws IOException {
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        restarted = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("postgres.log").toFile()))
                .start();
        Process mine = restarted;
        Runtime.getRuntime().addShutdownHook(new Thread(mine::destroyForcibly));
        Deadline.await(Duration.ofSeconds(30), () -> "answer of " + url(), () -> {
            execute("SELECT 1");
            return true;
        });
    }

    void close() throws IOException, InterruptedException {
        if (Files.exists(data.resolve("postmaster.pid")) && found().isPresent()) {
            kill();
        }
        if (restarted != null) {
            restarted.waitFor(5, TimeUnit.SECONDS);
        }
    }

    private ProcessHandle postmaster() throws IOException {
        return found().orElseThrow();
    }

    private Optional<ProcessHandle> found() throws IOException {
        String first = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        return ProcessHandle.of(Long.parseLong(first));
    }
}
