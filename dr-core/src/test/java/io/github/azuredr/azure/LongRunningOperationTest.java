package io.github.azuredr.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.azuredr.azure.FakeHttp.Answer;
import io.github.azuredr.azure.ResourceReader.Reading;
import io.github.azuredr.error.RecoveryException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which Azure Resource Manager goes on after its answer. */
class LongRunningOperationTest {
    private static final String ARM = "https://management.azure.com";
    private static final String POLL = "/subscriptions/" + Azures.SUB + "/providers/Microsoft.DataShare/operations/1";
    private static final String SIGNED = POLL + "?api-version=1&t=1&c=cert&s=planted-signature&h=1";

    private final FakeHttp http = new FakeHttp();
    private final ManualTime time = new ManualTime();
    private final ArmClient arm =
            Azures.builder(http, time).withoutRateLimit().build().arm();
    private final ResourceReader provisioned = ResourceReader.provisioned(arm, Azures.get());

    @Test
    void aPutThatIsDoneAtOnceIsConfirmedByItsResource() {
        http.expect("PUT", Azures.ACCOUNT, state(200, "Succeeded"));
        http.expect("GET", Azures.ACCOUNT, state(200, "Succeeded"));

        OperationResult result = await(arm.begin(Azures.put()), provisioned);

        assertThat(result).isInstanceOf(OperationResult.Succeeded.class);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void aPutWithoutPollAddressIsWatchedByProvisioningState() {
        // A 201 names the resource in Location; that is no poll address.
        http.expect("PUT", Azures.ACCOUNT, state(201, "Creating").with("Location", ARM + "/elsewhere"));
        http.expect("GET", Azures.ACCOUNT, state(200, "Creating"));
        http.expect("GET", Azures.ACCOUNT, state(200, "Creating"));
        http.expect("GET", Azures.ACCOUNT, state(200, "Succeeded"));

        OperationResult result = await(arm.begin(Azures.put()), provisioned);

        assertThat(result).isInstanceOf(OperationResult.Succeeded.class);
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    /** Repeats below the watch would wait behind its back and past its deadline. */
    @Test
    void aResourceThatCannotBeReadIsLookedAtAgainOnTheWatchsOwnTime() {
        http.expect("PUT", Azures.ACCOUNT, state(201, "Creating"));
        http.expect("GET", Azures.ACCOUNT, Answer.of(503).with("Retry-After", "50"));
        http.expect("GET", Azures.ACCOUNT, state(200, "Succeeded"));

        OperationResult result = await(arm.begin(Azures.put()), provisioned);

        assertThat(result).isInstanceOf(OperationResult.Succeeded.class);
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void anAccountInFailedStateIsAFailure() {
        http.expect("PUT", Azures.ACCOUNT, state(201, "Creating"));
        http.expect("GET", Azures.ACCOUNT, state(200, "Failed"));

        assertThat(await(arm.begin(Azures.put()), provisioned))
                .isInstanceOfSatisfying(OperationResult.Failed.class, failed -> assertThat(failed.code())
                        .isEqualTo("Failed"));
    }

    @Test
    void anAsyncOperationIsAskedUntilItsBodyEndsIt() {
        http.expect("PUT", Azures.ACCOUNT, state(201, "Creating").with("Azure-AsyncOperation", ARM + POLL));
        http.expect("GET", POLL, status(200, "Accepted").with("Retry-After", "5"));
        http.expect("GET", POLL, status(202, "InventedWord"));
        http.expect("GET", POLL, status(200, "Succeeded"));
        http.expect("GET", Azures.ACCOUNT, state(200, "Succeeded"));

        OperationResult result = await(arm.begin(Azures.put()), provisioned);

        assertThat(result).isInstanceOf(OperationResult.Succeeded.class);
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(4));
    }

    @Test
    void aLocationBesideAnAsyncOperationIsNotPolled() {
        http.expect(
                "POST",
                Azures.ACCOUNT,
                status(202, "Queued").with("Azure-AsyncOperation", ARM + POLL).with("Location", ARM + "/result"));
        http.expect("GET", POLL, status(200, "Accepted").with("Location", ARM + "/result"));
        http.expect("GET", POLL, status(200, "Succeeded"));

        OperationResult result = await(arm.begin(ArmRequest.post(Azures.ACCOUNT, "1")), done());

        assertThat(result).isInstanceOf(OperationResult.Succeeded.class);
        assertThat(http.left()).isZero();
    }

    @Test
    void aFailureInTheBodyIsBelievedWithItsReason() {
        http.expect("PUT", Azures.ACCOUNT, Answer.of(202).with("Azure-AsyncOperation", ARM + POLL));
        http.expect(
                "GET",
                POLL,
                Answer.json(
                        200,
                        "{\"status\":\"Failed\",\"error\":{\"code\":\"QuotaExceeded\",\"message\":\"200 of 200\"}}"));

        assertThat(await(arm.begin(Azures.put()), provisioned))
                .isEqualTo(new OperationResult.Failed("QuotaExceeded", "200 of 200"));
    }

    @Test
    void aLocationIsFollowedToItsNewestSignatureUntilItStopsAnswering202() {
        http.expect("POST", Azures.ACCOUNT, Answer.of(202).with("Location", ARM + SIGNED));
        http.expect("GET", SIGNED, Answer.of(202).with("Location", ARM + POLL + "?s=second"));
        http.expect("GET", POLL + "?s=second", Answer.of(202));
        http.expect("GET", POLL + "?s=second", Answer.of(200));
        http.expect("GET", Azures.ACCOUNT, Answer.json(200, "{\"properties\":{\"jobState\":\"Running\"}}"));
        ResourceReader running =
                ResourceReader.field(arm, Azures.get(), "/properties/jobState", Set.of("running"), Set.of("Failed"));

        OperationResult result = await(arm.begin(ArmRequest.post(Azures.ACCOUNT, "1")), running);

        assertThat(result).isInstanceOf(OperationResult.Succeeded.class);
        assertThat(http.left()).isZero();
    }

    @Test
    void aRelativePollAddressIsOnTheSameHost() {
        http.expect("DELETE", Azures.ACCOUNT, Answer.of(202).with("Location", POLL));
        http.expect("GET", POLL, Answer.of(204));
        http.expect("GET", Azures.ACCOUNT, Answer.of(404));

        assertThat(await(arm.begin(delete()), gone())).isInstanceOf(OperationResult.Succeeded.class);
    }

    @Test
    void a202WithoutAnyAddressIsWatchedByItsResource() {
        http.expect("DELETE", Azures.ACCOUNT, Answer.of(202));
        http.expect("GET", Azures.ACCOUNT, state(200, "Deleting"));
        http.expect("GET", Azures.ACCOUNT, Answer.of(404));

        assertThat(await(arm.begin(delete()), gone())).isInstanceOf(OperationResult.Succeeded.class);
    }

    @Test
    void a200WhoseBodyIsStillUnderWayIsNotDone() {
        http.expect("POST", Azures.ACCOUNT, status(200, "InProgress"));
        http.expect("GET", Azures.ACCOUNT, state(200, "Updating"));
        http.expect("GET", Azures.ACCOUNT, state(200, "Succeeded"));

        OperationResult result = await(arm.begin(ArmRequest.post(Azures.ACCOUNT, "1")), provisioned);

        assertThat(result).isInstanceOf(OperationResult.Succeeded.class);
        assertThat(time.pauses()).hasSize(1);
    }

    @Test
    void retryAfterZeroMeansSoonAndNotTheDefault() {
        http.expect(
                "DELETE", Azures.ACCOUNT, Answer.of(202).with("Location", POLL).with("Retry-After", "0"));
        http.expect("GET", POLL, Answer.of(204));
        http.expect("GET", Azures.ACCOUNT, Answer.of(404));

        await(arm.begin(delete()), gone());

        assertThat(time.pauses()).containsExactly(Duration.ofMillis(100));
    }

    /** 2+4+8+16+30+30+30 = 120 seconds, and the rest of the time given. */
    @Test
    void theWaitGrowsToHalfAMinuteWhenTheServiceAsksForNone() {
        http.expect("DELETE", Azures.ACCOUNT, Answer.of(202).with("Location", POLL));
        for (int i = 0; i < 8; i++) {
            http.expect("GET", POLL, Answer.of(202));
        }

        arm.begin(delete()).await(gone(), Duration.ofSeconds(121), time::pause);

        assertThat(time.pauses().stream().map(Duration::toSeconds)).containsExactly(2L, 4L, 8L, 16L, 30L, 30L, 30L, 1L);
    }

    @Test
    void whenTheTimeIsUpTheTokenGoesOnWhereItStopped() {
        http.expect("POST", Azures.ACCOUNT, Answer.of(202).with("Location", ARM + SIGNED));
        http.expect("GET", SIGNED, Answer.of(202).with("Location", ARM + POLL + "?s=second"));
        var stopped = (OperationResult.StillRunning)
                arm.begin(ArmRequest.post(Azures.ACCOUNT, "1")).await(done(), Duration.ofSeconds(2), time::pause);
        http.expect("GET", POLL + "?s=second", Answer.of(200));

        ResumeToken token = ResumeToken.parse(stopped.resumeToken().reveal());
        OperationResult result = await(LongRunningOperation.resumed(arm, token), done());

        assertThat(result).isInstanceOf(OperationResult.Succeeded.class);
        assertThat(token.path()).isEqualTo(Azures.ACCOUNT);
        assertThat(stopped.toString() + token).doesNotContain("second");
    }

    @Test
    void noTimeGivenMeansOneLookAndNoWait() {
        http.expect("GET", POLL, status(200, "Accepted"));
        ResumeToken token = ResumeToken.parse(Azures.ACCOUNT + "\nasync " + ARM + POLL);

        OperationResult result = LongRunningOperation.resumed(arm, token).await(done(), Duration.ZERO, time::pause);

        assertThat(result).isInstanceOf(OperationResult.StillRunning.class);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void aClockThatStandsStillDoesNotWatchForEver() {
        http.expect("DELETE", Azures.ACCOUNT, Answer.of(202).with("Location", POLL));
        http.expect("GET", POLL, Answer.of(202));
        http.expect("GET", POLL, Answer.of(202));

        OperationResult result = arm.begin(delete()).await(gone(), Duration.ofSeconds(6), wait -> {});

        assertThat(result).isInstanceOf(OperationResult.StillRunning.class);
        assertThat(http.left()).isZero();
    }

    @Test
    void anOperationWhoseTokenIsLostIsJudgedByItsResource() {
        http.expect("GET", Azures.ACCOUNT, state(200, "Succeeded"));

        assertThat(await(LongRunningOperation.lost(arm, Azures.ACCOUNT), provisioned))
                .isInstanceOf(OperationResult.Succeeded.class);
    }

    @Test
    void aPollAddressOnAnotherHostNeverSeesTheToken() {
        http.expect("DELETE", Azures.ACCOUNT, Answer.of(202).with("Location", "https://evil.example/x?s=1"));
        http.expect("GET", Azures.ACCOUNT, Answer.of(404));

        OperationResult result = await(arm.begin(delete()), gone());

        assertThat(result).isInstanceOf(OperationResult.Succeeded.class);
        assertThat(http.sent()).allMatch(each -> each.uri().getHost().equals("management.azure.com"));
    }

    @Test
    void aTokenForAnotherHostIsWatchedByItsResource() {
        http.expect("GET", Azures.ACCOUNT, state(200, "Succeeded"));
        ResumeToken token = ResumeToken.parse(Azures.ACCOUNT + "\nlocation https://evil.example/x");

        assertThat(await(LongRunningOperation.resumed(arm, token), provisioned))
                .isInstanceOf(OperationResult.Succeeded.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "no slash\nasync u", "/p\nother u"})
    void aTokenThatIsNotOursIsRefused(String text) {
        assertThatThrownBy(() -> ResumeToken.parse(text)).isInstanceOf(RecoveryException.class);
    }

    @Test
    void aReaderThatCannotTellDoneFromFailedIsRefused() {
        assertThatThrownBy(() -> ResourceReader.field(
                        arm, Azures.get(), "/properties/jobState", Set.of("Stopped"), Set.of("stopped")))
                .isInstanceOf(RecoveryException.class);
    }

    private OperationResult await(LongRunningOperation operation, ResourceReader reader) {
        return operation.await(reader, Duration.ofMinutes(10), time::pause);
    }

    private ResourceReader gone() {
        return ResourceReader.gone(arm, Azures.get());
    }

    private static ResourceReader done() {
        return () -> new Reading.Done(MissingNode.getInstance());
    }

    private static ArmRequest delete() {
        return ArmRequest.delete(Azures.ACCOUNT, Azures.VERSION);
    }

    private static Answer state(int status, String provisioningState) {
        return Answer.json(status, "{\"properties\":{\"provisioningState\":\"" + provisioningState + "\"}}");
    }

    private static Answer status(int status, String word) {
        return Answer.json(status, "{\"startTime\":null,\"status\":\"" + word + "\",\"error\":null}");
    }
}
