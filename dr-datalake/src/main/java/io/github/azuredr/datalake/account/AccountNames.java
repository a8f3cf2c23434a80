package io.github.azuredr.datalake.account;

import java.util.Optional;

/** What a look can foresee of an account that is still to be created. */
final class AccountNames {
    private AccountNames() {}

    /** What will be refused when it is created, going by the look. */
    static Optional<Finding> foresee(AccountKind kind, String name, AccountHome home, AccountInventory there) {
        String subject = kind.word() + " account " + name;
        Capability capability = there.capabilities().get(kind.namespace());
        if (capability != null && !capability.supported()) {
            return Optional.of(Finding.missing(
                    "region-unsupported",
                    subject,
                    kind.namespace() + " is not offered in " + home.region() + ": choose another second region."));
        }
        if (capability != null && capability.count() >= capability.most()) {
            return Optional.of(Finding.missing(
                    "quota",
                    subject,
                    "The subscription has " + capability.count() + " of " + capability.most() + " accounts in "
                            + home.region() + ": ask for more, or delete one."));
        }
        Availability known = there.names().get(kind.key(name));
        if (known == null || known.free()) {
            return Optional.empty();
        }
        return Optional.of(Finding.missing(
                "name-taken",
                subject,
                "Its name is taken by somebody else: choose another base name, or name this account explicitly."));
    }
}
