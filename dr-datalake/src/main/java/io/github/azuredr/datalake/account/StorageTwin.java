package io.github.azuredr.datalake.account;

import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;

/**
 * Two blob storage accounts that stand for each other, each linked to its side's analytics account.
 *
 * @param a the name on side A
 * @param b the name on side B
 * @param secretA under which name the secret source has the access key of {@code a}
 * @param secretB under which name it has that of {@code b}
 */
public record StorageTwin(String a, String b, String secretA, String secretB) {

    /** Refuses names that no storage account has, and secrets without a name. */
    public StorageTwin {
        for (String name : new String[] {a, b}) {
            if (!name.matches("[a-z0-9]{3,24}")) {
                throw new RecoveryException(
                        "StorageTwin names the storage account '" + name
                                + "', but its name is 3 to 24 lower-case letters and digits.",
                        "give the account's name without a host.");
            }
        }
        if (secretA.isBlank() || secretB.isBlank()) {
            throw new RecoveryException(
                    "StorageTwin: the secret of '" + (secretA.isBlank() ? a : b) + "' has no name.",
                    "say under which name the secret source has the account's access key; never the key itself.");
        }
    }

    /** The name on a side. */
    public String on(Side side) {
        return side == Side.A ? a : b;
    }

    /** The name of the secret on a side. */
    public String secretOn(Side side) {
        return side == Side.A ? secretA : secretB;
    }
}
