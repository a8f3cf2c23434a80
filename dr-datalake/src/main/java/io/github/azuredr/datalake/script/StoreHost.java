package io.github.azuredr.datalake.script;

import org.jspecify.annotations.Nullable;

/** The host suffixes behind an account's name, in the public and the national clouds. */
enum StoreHost {
    GEN1(AccountKind.ADLS_GEN1, ".azuredatalakestore.net"),
    /** As the language reference still prints it. */
    GEN1_OLD(AccountKind.ADLS_GEN1, ".azuredatalake.net"),
    ANALYTICS(AccountKind.ADLA, ".azuredatalakeanalytics.net"),
    BLOB(AccountKind.BLOB, ".blob.core.windows.net"),
    BLOB_CHINA(AccountKind.BLOB, ".blob.core.chinacloudapi.cn"),
    BLOB_US_GOVERNMENT(AccountKind.BLOB, ".blob.core.usgovcloudapi.net"),
    BLOB_GERMANY(AccountKind.BLOB, ".blob.core.cloudapi.de"),
    DFS(AccountKind.ADLS_GEN2, ".dfs.core.windows.net"),
    DFS_CHINA(AccountKind.ADLS_GEN2, ".dfs.core.chinacloudapi.cn"),
    DFS_US_GOVERNMENT(AccountKind.ADLS_GEN2, ".dfs.core.usgovcloudapi.net"),
    DFS_GERMANY(AccountKind.ADLS_GEN2, ".dfs.core.cloudapi.de");

    private static final StoreHost[] ALL = values();

    private final AccountKind kind;
    private final String suffix;

    StoreHost(AccountKind kind, String suffix) {
        this.kind = kind;
        this.suffix = suffix;
    }

    AccountKind kind() {
        return kind;
    }

    int length() {
        return suffix.length();
    }

    String suffix() {
        return suffix;
    }

    /** The suffix that begins with the dot at this index, whatever follows it, or nothing. */
    static @Nullable StoreHost at(char[] chars, int dot, int to) {
        if (dot + 1 >= to) {
            return null;
        }
        int first = chars[dot + 1] | 0x20;
        if (first != 'a' && first != 'b' && first != 'd') {
            return null;
        }
        for (StoreHost each : ALL) {
            if (each.stands(chars, dot, to)) {
                return each;
            }
        }
        return null;
    }

    private boolean stands(char[] chars, int dot, int to) {
        if (to - dot < suffix.length()) {
            return false;
        }
        for (int i = 1; i < suffix.length(); i++) {
            char expected = suffix.charAt(i);
            char found = chars[dot + i];
            if (found != expected && (found >= 128 || Character.toLowerCase(found) != expected)) {
                return false;
            }
        }
        return true;
    }
}
