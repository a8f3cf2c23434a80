package io.github.azuredr.datashare.consumer;

import io.github.azuredr.error.RecoveryException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A share whose invitations may be accepted without a person. Accepting is consenting to the terms, so they are named by
 * their hash: changed terms need a new consent.
 *
 * @param provider the provider's address, or its name where it has none
 * @param share the share's name
 * @param termsHash SHA-256 of the terms' UTF-8 text in hex; of the empty text when there are none
 */
public record AllowedShare(String provider, String share, String termsHash) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** Refuses blanks and what is no hash. */
    public AllowedShare {
        if (provider.isBlank() || share.isBlank()) {
            throw new RecoveryException(
                    "AllowedShare is missing provider or share.", "name the provider's address and the share.");
        }
        if (!HASH.matcher(termsHash).matches()) {
            throw new RecoveryException(
                    "AllowedShare.termsHash of share '" + share + "' is no SHA-256 in lower-case hex.",
                    "take it from AllowedShare.hash of the terms that were read and approved.");
        }
    }

    /** A share with these terms. */
    public static AllowedShare withTerms(String provider, String share, String terms) {
        return new AllowedShare(provider, share, hash(terms));
    }

    /** The hash of terms as the provider wrote them. */
    public static String hash(String terms) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(terms.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    /** Without the provider's address. */
    @Override
    public String toString() {
        return "AllowedShare[" + share + ", terms " + termsHash.substring(0, 8) + "]";
    }
}
