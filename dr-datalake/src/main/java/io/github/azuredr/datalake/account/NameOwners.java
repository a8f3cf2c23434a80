package io.github.azuredr.datalake.account;

import io.github.azuredr.datalake.naming.NameCheck;

/** Asks the service who stands behind an account's name, so that names can be chosen before a pair is written down. */
public final class NameOwners {
    private NameOwners() {}

    /**
     * Names of one kind as a side sees them; each question is a call or two, and throws what the port throws.
     *
     * @param port the side whose resource group may have the account already
     */
    public static NameCheck of(AnalyticsAccounts port, AccountKind kind) {
        return name -> {
            boolean ours = kind == AccountKind.STORE
                    ? port.store(name.value()).isPresent()
                    : port.analytics(name.value()).isPresent();
            if (ours) {
                return NameCheck.Owner.OURS;
            }
            return port.availability(kind, name.value()).free()
                    ? NameCheck.Owner.NOBODY
                    : NameCheck.Owner.SOMEBODY_ELSE;
        };
    }
}
