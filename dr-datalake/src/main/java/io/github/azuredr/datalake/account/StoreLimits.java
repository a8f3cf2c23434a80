package io.github.azuredr.datalake.account;

import java.util.Optional;

/** What of a store account no step carries over. */
final class StoreLimits {
    private StoreLimits() {}

    static void tell(StoreAccount model, Optional<StoreAccount> known, String twin, Wish wish) {
        String subject = "store account " + twin;
        if (known.filter(one -> !one.encryption().equals(model.encryption())).isPresent()) {
            wish.found(Finding.missing(
                    "encryption-differs",
                    subject,
                    "Its encryption is " + known.get().encryption() + " and not " + model.encryption()
                            + ", which is chosen once: create it anew under another name if that matters."));
        } else if (known.isEmpty() && model.encryption().equals("UserManaged")) {
            wish.found(Finding.missing(
                    "own-key",
                    subject,
                    "Its counterpart " + model.name()
                            + " is encrypted under a key of your own, and key vaults belong to a"
                            + " region: it is created under the service's key. Create it by hand with a key in its own"
                            + " region if that will not do."));
        }
        if (!model.networkRules().isEmpty()) {
            wish.found(Finding.missing(
                    "network-rules",
                    subject,
                    "Rules " + model.networkRules() + " of " + model.name()
                            + " name subnets, which belong to a region: set their counterparts by hand."));
        }
        if (known.filter(one -> !one.providers().equals(model.providers())).isPresent()) {
            wish.found(Finding.missing(
                    "trusted-providers-differ",
                    subject,
                    "It trusts identity providers " + known.get().providers().keySet() + " and " + model.name()
                            + " trusts " + model.providers().keySet() + ": settle it by hand."));
        }
    }
}
