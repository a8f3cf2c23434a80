package io.github.azuredr.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.azuredr.azure.FakeHttp.Answer;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmErrorsTest {
    @Test
    void theStandardBodyGivesCodeWordsAndDetails() {
        ArmException failed = refused(Answer.json(409, """
                        {"error":{"code":"Conflict","message":"no","target":"x","details":[
                          {"code":"Inner","target":"name","message":"taken"},{"code":null},"odd"]}}""").with("x-ms-request-id", "r-1"));

        assertThat(failed.code()).isEqualTo("Conflict");
        assertThat(failed.isConflict()).isTrue();
        assertThat(failed.details())
                .containsExactly(
                        new ArmFailure.Detail("Inner", "name", "taken"), new ArmFailure.Detail("none", "", ""));
        assertThat(failed)
                .hasMessageContaining("PUT " + Azures.ACCOUNT + " was answered 409 (Conflict): no")
                .hasMessageContaining("Inner at name: taken")
                .hasMessageContaining("Request r-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"code\":\"Bare\",\"message\":\"words\"}|Bare|words",
                "{\"Code\":\"Old\",\"Message\":\"words\"}|Old|words",
                "{\"error\":{\"code\":7001,\"message\":\"words\"}}|7001|words",
                "{\"odata.error\":{\"code\":\"OData\",\"message\":{\"lang\":\"en\",\"value\":\"words\"}}}|OData|words",
                "{\"error\":\"text\"}|Http400|the answer named no reason.",
                "[]|Http400|the answer named no reason.",
                "<html/>|Http400|the answer was not JSON (7 bytes, application/json).",
                "{\"error\":|Http400|the answer was not JSON (9 bytes, application/json)."
            })
    void otherBodiesAreReadAsFarAsTheyGo(String body, String code, String message) {
        ArmException failed = refused(Answer.json(400, body));

        assertThat(failed.code()).isEqualTo(code);
        assertThat(failed.failure().message()).isEqualTo(message);
    }

    @Test
    void anEmptyBodyIsAnErrorWithoutWords() {
        ArmException failed = refused(Answer.of(404));

        assertThat(failed.isNotFound()).isTrue();
        assertThat(failed.code()).isEqualTo("Http404");
        assertThat(failed.failure().message()).isEqualTo("the answer had no body.");
    }

    @Property(tries = 200)
    void noBodyWhateverItHoldsBreaksTheReading(@ForAll String body) {
        ArmException failed = refused(new Answer(400, Map.of(), body, null));

        assertThat(failed.status()).isEqualTo(400);
    }

    @Test
    void queriesKeysAndTokensInTheServicesWordsAreRedacted() {
        ArmException failed = refused(Answer.json(
                400,
                "{\"error\":{\"code\":\"Bad\",\"message\":\"see https://acc.blob/x?sv=1&sig=planted1 and"
                        + " AccountKey=planted2; SharedAccessKey=planted3; Bearer planted4\",\"details\":[{\"code\":\"c\","
                        + "\"target\":\"https://h/?sig=planted5\",\"message\":\"Password=planted6\"}]}}"));

        assertThat(failed.toString() + failed.failure())
                .doesNotContain("planted")
                .contains("https://acc.blob/x?***");
    }

    @ParameterizedTest
    @CsvSource({
        "120,PT2M",
        "0,PT0S",
        "-5,",
        "soon,",
        "'',",
        "'Fri, 20 Nov 2026 12:00:30 GMT',PT30S",
        "'Fri, 20 Nov 2026 11:00:00 GMT',PT0S",
        "999999999999,PT24H",
        "99999999999999999999,"
    })
    void retryAfterIsSecondsOrADateAndBounded(String value, Duration expected) {
        ArmException failed = refused(Answer.of(429).with("Retry-After", value));

        assertThat(failed.isThrottled()).isTrue();
        assertThat(failed.retryAfter().orElse(null)).isEqualTo(expected);
    }

    @Test
    void millisecondsAreUnderstood() {
        assertThat(refused(Answer.of(429).with("retry-after-ms", "1500")).retryAfter())
                .contains(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @CsvSource({
        "400,correct what the code names",
        "401,which principal calls",
        "404,check that the resource",
        "409,read the resource's state",
        "412,someone else changed",
        "429,wait PT3S"
    })
    void eachRefusalSaysWhatToDoNext(int status, String next) {
        assertThat(refused(Answer.of(status).with("Retry-After", "3")).next()).contains(next);
    }

    private static ArmException refused(Answer answer) {
        FakeHttp http = new FakeHttp().expect("PUT", Azures.ACCOUNT, answer);
        ArmException failed = catchThrowableOfType(
                ArmException.class, () -> Azures.arm(http, new ManualTime()).send(Azures.put()));
        assertThat(failed).isNotNull();
        return failed;
    }
}
