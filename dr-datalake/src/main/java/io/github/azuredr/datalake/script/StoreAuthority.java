package io.github.azuredr.datalake.script;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the authority of one address says. Only a whole authority counts: a host that merely begins or ends like a
 * store's, with a user, a trailing dot, a percent escape or an odd port, stays unresolved.
 *
 * @param kind the kind of account, or null when none can be told
 * @param labelStart where the account's name begins
 * @param labelEnd where it ends
 * @param isShort whether the host is the bare name, so that text joined to it would change it
 * @param foreign whether it has nothing to do with a store
 */
record StoreAuthority(@Nullable AccountKind kind, int labelStart, int labelEnd, boolean isShort, boolean foreign) {
    private static final StoreAuthority UNRESOLVED = new StoreAuthority(null, 0, 0, false, false);
    private static final StoreAuthority FOREIGN = new StoreAuthority(null, 0, 0, false, true);

    static StoreAuthority of(char[] chars, int from, int to, StoreScheme scheme, PathMapping mapping) {
        StoreAuthority exact = exact(chars, from, to, scheme);
        if (exact == null) {
            return scheme == StoreScheme.HTTP && isForeign(chars, from, to, mapping) ? FOREIGN : UNRESOLVED;
        }
        return exact;
    }

    private static @Nullable StoreAuthority exact(char[] chars, int from, int to, StoreScheme scheme) {
        int host = from;
        if (scheme.hasContainer()) {
            int sign = indexOf(chars, from, to, '@');
            if (sign <= from) {
                return null;
            }
            host = sign + 1;
        }
        int label = host;
        while (label < to && Characters.inAccount(chars[label])) {
            label++;
        }
        if (label == host) {
            return null;
        }
        if (scheme == StoreScheme.WASB && isPort(chars, label, to)) {
            return new StoreAuthority(AccountKind.BLOB, host, label, true, false);
        }
        StoreHost suffix = label < to && chars[label] == '.' ? StoreHost.at(chars, label, to) : null;
        if (suffix == null || !scheme.reaches(suffix.kind()) || !isPort(chars, label + suffix.length(), to)) {
            return null;
        }
        return new StoreAuthority(suffix.kind(), host, label, false, false);
    }

    /** Whether nothing is left, or a colon and digits. */
    private static boolean isPort(char[] chars, int from, int to) {
        if (from == to) {
            return true;
        }
        if (chars[from] != ':') {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (!Characters.isDigit(chars[i])) {
                return false;
            }
        }
        return true;
    }

    /** Most web addresses do not concern us; one that has a store's suffix or a mapped name in its host does. */
    private static boolean isForeign(char[] chars, int from, int to, PathMapping mapping) {
        String host = unescaped(new String(chars, from, to - from)).toLowerCase(Locale.ROOT);
        for (StoreHost each : StoreHost.values()) {
            if (host.contains(each.suffix())) {
                return false;
            }
        }
        for (String label : host.split("[.:@]", -1)) {
            String account =
                    label.endsWith("-secondary") ? label.substring(0, label.length() - "-secondary".length()) : label;
            if (mapping.isSource(account)) {
                return false;
            }
        }
        return true;
    }

    private static String unescaped(String host) {
        if (host.indexOf('%') < 0) {
            return host;
        }
        StringBuilder out = new StringBuilder();
        byte[] bytes = host.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                out.append((char) (high << 4 | low));
                i += 2;
            } else {
                out.append((char) (bytes[i] & 0xff));
            }
        }
        return out.toString();
    }

    private static int indexOf(char[] chars, int from, int to, char sign) {
        for (int i = from; i < to; i++) {
            if (chars[i] == sign) {
                return i;
            }
        }
        return -1;
    }
}
