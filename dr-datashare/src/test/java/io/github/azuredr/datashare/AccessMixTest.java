package io.github.azuredr.datashare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.azuredr.datashare.consumer.InvitationGate;
import io.github.azuredr.datashare.invite.ConsumerRegistry;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A provider and a consumer have an AzureAccess each: mixing them up fails at the first call, and says so. */
class AccessMixTest {
    private final SimulatedShares shares = new SimulatedShares();
    private final StoreMapping nothing = StoreMapping.builder().build();

    @Test
    void consumerWithTheProvidersAccessIsToldSo() {
        var mixed = DataShareRecovery.consumer(
                shares.provider,
                SimulatedShares.id(SimulatedShares.CONSUMER, "eastus2"),
                SimulatedShares.id(SimulatedShares.CONSUMER, "centralus"),
                nothing,
                new InvitationGate(List.of()));

        shares.azure.deliberately(
                "the provider's token in the consumer's tenant", () -> assertThatThrownBy(() -> mixed.observe(Side.A))
                        .isInstanceOf(RecoveryException.class)
                        .hasMessageContaining("another tenant")
                        .hasMessageContaining("an AzureAccess each"));
    }

    @Test
    void providerWithTheConsumersAccessIsToldSo() {
        var mixed = DataShareRecovery.provider(
                shares.consumer,
                SimulatedShares.id(SimulatedShares.PROVIDER, "eastus2"),
                SimulatedShares.id(SimulatedShares.PROVIDER, "centralus"),
                nothing,
                ConsumerRegistry.of());

        shares.azure.deliberately(
                "the consumer's token in the provider's tenant", () -> assertThatThrownBy(() -> mixed.observe(Side.B))
                        .isInstanceOf(RecoveryException.class)
                        .hasMessageContaining("another tenant")
                        .hasMessageContaining("an AzureAccess each"));
    }

    @Test
    void eachWithItsOwnIsLookedAt() {
        var right = DataShareRecovery.provider(
                shares.provider,
                SimulatedShares.id(SimulatedShares.PROVIDER, "eastus2"),
                SimulatedShares.id(SimulatedShares.PROVIDER, "centralus"),
                nothing,
                ConsumerRegistry.of());

        assertThat(right.observe(Side.A).fact("account")).hasValue("absent");
        assertThat(shares.provider.sameIdentityAs(shares.consumer)).isFalse();
    }
}
