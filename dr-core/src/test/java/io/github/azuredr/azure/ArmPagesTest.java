package io.github.azuredr.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.azuredr.azure.FakeHttp.Answer;
import io.github.azuredr.error.RecoveryException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmPagesTest {
    private static final String LIST = Azures.ACCOUNT + "/shares";
    private static final String ARM = "https://management.azure.com";

    private final FakeHttp http = new FakeHttp();
    private final ArmClient arm = Azures.arm(http, new ManualTime());

    @Test
    void pagesAreReadWhenTheyAreReachedAndEmptyOnesAreSkipped() {
        http.expect("GET", LIST, page(ARM + LIST + "?$skipToken=a b", 1, 2));
        Iterator<JsonNode> entries = arm.pages(ArmRequest.get(LIST, "1")).iterator();
        assertThat(entries.next().intValue()).isEqualTo(1);
        assertThat(entries.next().intValue()).isEqualTo(2);
        assertThat(http.sent()).hasSize(1);
        http.expect("GET", LIST + "?$skipToken=a b", page(ARM + LIST + "?$skipToken=c"));
        http.expect("GET", LIST + "?$skipToken=c", page("", 3));

        assertThat(entries.next().intValue()).isEqualTo(3);
        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
        assertThat(http.left()).isZero();
    }

    @Test
    void aListThatBeganWithPostGoesOnWithPostAndItsBody() {
        http.expect("POST", LIST, page(ARM + LIST + "?$skipToken=a", 1));
        http.expect("POST", LIST + "?$skipToken=a", page("", 2));
        ArmRequest list = ArmRequest.post(LIST, "1", Azures.json("{\"synchronizationId\":\"g\"}"))
                .asRead();

        assertThat(arm.pages(list).stream().map(JsonNode::intValue)).containsExactly(1, 2);
        assertThat(http.last().body()).contains("synchronizationId");
    }

    @Test
    void theVerbOfTheLinksCanBeChosen() {
        http.expect("POST", LIST, page(ARM + LIST + "?$skipToken=a", 1));
        http.expect("GET", LIST + "?$skipToken=a", page("", 2));

        assertThat(arm.pages(ArmRequest.post(LIST, "1").asRead()).nextByGet()).hasSize(2);
        assertThat(http.last().body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/list?sig=planted",
                "http://management.azure.com/list",
                "//evil.example/list",
                "https://management.azure.com@evil.example/list",
                "https://management.azure.com\\\\@evil.example/list",
                "https://management.azure.com:8443/list",
                "https://management.azure.com.evil.example/list"
            })
    void aLinkToAnotherHostIsRefusedBecauseTheTokenWouldLeak(String link) {
        http.expect("GET", LIST, page(link, 1));

        assertThatThrownBy(() -> arm.pages(ArmRequest.get(LIST, "1")).iterator())
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("continues outside management.azure.com")
                .hasMessageNotContaining("planted");
        assertThat(http.sent()).hasSize(1);
    }

    @Test
    void aListThatLeadsBackToItselfEnds() {
        http.expect("GET", LIST, page(ARM + LIST + "?$skipToken=a", 1));
        http.expect("GET", LIST, page(ARM + LIST + "?$skipToken=a", 2));

        assertThatThrownBy(() -> arm.pages(ArmRequest.get(LIST, "1")).forEach(each -> {}))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("leads back");
    }

    @Test
    void anUnreadableListDoesNotPassForAnEmptyOne() {
        http.expect("GET", LIST, Answer.json(200, "{}"));

        assertThatThrownBy(() -> arm.pages(ArmRequest.get(LIST, "1")).iterator())
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("no array");
    }

    @Test
    void aFailedPageIsRepeatedLikeAnyRead() {
        http.expect("GET", LIST, page(ARM + LIST + "?$skipToken=a", 1));
        http.expect("GET", LIST, Answer.of(503));
        http.expect("GET", LIST, page("", 2));

        assertThat(arm.pages(ArmRequest.get(LIST, "1"))).hasSize(2);
    }

    private static Answer page(String next, int... entries) {
        StringBuilder value = new StringBuilder();
        for (int each : entries) {
            value.append(value.length() == 0 ? "" : ",").append(each);
        }
        String link = next.isEmpty() ? "" : ",\"nextLink\":\"" + next + "\"";
        return Answer.json(200, "{\"value\":[" + value + "]" + link + "}");
    }
}
