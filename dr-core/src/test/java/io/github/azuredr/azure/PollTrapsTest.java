package io.github.azuredr.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.azuredr.azure.FakeHttp.Answer;
import io.github.azuredr.azure.ResourceReader.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One test per way in which a poller that trusts its poll is fooled by a live service. */
class PollTrapsTest {
    private static final String ARM = "https://management.azure.com";
    private static final String POLL =
            "/subscriptions/" + Azures.SUB + "/providers/Microsoft.DataShare/locations/eastus2/operationResults/1";
    private static final Reading DONE = new Reading.Done(MissingNode.getInstance());
    private static final Reading RUNNING = new Reading.Running();

    private final FakeHttp http = new FakeHttp();
    private final ManualTime time = new ManualTime();
    private final ArmClient arm =
            Azures.builder(http, time).withoutRateLimit().build().arm();

    /** A Location poll answers 200 although its body says the delete goes on. */
    @Test
    void aLocationThatAnswers200WhileItsBodySaysInProgressIsNotTakenForSuccess() {
        begunWithLocation().expect("GET", POLL, status("InProgress")).expect("GET", POLL, status("Succeeded"));

        assertThat(watch(DONE)).isInstanceOf(OperationResult.Succeeded.class);

        assertThat(http.left()).isZero();
    }

    /** A Location poll answers 200 although its body says the delete failed. */
    @Test
    void aLocationThatAnswers200WhileItsBodySaysFailedIsNotTakenForSuccess() {
        begunWithLocation().expect("GET", POLL, status("Failed"));

        assertThat(watch()).isInstanceOf(OperationResult.Failed.class);
    }

    /** Even a delete reported done is believed only when the resource is gone. */
    @Test
    void aDeleteReportedDoneIsWatchedUntilTheResourceIsGone() {
        begunWithLocation().expect("GET", POLL, status("Succeeded"));

        assertThat(watch(RUNNING, RUNNING, DONE)).isInstanceOf(OperationResult.Succeeded.class);

        assertThat(time.pauses()).hasSize(3);
    }

    /** The synchronize call: 200 and Accepted for minutes, and a Location that no documented call serves. */
    @Test
    void theLocationOfASynchronizeIsNeverAskedForAFinalResult() {
        http.expect(
                "POST",
                Azures.ACCOUNT,
                Answer.json(202, "{\"status\":\"Queued\",\"synchronizationId\":\"g\"}")
                        .with("Azure-AsyncOperation", ARM + POLL)
                        .with("Location", ARM + "/undocumented"));
        for (int i = 0; i < 4; i++) {
            http.expect("GET", POLL, status("Accepted"));
        }
        http.expect("GET", POLL, status("Succeeded"));

        assertThat(watch(DONE)).isInstanceOf(OperationResult.Succeeded.class);

        assertThat(http.sent()).noneMatch(each -> each.path().equals("/undocumented"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Canceled", "Cancelled", "cancelled"})
    void bothSpellingsOfCancelledEndTheWatch(String word) {
        begunWithAsync().expect("GET", POLL, status(word));

        assertThat(watch()).isInstanceOfSatisfying(OperationResult.Failed.class, failed -> assertThat(failed.code())
                .isEqualTo(word));
    }

    @Test
    void aTransientFailureIsNotTheEnd() {
        begunWithAsync().expect("GET", POLL, status("TransientFailure")).expect("GET", POLL, status("Succeeded"));

        assertThat(watch(DONE)).isInstanceOf(OperationResult.Succeeded.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410, 429, 500, 503})
    void aPollThatFailsWhileTheResourceShowsTheWantedStateIsSuccess(int status) {
        begunWithAsync().expect("GET", POLL, Answer.of(status));

        assertThat(watch(DONE)).isInstanceOf(OperationResult.Succeeded.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void aPollAddressThatVanishedIsNotAskedAgain(int status) {
        begunWithAsync().expect("GET", POLL, Answer.of(status));

        assertThat(watch(RUNNING, RUNNING, DONE)).isInstanceOf(OperationResult.Succeeded.class);

        assertThat(http.left()).isZero();
    }

    @Test
    void aThrottledPollIsAskedAgainAfterTheWaitItAskedFor() {
        begunWithAsync()
                .expect("GET", POLL, Answer.of(429).with("Retry-After", "17"))
                .expect("GET", POLL, status("Succeeded"));

        assertThat(watch(RUNNING, DONE)).isInstanceOf(OperationResult.Succeeded.class);

        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(17));
    }

    @Test
    void aPollCutOffByTheNetworkIsAskedAgain() {
        begunWithAsync()
                .expect("GET", POLL, Answer.lost(new UncheckedIOException(new IOException("reset"))))
                .expect("GET", POLL, status("Succeeded"));

        assertThat(watch(RUNNING, DONE)).isInstanceOf(OperationResult.Succeeded.class);
    }

    @Test
    void aPollThatAnswersAPageInPlaceOfJsonIsAskedAgain() {
        begunWithAsync()
                .expect("GET", POLL, Answer.json(200, "<html>maintenance</html>"))
                .expect("GET", POLL, status("Succeeded"));

        assertThat(watch(RUNNING, DONE)).isInstanceOf(OperationResult.Succeeded.class);
    }

    /** The poll address lives in the region of the operation: when that region dies, so does the address. */
    @Test
    void whenTheRegionDiesTheOutcomeIsUnknownAndNotFailed() {
        http.expect("DELETE", Azures.ACCOUNT, Answer.of(202).with("Azure-AsyncOperation", ARM + POLL));
        for (int i = 0; i < 3; i++) {
            http.expect("GET", POLL, Answer.of(503));
        }
        ResourceReader unreachable = () -> {
            throw new ArmException(ArmFailure.of("GET", Azures.ACCOUNT, 503, "ServiceUnavailable", "dark"));
        };

        OperationResult result = arm.begin(ArmRequest.delete(Azures.ACCOUNT, "1"))
                .await(unreachable, Duration.ofSeconds(14), time::pause);

        assertThat(result).isInstanceOfSatisfying(OperationResult.Unknown.class, unknown -> assertThat(unknown.reason())
                .contains("503"));
        assertThat(time.waited()).isEqualTo(Duration.ofSeconds(14));
    }

    /** An update that failed leaves the resource at rest in its old state: the service's own word counts then. */
    @Test
    void aFailureTheServiceStatesIsNotOverruledByAResourceAtRest() {
        begunWithAsync().expect("GET", POLL, status("Failed"));

        assertThat(watch(DONE)).isInstanceOf(OperationResult.Failed.class);
    }

    @Test
    void aSuccessTheServiceStatesStandsWhenTheResourceCannotBeRead() {
        begunWithAsync().expect("GET", POLL, status("Succeeded"));

        assertThat(watch(new Reading.Unclear("no list yet"))).isInstanceOf(OperationResult.Succeeded.class);
    }

    private FakeHttp begunWithLocation() {
        return http.expect("POST", Azures.ACCOUNT, Answer.of(202).with("Location", POLL));
    }

    private FakeHttp begunWithAsync() {
        return http.expect("POST", Azures.ACCOUNT, Answer.of(202).with("Azure-AsyncOperation", ARM + POLL));
    }

    /** Begins and watches with a reader that shows these readings, one per look. */
    private OperationResult watch(Reading... readings) {
        Deque<Reading> shown = new ArrayDeque<>(List.of(readings));
        return arm.begin(ArmRequest.post(Azures.ACCOUNT, "1"))
                .await(shown::remove, Duration.ofMinutes(10), time::pause);
    }

    private static Answer status(String word) {
        return Answer.json(200, "{\"startTime\":null,\"endTime\":null,\"status\":\"" + word + "\",\"error\":null}");
    }
}
