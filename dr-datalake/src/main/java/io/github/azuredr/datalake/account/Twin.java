package io.github.azuredr.datalake.account;

import io.github.azuredr.datalake.naming.AccountName;
import io.github.azuredr.datalake.naming.NamingScheme;
import io.github.azuredr.error.RecoveryException;
import io.github.azuredr.pair.Side;

/**
 * Two accounts that stand for each other.
 *
 * @param a the name on side A
 * @param b the name on side B
 */
public record Twin(AccountName a, AccountName b) {

    /** Refuses one name for both: names are unique in all of Azure. */
    public Twin {
        if (a.equals(b)) {
            throw new RecoveryException(
                    "Twin: both sides name the account '" + a + "', but names are unique in all of Azure.",
                    "give the two sides different names.");
        }
    }

    /** Two accounts by their names. */
    public static Twin of(String a, String b) {
        return new Twin(AccountName.of(a), AccountName.of(b));
    }

    /** Two accounts named by a scheme. */
    public static Twin named(NamingScheme scheme, String base) {
        return new Twin(scheme.name(base, Side.A), scheme.name(base, Side.B));
    }

    /** The name on a side. */
    public String on(Side side) {
        return (side == Side.A ? a : b).value();
    }
}
