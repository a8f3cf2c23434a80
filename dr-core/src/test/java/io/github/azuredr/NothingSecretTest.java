package io.github.azuredr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.azuredr.error.Redaction;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.IfLost;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.plan.Plan;
import io.github.azuredr.recovery.LossLedger;
import io.github.azuredr.recovery.Memo;
import io.github.azuredr.recovery.RecoveryPoint;
import io.github.azuredr.run.RunReport;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.toy.Staged;
import io.github.azuredr.toy.StagedApplication;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Plants secrets in everything a port may throw or say, and looks for them in all that is kept or shown. */
class NothingSecretTest {
    private static final String PLANTED = "pl4ntedSecretValue";
    private static final String WORDS = "403 for https://x.blob.core.windows.net/c?sv=2024&sig=" + PLANTED
            + "%3D; AccountKey=" + PLANTED + "==; Authorization: Bearer " + PLANTED + "; password='" + PLANTED + "'";

    private final StagedApplication app = new StagedApplication();
    private final Staged w = app.protect("w");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<String> shown = new ArrayList<>();
    private Level before = Level.DEBUG;

    @BeforeEach
    void listenToEverything() {
        before = root.getLevel();
        root.setLevel(Level.TRACE);
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(lines);
        root.setLevel(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a/b?sv=1&sig=" + PLANTED + "&se=2",
                "DefaultEndpointsProtocol=https;AccountKey=" + PLANTED + "==;EndpointSuffix=x",
                "SharedAccessKey=" + PLANTED,
                "Authorization: Bearer " + PLANTED,
                "Authorization: SharedKey account:" + PLANTED,
                "password=" + PLANTED,
                "password = '" + PLANTED + "'",
                "{\"password\":\"" + PLANTED + "\"}",
                "{\\\"password\\\":\\\"" + PLANTED + "\\\"}",
                "Pwd=" + PLANTED + ";Encrypt=true",
                "client_secret=" + PLANTED,
                "amqps://user:" + PLANTED + "@host/queue",
                "x-functions-key: " + PLANTED,
                "Ocp-Apim-Subscription-Key: " + PLANTED
            })
    void everySpellingOfASecretIsTakenOut(String text) {
        assertThat(Redaction.of(text)).doesNotContain(PLANTED).contains("***");
    }

    @Test
    void whatIsNoSecretStays() {
        String text = "404: container 'orders' in https://x.blob.core.windows.net/orders?comp=list, etag \"0x8D\"";
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keyName\":\"key1\",\"value\":\"%s==\",\"permissions\":\"FULL\"}",
                "{\\\"keyName\\\":\\\"key1\\\",\\\"value\\\":\\\"%s==\\\"}",
                "the key is %s==, keep it",
                "https://x/?k=%s%%3D%%3D"
            })
    void anAccountKeyIsTakenOutWhereverItStands(String text) {
        String key = "aB3+/9xYz0".repeat(9).substring(0, 86);
        assertThat(Redaction.of(String.format(text, key)))
                .doesNotContain(key.substring(0, 20))
                .contains("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"accountKey", "client_secret", "Password", "connectionString", "storage-connection-string"})
    void aFactThatIsASecretByItsNameIsRefused(String name) {
        assertThatThrownBy(() -> Outcome.done().with(name, "x")).hasMessageContaining("'" + name + "'");
        assertThatThrownBy(() -> Presence.present(Map.of(name, "x"))).hasMessageContaining("'" + name + "'");
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> draft.step("x", Phase.CATCH_UP, Staged.changes("x", Side.B));
        w.acts.put("x", at -> new Outcome.Done(Map.of(name, PLANTED), List.of()));
        assertThat(dr.replicate().result()).isEqualTo(RunReport.Result.PAUSED);
        assertThat(app.store.records).noneMatch(r -> new String(r, StandardCharsets.UTF_8).contains(PLANTED));
    }

    @Test
    void whatStepsProveContractsSayAndPeopleWriteReachesTheJournalWithoutSecrets() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> {
            draft.step("x", Phase.CATCH_UP, Staged.changes("x", Side.B));
            draft.step("y", Phase.CATCH_UP, Staged.changes("y", Side.B)).after("x");
            draft.note("words", WORDS);
            draft.instruct(WORDS);
        };
        w.acts.put("x", at -> Outcome.done()
                .with("answer", WORDS)
                .proving(new Memo(Map.of("m", WORDS)))
                .proving(new LossLedger(List.of(new LossLedger.Lost(WORDS, WORDS, WORDS)), List.of(WORDS)))
                .proving(RecoveryPoint.complete(Side.A, at.now()).referring(WORDS)));
        w.acts.put("y", at -> Outcome.inDoubt("reset"));
        w.looks.put("y", () -> Presence.present(Map.of("seen", WORDS)));
        Plan plan = dr.plan(Goal.prepare());
        show(plan);
        show(dr.run(plan.approvedBy(WORDS).because(WORDS)));
        w.acts.put("x", at -> Outcome.failed("no"));
        show(dr.replicate());
        var run = dr.openRun().orElseThrow();
        run.skip("w/x", WORDS, WORDS);
        run.cancel(WORDS, WORDS);
        app.events.forEach(event -> shown.add(event.toString()));
        app.store.records.forEach(record -> shown.add(new String(record, StandardCharsets.UTF_8)));
        assertThat(shown).noneMatch(text -> text.contains(PLANTED)).anyMatch(text -> text.contains("AccountKey=***"));
    }

    private void show(RunReport report) {
        shown.add(report.text());
        shown.add(report.json());
        shown.add(report.toString());
        shown.add(String.valueOf(report.next()));
    }

    private void show(Plan plan) {
        shown.add(plan.text());
        shown.add(plan.json());
        shown.add(plan.toString());
    }

    @Test
    void neitherJournalNorReportNorLogNorToStringHoldsASecret() {
        DisasterRecovery dr = app.born();
        w.drafting = (goal, draft) -> {
            draft.step("x", Phase.CATCH_UP, Staged.changes("x", Side.B));
            if (goal.movesTheActiveSide()) {
                draft.step("stop", Phase.QUIESCE, Staged.changes("stop", Side.A))
                        .ifLost(IfLost.DEFER_AS_FENCE);
            }
        };
        for (Outcome.Answer answer : List.of(
                Outcome.failed(WORDS),
                Outcome.refused("rule", WORDS),
                Outcome.inDoubt(WORDS),
                Outcome.failedForNow(WORDS))) {
            w.acts.put("x", at -> answer);
            w.looks.put("x", () -> Presence.unclear(WORDS));
            show(dr.replicate());
            dr.openRun().ifPresent(run -> show(run.abandon("ann", "next")));
        }
        w.acts.put("x", at -> {
            throw new IllegalStateException(WORDS, new IllegalArgumentException(WORDS));
        });
        w.looks.put("x", () -> {
            throw new IllegalStateException(WORDS);
        });
        show(dr.replicate());
        dr.openRun().ifPresent(run -> show(run.abandon("ann", "next")));

        w.acts.put("x", at -> Outcome.done().proving(RecoveryPoint.complete(Side.A, at.now())));
        show(dr.replicate());
        show(dr.run(
                dr.plan(Goal.forceFailOverTo("centralus")).approvedBy("ann").acceptingLossUpTo(Duration.ofHours(1))));
        w.acts.put("stop", at -> Outcome.failed(WORDS));
        shown.add(dr.readiness().text());
        w.acts.put("stop", at -> {
            throw new IllegalStateException(WORDS);
        });
        shown.add(dr.readiness().text());
        shown.add(dr.status().text());
        shown.add(dr.status().toString());
        show(dr.plan(Goal.failOverTo("eastus2")));
        ReplicationSchedule schedule = dr.schedule();
        schedule.guarded(() -> {
                    throw new IllegalStateException(WORDS);
                })
                .run();
        schedule.close();
        app.events.forEach(event -> shown.add(event.toString()));
        app.store.records.forEach(record -> shown.add(new String(record, StandardCharsets.UTF_8)));
        app.store.attached.values().forEach(content -> shown.add(new String(content, StandardCharsets.UTF_8)));
        lines.list.forEach(line -> shown.add(line.getFormattedMessage()
                + line.getKeyValuePairs()
                + (line.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(line.getThrowableProxy()))));

        assertThat(shown).hasSizeGreaterThan(50).noneMatch(text -> text.contains(PLANTED));
        assertThat(shown).anyMatch(text -> text.contains("AccountKey=***"));
    }

    @Test
    void aSideThatDoesNotAnswerIsExplainedWithoutItsSecrets() {
        DisasterRecovery dr = app.born();
        w.darkness = WORDS;
        w.dark.add(Side.B);
        Plan plan = dr.plan(Goal.failOverTo("centralus"));
        show(plan);
        shown.add(dr.readiness().text());
        assertThat(plan.blockers()).singleElement().satisfies(c -> assertThat(c.text())
                .contains("AccountKey=***"));
        assertThat(shown).noneMatch(text -> text.contains(PLANTED));
    }
}
