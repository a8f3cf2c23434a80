package io.github.azuredr.datalake.table;

import io.github.azuredr.datalake.catalog.Fragment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/**
 * What a unit holds, by its pieces.
 *
 * @param fingerprint equal as long as no piece was added, removed or replaced; a rebuild changes it, too
 * @param rows the sum over all pieces
 */
public record UnitState(String fingerprint, long rows) {

    /** The state of a unit with these pieces, in whatever order they were listed. */
    static UnitState of(Collection<Fragment> fragments) {
        MessageDigest hash = sha256();
        fragments.stream()
                .map(each ->
                        each.fragmentId() + " " + each.size() + " " + each.rowCount() + " " + each.created() + "\n")
                .sorted()
                .forEach(line -> hash.update(line.getBytes(StandardCharsets.UTF_8)));
        long rows = fragments.stream().mapToLong(Fragment::rowCount).sum();
        return new UnitState(HexFormat.of().formatHex(hash.digest(), 0, 16), rows);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java runtime has SHA-256", missing);
        }
    }
}
