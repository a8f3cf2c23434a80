package io.github.azuredr.datalake.script;

import java.util.Locale;

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

    static StoreScheme of(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "adl", "swebhdfs", "webhdfs" -> GEN1;
            case "wasb", "wasbs" -> WASB;
            case "abfs", "abfss" -> ABFS;
            case "http", "https" -> HTTP;
            default -> OTHER;
        };
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
