package io.github.azuredr.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.azuredr.error.RecoveryException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {
    private record Settings(String name, Secret key) {}

    private final Secret secret = Secret.of("planted-key");

    @Test
    void aSecretIsGivenOutOnlyWhenRevealed() {
        assertThat(secret.reveal()).isEqualTo("planted-key");
        assertThat(secret).hasToString("***");
        assertThat(new Settings("n", secret)).hasToString("Settings[name=n, key=***]");
    }

    @Test
    void aSecretIsWrittenAsStarsEvenWhenFieldsAreVisible() throws Exception {
        JsonMapper curious = JsonMapper.builder()
                .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.ANY)
                .build();

        assertThat(curious.writeValueAsString(new Settings("n", secret))).isEqualTo("{\"name\":\"n\",\"key\":\"***\"}");
    }

    /** Stars that were written must not come back as if they were the key. */
    @Test
    void whatWasWrittenCannotBeReadBackAsASecret() {
        assertThatThrownBy(() -> new JsonMapper().readValue("{\"name\":\"n\",\"key\":\"***\"}", Settings.class))
                .isInstanceOf(DatabindException.class);
    }

    @Test
    void secretsAreEqualByValueAndTheirHashTellsNothing() {
        assertThat(secret).isEqualTo(Secret.of("planted-key".toCharArray())).isNotEqualTo(Secret.of("other"));
        assertThat(secret.hashCode()).isEqualTo(Secret.of("other").hashCode());
    }

    @Test
    void anEmptySecretIsRefused() {
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(RecoveryException.class);
    }

    @Test
    void aMissingSecretIsNamedAndPresentOnesAreNot() {
        Map<String, String> values = new HashMap<>(Map.of("sql", "planted-key", "blank", ""));
        SecretSource source = SecretSource.of(values);
        values.put("late", "x");

        assertThat(source.secret("sql")).isEqualTo(secret);
        for (String missing : new String[] {"late", "blank", "none"}) {
            assertThatThrownBy(() -> source.secret(missing))
                    .isInstanceOf(RecoveryException.class)
                    .hasMessageContaining("\"" + missing + "\"")
                    .hasMessageNotContaining("planted");
        }
    }

    @Test
    void aRotatedSecretIsSeenAtTheNextCall() {
        Map<String, String> vault = new HashMap<>(Map.of("sql", "old"));
        SecretSource source = SecretSource.from(vault::get);
        assertThat(source.secret("sql").reveal()).isEqualTo("old");

        vault.put("sql", "new");

        assertThat(source.secret("sql").reveal()).isEqualTo("new");
    }
}
