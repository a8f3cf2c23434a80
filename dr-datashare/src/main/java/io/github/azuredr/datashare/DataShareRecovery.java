package io.github.azuredr.datashare;

import io.github.azuredr.azure.AzureAccess;
import io.github.azuredr.datashare.azure.ArmDataShareAccount;
import io.github.azuredr.datashare.azure.ArmDataShareSubscriber;
import io.github.azuredr.datashare.consumer.ConsumerRecovery;
import io.github.azuredr.datashare.consumer.InvitationGate;
import io.github.azuredr.datashare.invite.ConsumerRegistry;
import io.github.azuredr.datashare.mapping.StoreMapping;
import io.github.azuredr.datashare.provider.ProviderRecovery;
import io.github.azuredr.datashare.resource.AccountId;

/** The front door: what an application protects. */
public final class DataShareRecovery {
    private DataShareRecovery() {}

    /**
     * A provider's account that another one in the second region stands in for.
     *
     * @param azure who calls, for both accounts
     * @param a the account on side A
     * @param b the account on side B, which need not exist; its resource group must, and in that region
     * @param fromAToB which store of side B stands for which of side A
     * @param consumers who is invited, and when
     */
    public static ProviderRecovery provider(
            AzureAccess azure, AccountId a, AccountId b, StoreMapping fromAToB, ConsumerRegistry consumers) {
        return new ProviderRecovery(
                new ArmDataShareAccount(azure, a, consumers::target),
                new ArmDataShareAccount(azure, b, consumers::target),
                fromAToB,
                consumers,
                azure.time());
    }

    /**
     * A consumer's subscriptions that idle ones in the second region stand in for.
     *
     * @param azure who calls: the invited principal, never the provider's
     * @param a the consumer's account on side A
     * @param b the consumer's account on side B, which need not exist yet; its resource group must, and in that region
     * @param fromAToB which target of side B stands for which of side A
     * @param gate which invitations are accepted
     */
    public static ConsumerRecovery consumer(
            AzureAccess azure, AccountId a, AccountId b, StoreMapping fromAToB, InvitationGate gate) {
        return new ConsumerRecovery(
                new ArmDataShareSubscriber(azure, a),
                new ArmDataShareSubscriber(azure, b),
                fromAToB,
                gate,
                azure.time());
    }
}
