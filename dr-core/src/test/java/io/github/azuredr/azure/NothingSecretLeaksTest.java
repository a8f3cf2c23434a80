package io.github.azuredr.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.azuredr.azure.FakeHttp.Answer;
import io.github.azuredr.azure.ResourceReader.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Plants a token, a signature, a key and a Secret, and looks for them in every log line, message and toString. */
class NothingSecretLeaksTest {
    private static final String ARM = "https://management.azure.com";
    private static final String SIGNED = ARM + "/poll?api-version=1&t=planted&c=planted&s=planted-sig&h=planted";
    private static final String KEY = "planted-account-key";

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final FakeHttp http = new FakeHttp();
    private final ManualTime time = new ManualTime();
    private final AzureAccess access = Azures.builder(http, time).build();
    private final List<Object> printed = new ArrayList<>();
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

    @Test
    void neitherLogNorExceptionNorToStringHoldsASecret() {
        ArmClient arm = access.arm();
        ArmRequest put = ArmRequest.put(Azures.ACCOUNT, "1", Azures.json("{\"accountKey\":\"" + KEY + "\"}"))
                .query("sig", "planted-query")
                .header("x-functions-key", "planted-header");
        Answer begun = Answer.json(202, "{\"primaryKey\":\"planted-answer\"}")
                .with("Location", SIGNED)
                .with("x-key", "planted-answer-header");

        http.expect("PUT", Azures.ACCOUNT, begun);
        ArmResponse answer = arm.send(put);
        LongRunningOperation operation = LongRunningOperation.started(arm, put, answer);
        http.expect("GET", "/poll", Answer.of(202).with("Location", SIGNED + "2"));
        http.expect("GET", "/poll", Answer.json(404, "{\"error\":{\"code\":\"Gone\",\"message\":\"" + SIGNED + "\"}}"));
        print(put, answer, operation, operation.token());
        print(operation.await(() -> new Reading.Unclear("see " + SIGNED), Duration.ofSeconds(6), time::pause));

        http.expect(
                "POST", Azures.ACCOUNT, Answer.of(202).with("Location", "https://evil.example/x?s=planted-foreign"));
        print(arm.begin(ArmRequest.post(Azures.ACCOUNT, "1"))
                .await(() -> new Reading.Failed("F", SIGNED), Duration.ofSeconds(6), time::pause));

        http.expect("PUT", Azures.ACCOUNT, Answer.json(400, "{\"error\":{\"message\":\"AccountKey=" + KEY + "\"}}"));
        print(catchThrowable(() -> arm.send(put)));
        http.expect("PUT", Azures.ACCOUNT, new Answer(500, Map.of(), "key " + KEY, null));
        print(catchThrowable(() -> arm.send(put)));
        http.expect("PUT", Azures.ACCOUNT, Answer.lost(new UncheckedIOException(new IOException("reset"))));
        print(catchThrowable(() -> arm.send(put)));
        http.expect(
                "GET", "/list", Answer.json(200, "{\"value\":[],\"nextLink\":\"https://evil.example/?sig=planted\"}"));
        print(catchThrowable(() -> arm.pages(ArmRequest.get("/list", "1")).iterator()));
        print(catchThrowable(() -> ResumeToken.parse(SIGNED)));
        print(catchThrowable(() -> ArmRequest.get("/x?sig=planted", "1")));

        Secret secret = Secret.of("planted-secret");
        LoggerFactory.getLogger("application").info("using {}", secret);
        print(access, access.cloud(), secret, access.arm());

        assertThat(http.sent()).as("the token really was on the wire").anyMatch(each -> each.header("Authorization")
                .filter(("Bearer " + Azures.TOKEN)::equals)
                .isPresent());
        assertThat(loggedLines()).as("the wire really was logged").anyMatch(line -> line.contains(Azures.ACCOUNT));
        assertThat(loggedLines()).noneMatch(line -> line.contains("planted"));
        assertThat(printed)
                .hasSizeGreaterThan(10)
                .map(NothingSecretLeaksTest::text)
                .noneMatch(each -> each.contains("planted"));
    }

    private void print(Object... things) {
        printed.addAll(List.of(things));
    }

    private List<String> loggedLines() {
        List<String> all = new ArrayList<>();
        for (ILoggingEvent each : lines.list) {
            String thrown =
                    each.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(each.getThrowableProxy());
            all.add(each.getLoggerName()
                    + each.getFormattedMessage()
                    + each.getKeyValuePairs()
                    + each.getMDCPropertyMap()
                    + thrown);
        }
        return all;
    }

    private static String text(Object thing) {
        if (!(thing instanceof Throwable thrown)) {
            return String.valueOf(thing);
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
