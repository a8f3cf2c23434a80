package io.github.azuredr.datashare.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Region;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvitationGateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Region EAST = Region.of("eastus2");
    private static final Named GOOD = new Named(
            "i",
            JsonObject.parse("{\"properties\":{\"invitationId\":\"11111111-0000-0000-0000-000000000001\","
                    + "\"invitationStatus\":\"Pending\",\"location\":\"East US 2\",\"shareName\":\"Sales\","
                    + "\"termsOfUse\":\"be nice\",\"providerEmail\":\"sam@provider.example\","
                    + "\"providerName\":\"Sam\"}}"));

    private final InvitationGate gate =
            new InvitationGate(List.of(AllowedShare.withTerms("SAM@provider.example", "sales", "be nice")));

    @Test
    void allowedInvitationIsAcceptedWithTheRegionsOwnName() {
        assertThat(gate.judge(GOOD, EAST, NOW))
                .isEqualTo(new InvitationJudgement.Accept(
                        "Sales",
                        JsonObject.parse("{\"properties\":{\"invitationId\":\"11111111-0000-0000-0000-000000000001\","
                                + "\"sourceShareLocation\":\"eastus2\"}}")));
    }

    @ParameterizedTest
    @CsvSource({
        "invitationStatus, Accepted, not-pending",
        "invitationStatus, Withdrawn, not-pending",
        "location, centralus, other-region",
        "shareName, payroll, not-allowed",
        "providerEmail, mallory@provider.example, not-allowed",
        "termsOfUse, be nicer, terms-changed",
        "expirationDate, 2026-11-20T10:00:00Z, expired",
        "expirationDate, soon, expired"
    })
    void anythingElseIsDeclinedByItsRule(String property, String value, String rule) {
        Named changed = new Named("i", GOOD.body().with("properties." + property, value));

        assertThat(gate.judge(changed, EAST, NOW)).isInstanceOfSatisfying(InvitationJudgement.Decline.class, no -> {
            assertThat(no.rule()).isEqualTo(rule);
            assertThat(no.reason()).doesNotContain("@");
        });
    }

    @Test
    void nameOfAProviderDoesNotPassForItsAddress() {
        InvitationGate byName = new InvitationGate(List.of(AllowedShare.withTerms("Sam", "sales", "be nice")));

        assertThat(byName.judge(GOOD, EAST, NOW)).isInstanceOf(InvitationJudgement.Decline.class);
    }

    @Test
    void termsAreApprovedByHashAndNothingElse() {
        assertThatThrownBy(() -> new AllowedShare("sam", "sales", "be nice"))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("no SHA-256");
        assertThat(gate.allowed().toString()).doesNotContain("@");
    }
}
