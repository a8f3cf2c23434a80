package io.github.azuredr.datalake.account;

import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepTypes;

/** The step types of accounts, for any contract whose port reaches accounts. */
public final class AccountSteps {
    private AccountSteps() {}

    /** These types and those of accounts. */
    public static <P extends AccountsSide> StepTypes<P> addedTo(StepTypes<P> types) {
        return types.with("register-data-lake/1", type(RegisterNamespace.class))
                .with("check-account-name/1", type(CheckAccountName.class))
                .with("create-store-account/1", type(CreateStoreAccount.class))
                .with("create-analytics-account/1", type(CreateAnalyticsAccount.class))
                .with("change-store-settings/1", type(ChangeStoreSettings.class))
                .with("change-analytics-settings/1", type(ChangeAnalyticsSettings.class))
                .with("set-firewall-rule/1", type(SetFirewallRule.class))
                .with("set-compute-policy/1", type(SetComputePolicy.class))
                .with("link-store-account/1", type(LinkStoreAccount.class))
                .with("link-storage-account/1", type(LinkStorageAccount.class))
                .with("assign-account-role/1", type(AssignRole.class))
                .with("lock-account/1", type(LockAccount.class));
    }

    /** A step as a contract's own: what it is given serves more than it asks for, so that the cast is safe. */
    @SuppressWarnings("unchecked")
    static <P extends AccountsSide> Step<P> step(Step<AccountsSide> step) {
        return (Step<P>) (Step<?>) step;
    }

    @SuppressWarnings("unchecked")
    private static <P extends AccountsSide> Class<? extends Step<P>> type(Class<? extends Step<AccountsSide>> type) {
        return (Class<? extends Step<P>>) (Class<?>) type;
    }
}
