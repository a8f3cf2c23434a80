package io.github.azuredr.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.azuredr.azure.FakeHttp.Answer;
import io.github.azuredr.error.RecoveryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmClientTest {
    private final FakeHttp http = new FakeHttp();
    private final ManualTime time = new ManualTime();
    private final ArmClient arm = Azures.arm(http, time);

    @Test
    void aCallCarriesItsVersionBodyAndHeaders() {
        http.expect("PUT", Azures.ACCOUNT + "?api-version=2021-08-01", Answer.json(200, "{\"n\":1.10}"));

        ArmResponse answer = arm.send(Azures.put().ifMatch("e379a3bf-e95a"));

        assertThat(http.last().body()).isEqualTo("{\"location\":\"eastus2\"}");
        assertThat(http.last().header("If-Match")).contains("e379a3bf-e95a");
        assertThat(http.last().header("Content-Type")).contains("application/json");
        assertThat(answer.body().path("n").decimalValue()).isEqualTo("1.10");
    }

    @Test
    void aBareETagComesBackAsItWasSent() {
        http.expect("GET", Azures.ACCOUNT, Answer.json(200, "{}").with("etag", "e379a3bf-e95a"));

        assertThat(arm.send(Azures.get()).etag()).contains("e379a3bf-e95a");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void anEffectIsSentExactlyOnceWhateverTheAnswer(int status) {
        http.expect("PUT", Azures.ACCOUNT, Answer.of(status).with("Retry-After", "1"));

        assertThatThrownBy(() -> arm.send(Azures.put())).isInstanceOf(ArmException.class);

        assertThat(http.sent()).hasSize(1);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void anEffectWhoseConnectionBreaksIsSentOnceAndIsInDoubt() {
        http.expect("DELETE", Azures.ACCOUNT, Answer.lost(io(new SocketException("Connection reset"))));

        ArmException failed = catchThrowableOfType(
                ArmException.class, () -> arm.send(ArmRequest.delete(Azures.ACCOUNT, Azures.VERSION)));

        assertThat(http.sent()).hasSize(1);
        assertThat(failed.status()).isZero();
        assertThat(failed.mayHaveHappened()).isTrue();
        assertThat(failed.next()).contains("read the resource before repeating");
    }

    @Test
    void anEffectThatNeverLeftIsNotInDoubt() {
        http.expect("PUT", Azures.ACCOUNT, Answer.lost(io(new ConnectException("refused"))));

        ArmException failed = catchThrowableOfType(ArmException.class, () -> arm.send(Azures.put()));

        assertThat(failed.mayHaveHappened()).isFalse();
        assertThat(failed.isTransient()).isTrue();
    }

    @Test
    void anEffectWithoutATokenIsNotSentAndSaysSo() {
        ArmClient denied = Azures.builder(http, time)
                .credential(request -> reactor.core.publisher.Mono.error(new IllegalStateException("no login")))
                .build()
                .arm();

        ArmException failed = catchThrowableOfType(ArmException.class, () -> denied.send(Azures.put()));

        assertThat(http.sent()).isEmpty();
        assertThat(failed.code()).isEqualTo("NoToken");
        assertThat(failed.mayHaveHappened()).isFalse();
    }

    @Test
    void anEffectAnsweredByAServerErrorMayHaveHappenedAndOneRefusedHasNot() {
        http.expect("PUT", Azures.ACCOUNT, Answer.of(503)).expect("PUT", Azures.ACCOUNT, Answer.of(409));

        ArmException unclear = catchThrowableOfType(ArmException.class, () -> arm.send(Azures.put()));
        ArmException refused = catchThrowableOfType(ArmException.class, () -> arm.send(Azures.put()));

        assertThat(unclear.mayHaveHappened()).isTrue();
        assertThat(refused.mayHaveHappened()).isFalse();
    }

    @Test
    void aReadIsRepeatedAfterTheWaitTheServiceAsksFor() {
        http.expect("GET", Azures.ACCOUNT, Answer.of(429).with("Retry-After", "7"))
                .expect("GET", Azures.ACCOUNT, Answer.of(503))
                .expect("GET", Azures.ACCOUNT, Answer.json(200, "{\"name\":\"a\"}"));

        ArmResponse answer = arm.send(Azures.get());

        assertThat(answer.text("/name")).contains("a");
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1));
    }

    @Test
    void aReadGivesUpAfterFourSends() {
        for (int i = 0; i < 4; i++) {
            http.expect("GET", Azures.ACCOUNT, Answer.lost(io(new IOException("gone"))));
        }

        ArmException failed = catchThrowableOfType(ArmException.class, () -> arm.send(Azures.get()));

        assertThat(http.left()).isZero();
        assertThat(failed.failure().attempts()).isEqualTo(4);
        assertThat(failed.mayHaveHappened()).isFalse();
    }

    @Test
    void aReadDoesNotWaitLongerThanAMinute() {
        http.expect("GET", Azures.ACCOUNT, Answer.of(429).with("Retry-After", "61"));

        ArmException failed = catchThrowableOfType(ArmException.class, () -> arm.send(Azures.get()));

        assertThat(failed.isThrottled()).isTrue();
        assertThat(failed.retryAfter()).contains(Duration.ofSeconds(61));
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void aReadRefusedForGoodIsNotRepeated() {
        http.expect("GET", Azures.ACCOUNT, Answer.of(403));

        assertThatThrownBy(() -> arm.send(Azures.get())).isInstanceOf(ArmException.class);

        assertThat(http.sent()).hasSize(1);
    }

    @Test
    void aConditionalPutIsRepeatedAndItsLate412IsInDoubt() {
        http.expect("PUT", Azures.ACCOUNT, Answer.of(504)).expect("PUT", Azures.ACCOUNT, Answer.of(412));

        ArmException failed = catchThrowableOfType(
                ArmException.class, () -> arm.send(Azures.put().ifAbsent()));

        assertThat(http.sent()).hasSize(2).allMatch(each -> each.header("If-None-Match")
                .equals(java.util.Optional.of("*")));
        assertThat(failed.isPreconditionFailed()).isTrue();
        assertThat(failed.mayHaveHappened()).isTrue();
    }

    @Test
    void aConditionalPutRefusedAtOnceIsNotInDoubt() {
        http.expect("PUT", Azures.ACCOUNT, Answer.of(412));

        ArmException failed = catchThrowableOfType(
                ArmException.class, () -> arm.send(Azures.put().ifAbsent()));

        assertThat(failed.mayHaveHappened()).isFalse();
    }

    @Test
    void onlyA404IsAnAbsence() {
        http.expect("GET", Azures.ACCOUNT, Answer.of(404)).expect("GET", Azures.ACCOUNT, Answer.of(403));

        assertThat(arm.find(Azures.get())).isEmpty();
        assertThatThrownBy(() -> arm.find(Azures.get())).isInstanceOf(ArmException.class);
    }

    @Test
    void aRedirectIsNotFollowedWithTheToken() {
        http.expect("GET", Azures.ACCOUNT, Answer.of(307).with("Location", "https://elsewhere.example/x"));

        assertThatThrownBy(() -> arm.send(Azures.get()))
                .isInstanceOf(ArmException.class)
                .hasMessageContaining("307");
        assertThat(http.sent()).hasSize(1);
    }

    @Test
    void aPageInPlaceOfJsonIsNotTakenForAnAnswer() {
        http.expect("PUT", Azures.ACCOUNT, new Answer(200, java.util.Map.of("Content-Type", "text/html"), "<p>", null));

        ArmException failed = catchThrowableOfType(ArmException.class, () -> arm.send(Azures.put()));

        assertThat(failed.code()).isEqualTo("NotJson");
        assertThat(failed.mayHaveHappened()).isTrue();
    }

    @Test
    void aCallMayHaveAShortDeadlineOfItsOwn() {
        http.expect("GET", Azures.ACCOUNT, Answer.json(200, "{}"));

        arm.send(Azures.get().within(Duration.ofSeconds(5)));

        assertThat(http.last().context().getData("azure-response-timeout")).contains(Duration.ofSeconds(5));
    }

    @Test
    void namesWithSpacesAndPlusesArriveEscaped() {
        http.expect("GET", "/subscriptions/s/resourceGroups/my group+x%", Answer.json(200, "{}"));

        arm.send(ArmRequest.get("/subscriptions/s/resourceGroups/my group+x%", "1")
                .query("$filter", "a eq 'b c'"));

        assertThat(http.last().uri().toString())
                .endsWith("/my%20group+x%25?$filter=a%20eq%20%27b%20c%27&api-version=1");
    }

    @Test
    void anEffectCannotBeSentAsASearch() {
        assertThatThrownBy(() -> arm.find(Azures.put())).isInstanceOf(RecoveryException.class);
        assertThatThrownBy(() -> arm.pages(ArmRequest.post(Azures.ACCOUNT, "1")))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("asRead()");
    }

    private static UncheckedIOException io(IOException cause) {
        return new UncheckedIOException(cause);
    }
}
