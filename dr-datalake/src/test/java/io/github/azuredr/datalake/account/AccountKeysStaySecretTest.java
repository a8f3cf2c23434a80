package io.github.azuredr.datalake.account;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.github.azuredr.DisasterRecovery;
import io.github.azuredr.journal.FileJournalStore;
import io.github.azuredr.pair.RegionPair;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.RecoveryObjectives;
import io.github.azuredr.recovery.ReplicationPolicy;
import io.github.azuredr.run.RunReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Access keys of blob storage are sent, and turn up in nothing that is kept or shown. */
class AccountKeysStaySecretTest {
    private final AccountWorld world = new AccountWorld();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<Appender<ILoggingEvent>> printers = new ArrayList<>();
    private Level before = Level.DEBUG;

    @TempDir
    private Path folder;

    @BeforeEach
    void listenToEverything() {
        before = root.getLevel();
        root.setLevel(Level.TRACE);
        lines.start();
        root.iteratorForAppenders().forEachRemaining(printers::add);
        printers.forEach(root::detachAppender);
        root.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(lines);
        printers.forEach(root::addAppender);
        root.setLevel(before);
    }

    @Test
    void neitherGoodNorBadKeyIsKeptOrShown() throws IOException {
        String good = world.accounts.secret("blobcentral");
        String bad = "cGxhbnRlZCBzZWNyZXQgdGhhdCBubyBvbmUgbWF5IHNlZQ==";
        world.accounts.azure.recordTo(folder.resolve("recorded"));
        DisasterRecovery dr = DisasterRecovery.named("orders")
                .between(RegionPair.of("eastus2", "centralus"))
                .objectives(RecoveryObjectives.rpo(Duration.ofMinutes(30)).rto(Duration.ofHours(1)))
                .replicating(ReplicationPolicy.every(Duration.ofMinutes(15)))
                .protect("lake", world.contract())
                .journal(FileJournalStore.in(folder.resolve("journal")))
                .time(world.clock())
                .executor(Runnable::run)
                .instance("test")
                .build();
        dr.initialise();
        Plan plan = dr.plan(Goal.prepare());

        world.accounts.keep("blobcentral", bad);
        RunReport refused = dr.prepare();
        world.accounts.keep("blobcentral", good);
        dr.openRun().orElseThrow().retry("lake/account-008-link-blobcentral", "on-call", "the key was corrected");
        RunReport resumed = dr.openRun().orElseThrow().resume("on-call");

        assertThat(resumed.result().isReached()).as(resumed.text()).isTrue();
        assertThat(world.accounts
                        .port(Side.B)
                        .analytics("lakecentral")
                        .orElseThrow()
                        .storage())
                .as("the good key was really sent")
                .hasSize(1);
        StringBuilder all = new StringBuilder();
        all.append(plan.text()).append(plan.json());
        all.append(refused.text()).append(resumed.text()).append(dr.readiness().text());
        lines.list.forEach(line -> all.append(line.getFormattedMessage()).append(line.getKeyValuePairs()));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(all).contains("link-storage-account/1");
        assertThat(all.indexOf(good)).as("the good key").isNegative();
        assertThat(all.indexOf(bad)).as("the bad key").isNegative();
    }
}
