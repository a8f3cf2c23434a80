package io.github.azuredr.datashare.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datashare.inventory.ShareEntry;
import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.json.JsonObject;
import io.github.azuredr.datashare.mirror.Intention;
import io.github.azuredr.datashare.resource.AccountId;
import io.github.azuredr.datashare.resource.Finding;
import io.github.azuredr.datashare.resource.Named;
import io.github.azuredr.error.RecoveryException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerRegistryTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final ConsumerAddress ANA = ConsumerAddress.email("Ana@partner.example");
    private static final ConsumerAddress APP = ConsumerAddress.principal("t1", "o1");

    private final ConsumerRegistry registry = ConsumerRegistry.of(
            Consumer.of("ana", ANA, ConsumerStance.INVITE_NOW).validFor(Duration.ofDays(30)),
            Consumer.of("app", APP, ConsumerStance.INVITE_AT_FAILOVER).of("sales"),
            Consumer.of("none", ConsumerAddress.email("no@x.example"), ConsumerStance.NEVER));

    private static Named invitation(String name, String status, String expires) {
        return new Named(
                name,
                JsonObject.empty()
                        .with("properties.invitationStatus", status)
                        .withOptional(
                                "properties.expirationDate",
                                Optional.of(expires).filter(t -> !t.isEmpty())));
    }

    private static Named subscription(String email, String status) {
        return new Named(
                "11111111-0000-0000-0000-000000000001",
                JsonObject.empty()
                        .withOptional(
                                "properties.consumerEmail", Optional.of(email).filter(t -> !t.isEmpty()))
                        .with("properties.shareSubscriptionStatus", status));
    }

    private static ShareInventory inventory(List<Named> invitations, List<Named> subscriptions) {
        return new ShareInventory(
                NOW,
                new AccountId("s", "g", "a"),
                new Named("a", JsonObject.empty()),
                List.of(new ShareEntry(
                        new Named("sales", JsonObject.empty()), List.of(), List.of(), invitations, subscriptions)));
    }

    private static List<String> names(List<Intention.Invite> missing) {
        return missing.stream().map(one -> one.share() + "/" + one.name()).toList();
    }

    private static String body(Intention.Invite invite) {
        return invite.request(new AccountId("s", "g", "a"), Optional.empty())
                .body()
                .orElseThrow()
                .json();
    }

    @Test
    void preparingInvitesThoseWhoWantToBeInvitedNow() {
        List<Intention.Invite> missing = registry.missing(List.of("sales", "hr"), Optional.empty(), false, NOW);

        assertThat(names(missing)).containsExactly("sales/ana", "hr/ana");
        assertThat(body(missing.get(0)))
                .isEqualTo("{\"properties\":{\"targetEmail\":\"Ana@partner.example\",\"expirationDate\":"
                        + "\"2026-12-20T10:00:00Z\"}}");
    }

    @Test
    void failingOverInvitesThoseWhoWaitedButNeverThoseWhoStayOut() {
        List<Intention.Invite> missing = registry.missing(List.of("sales", "hr"), Optional.empty(), true, NOW);

        assertThat(names(missing)).containsExactly("sales/ana", "sales/app", "hr/ana");
        assertThat(body(missing.get(1)))
                .isEqualTo("{\"properties\":{\"targetActiveDirectoryId\":\"t1\",\"targetObjectId\":\"o1\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "Pending, '', ana@partner.example, Active, ''",
        "Pending, 2026-11-21T00:00:00Z, '', Active, ''",
        "Pending, 2026-11-20T10:00:00Z, '', Active, ana-2",
        "Accepted, '', ana@partner.example, Active, ''",
        "Accepted, '', ana@partner.example, Revoked, ana-2",
        "Accepted, '', bo@partner.example, Active, ana-2",
        "Rejected, '', '', Active, ana-2",
        "Withdrawn, '', '', Active, ana-2",
        "Parked, '', '', Active, ''"
    })
    void invitationThatCanNoLongerBeUsedIsSentAgainUnderANewName(
            String status, String expires, String email, String subscription, String expected) {
        ShareInventory there =
                inventory(List.of(invitation("ana", status, expires)), List.of(subscription(email, subscription)));

        List<Intention.Invite> missing = registry.missing(List.of("sales"), Optional.of(there), false, NOW);

        assertThat(missing.stream().map(Intention.Invite::name).toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    void newestAttemptDecidesAndNamesOfOthersDoNotCount() {
        ShareInventory there = inventory(
                List.of(
                        invitation("ana", "Rejected", ""),
                        invitation("ana-10", "Rejected", ""),
                        invitation("ana-9", "Pending", ""),
                        invitation("anabel", "Pending", "")),
                List.of());

        assertThat(names(registry.missing(List.of("sales"), Optional.of(there), false, NOW)))
                .containsExactly("sales/ana-11");
    }

    @Test
    void holderOfASubscriptionWhoIsNotInTheRegistryIsToldWithoutItsAddress() {
        ShareInventory primary = inventory(
                List.of(),
                List.of(
                        subscription("ana@PARTNER.example", "Active"),
                        subscription("stranger@else.example", "Active"),
                        subscription("former@else.example", "Revoked"),
                        subscription("", "Active")));

        List<Finding> findings = registry.uncovered(primary);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).id()).isEqualTo("consumer-unknown");
        assertThat(findings.toString()).doesNotContain("@");
    }

    @Test
    void idsAreSafeToCountBehindAndUsedOnce() {
        assertThatThrownBy(() -> Consumer.of("ana-2", ANA, ConsumerStance.NEVER))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("Consumer.id");
        assertThatThrownBy(() -> ConsumerRegistry.of(
                        Consumer.of("ana", ANA, ConsumerStance.NEVER), Consumer.of("ana", APP, ConsumerStance.NEVER)))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("two consumers");
        assertThatThrownBy(() -> ConsumerAddress.email("nobody")).isInstanceOf(RecoveryException.class);
        assertThatThrownBy(() -> ConsumerAddress.principal("", "o")).isInstanceOf(RecoveryException.class);
    }

    @Test
    void printsNobodysAddress() {
        assertThat(registry + ANA.toString() + registry.consumers())
                .doesNotContain("@")
                .doesNotContain("o1");
    }
}
