package io.github.azuredr.datashare.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.error.RecoveryException;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    @Test
    void unknownContentSurvivesARoundTripToTheLastDigit() {
        String text = "{\"kind\":\"Hologram\",\"n\":1.10,\"big\":123456789012345678901234567890,\"none\":null,"
                + "\"list\":[{\"a\":[]}],\"nested\":{\"x.y\":true}}";

        assertThat(JsonObject.parse(text).json()).isEqualTo(text);
    }

    @Test
    void changingACopyLeavesTheOriginal() {
        JsonObject before = JsonObject.parse("{\"properties\":{\"a\":\"1\"}}");

        JsonObject after = before.with("properties.b", "2").withOwn("x.y", "3");

        assertThat(before.json()).isEqualTo("{\"properties\":{\"a\":\"1\"}}");
        assertThat(after.json()).isEqualTo("{\"properties\":{\"a\":\"1\",\"b\":\"2\"},\"x.y\":\"3\"}");
        assertThat(after.own("x.y")).hasValue("3");
        assertThat(after.text("properties.c")).isEmpty();
        assertThat(after.text("properties.a.deeper")).isEmpty();
    }

    @Test
    void orderOfPropertiesDoesNotCount() {
        assertThat(JsonObject.parse("{\"a\":\"1\",\"b\":\"2\"}"))
                .isEqualTo(JsonObject.parse("{\"b\":\"2\",\"a\":\"1\"}"))
                .hasSameHashCodeAs(JsonObject.parse("{\"b\":\"2\",\"a\":\"1\"}"));
    }

    @Test
    void printsNothingItHolds() {
        assertThat(JsonObject.parse("{\"targetEmail\":\"ana@partner.example\"}").toString())
                .isEqualTo("JsonObject[1 properties]");
    }

    @Test
    void whatIsNoObjectIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> JsonObject.parse("[1]"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("no object");
        assertThatThrownBy(() -> JsonObject.parse("{\"secret\":"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageNotContaining("secret");
    }
}
