package io.github.azuredr.datalake.script;

/** The families of addresses that reach a store or its service, each with its own form of authority. */
enum StoreScheme {
    /** {@code adl}, {@code swebhdfs}, {@code webhdfs}: host only. */
    GEN1,
    /** {@code wasb}, {@code wasbs}: container, at-sign, long or short host. */
    WASB,
    /** {@code abfs}, {@code abfss}: file system, at-sign, long host. */
    ABFS,
    /** {@code http}, {@code https}: anything, of which only Azure's store hosts concern us. */
    HTTP,
    /** Any other scheme. */
    OTHER;

    /** The family of the scheme written there, in any case. */
    static StoreScheme of(char[] chars, int from, int to) {
        return switch (to - from) {
            case 3 -> isAt(chars, from, "adl") ? GEN1 : OTHER;
            case 4, 5 -> to - from == 4 || (chars[to - 1] | 0x20) == 's' ? ofStem(chars, from) : OTHER;
            case 7 -> isAt(chars, from, "webhdfs") ? GEN1 : OTHER;
            case 8 -> isAt(chars, from, "swebhdfs") ? GEN1 : OTHER;
            default -> OTHER;
        };
    }

    /** Those that may have an s behind them. */
    private static StoreScheme ofStem(char[] chars, int from) {
        if (isAt(chars, from, "wasb")) {
            return WASB;
        }
        if (isAt(chars, from, "abfs")) {
            return ABFS;
        }
        return isAt(chars, from, "http") ? HTTP : OTHER;
    }

    private static boolean isAt(char[] chars, int from, String name) {
        for (int i = 0; i < name.length(); i++) {
            if ((chars[from + i] | 0x20) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean hasContainer() {
        return this == WASB || this == ABFS;
    }

    boolean reaches(AccountKind kind) {
        return switch (this) {
            case GEN1 -> kind == AccountKind.ADLS_GEN1;
            case WASB -> kind == AccountKind.BLOB;
            case ABFS -> kind == AccountKind.ADLS_GEN2;
            case HTTP -> true;
            case OTHER -> false;
        };
    }
}
