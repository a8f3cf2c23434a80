package io.github.azuredr.datalake.naming;

import io.github.azuredr.error.RecoveryException;
import java.util.regex.Pattern;

/**
 * The name of an analytics or store account: globally unique in its cloud.
 *
 * @param value 3 to 24 lower-case letters and digits
 */
public record AccountName(String value) implements Comparable<AccountName> {
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9]{3,24}");

    /** Refuses what no account can be called. */
    public AccountName {
        if (!LEGAL.matcher(value).matches()) {
            throw new RecoveryException(
                    "AccountName.value is '" + value
                            + "', but an account's name is 3 to 24 lower-case letters and digits.",
                    value.length() > 24
                            ? "shorten the base name or the side's mark by " + (value.length() - 24) + "."
                            : "choose another base name.");
        }
    }

    /** The account of this name. */
    public static AccountName of(String value) {
        return new AccountName(value);
    }

    @Override
    public int compareTo(AccountName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
